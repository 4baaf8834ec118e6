import { useState } from "react"
import { getPoints, listLots, listPointHistory, postAdjustment } from "../../../server/capabilities/points/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { NumberInput, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { Pager } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall, useList } from "../../app/use-call.ts"

type Balance = Reply<typeof getPoints>

/** What somebody has in points: usable, to come, held and owed; by lot; and each step with its reason. */
export function CustomerPoints({ customerId }: { customerId: string }) {
  const may = useMay()
  const balance = useCall(getPoints, { customerId })
  const [isAdjusting, setAdjusting] = useState(false)
  return (
    <Section
      title={{ ja: "ポイント", en: "Points" }}
      beside={
        may("points:adjust") && (
          <Button look="text" label={{ ja: "増やす・減らす", en: "Give or take" }} onClick={() => setAdjusting(true)} />
        )
      }
    >
      <Loaded
        of={balance}
        rows={3}
        what={{ ja: "ポイントを読み込めませんでした", en: "The points could not be loaded" }}
      >
        {(found) => (
          <>
            <Balances of={found} />
            <Lots customerId={customerId} />
            <History customerId={customerId} />
          </>
        )}
      </Loaded>
      {isAdjusting && <Adjust customerId={customerId} onClose={() => setAdjusting(false)} />}
    </Section>
  )
}

function Balances({ of: { available, pending, held, debt } }: { of: Balance }) {
  const figure = (value: number) => <NumberText value={value} unit="pt" />
  return (
    <Rows
      rows={[
        { label: { ja: "使える", en: "Usable" }, value: figure(available), total: true },
        ...(pending > 0 ? [{ label: { ja: "付与予定", en: "To come" }, value: figure(pending) }] : []),
        ...(held > 0 ? [{ label: { ja: "会計中に確保", en: "Held at a checkout" }, value: figure(held) }] : []),
        ...(debt > 0
          ? [{ label: { ja: "不足（次の付与から引く）", en: "Owed: next points repay it" }, value: figure(-debt) }]
          : []),
      ]}
    />
  )
}

const lotsShown = 6

function Lots({ customerId }: { customerId: string }) {
  const t = useText()
  const items = useCall(listLots, { customerId }).data?.items ?? []
  if (items.length === 0) return null
  return (
    <ul className="customer-list" aria-label={t({ ja: "期限ごとの内訳", en: "By day of expiry" })}>
      {items.slice(0, lotsShown).map(({ lotId, available, held, pending, expiresAt, confirmsAt, reason }) => (
        <li key={lotId}>
          <span>
            {pending > 0 ? (
              confirmsAt ? (
                <>
                  <DateText at={confirmsAt} only="date" />
                  {t({ ja: " から使えます", en: " it becomes usable" })}
                </>
              ) : (
                t({ ja: "お届けのあと使えます", en: "usable after delivery" })
              )
            ) : expiresAt ? (
              <>
                <DateText at={new Date(expiresAt.getTime() - 1)} only="date" />
                {t({ ja: " まで", en: " is its last day" })}
              </>
            ) : (
              t({ ja: "期限なし", en: "no end" })
            )}
            <span className="under">{t(reason)}</span>
          </span>
          <span className="end">
            <NumberText value={available + held + pending} unit="pt" />
          </span>
        </li>
      ))}
    </ul>
  )
}

function History({ customerId }: { customerId: string }) {
  const t = useText()
  const list = useList(listPointHistory, { customerId, limit: 6 })
  if (!list.data || list.data.items.length === 0)
    return (
      <p className="customer-empty">{t({ ja: "ポイントの動きはまだありません。", en: "No points have moved yet." })}</p>
    )
  return (
    <>
      <ul className="customer-list" aria-label={t({ ja: "ポイントの履歴", en: "History of points" })}>
        {list.data.items.map(({ transactionId, kind, points, balanceAfter, reason, remark, effectiveAt, lateFrom }) => (
          <li key={`${transactionId}${kind}`}>
            <span>
              {remark ?? t(reason)}
              <span className="under">
                <DateText at={effectiveAt} only="date" />
                {lateFrom && (
                  <>
                    {t({ ja: "（", en: " (of " })}
                    <DateText at={lateFrom} only="date" />
                    {t({ ja: " の分）", en: ")" })}
                  </>
                )}
              </span>
            </span>
            <span className="end">
              <NumberText value={points} unit="pt" signed />
              <span className="under">
                {t({ ja: "残高 ", en: "balance " })}
                <NumberText value={balanceAfter} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      {list.more && <Pager shown={list.data.items.length} more busy={list.isFetchingNextPage} onMore={list.readMore} />}
    </>
  )
}

function Adjust({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const toast = useToast()
  const [points, setPoints] = useState<number | null>(null)
  const [reason, setReason] = useState("")
  const [key] = useState(() => crypto.randomUUID())
  const adjust = useAct(postAdjustment, {
    done: ({ state }) => {
      if (state === "waiting")
        toast({
          words: {
            ja: "上限を超えるため、もうひとりの承認を待ちます。",
            en: "Above the limit: it waits for a second person.",
          },
        })
      onClose()
    },
  })
  const isReady = points !== null && points !== 0 && reason.trim() !== ""
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "ポイントを増やす・減らす", en: "Give or take points" }}
      actions={
        <Button
          look="go"
          label={points !== null && points < 0 ? { ja: "減らす", en: "Take" } : { ja: "増やす", en: "Give" }}
          busy={adjust.busy}
          dimmed={!isReady}
          onClick={isReady ? () => adjust.run({ customerId, points, reason: reason.trim(), key }) : undefined}
        />
      }
    >
      <Fields>
        <Field
          label={{ ja: "ポイント", en: "Points" }}
          hint={{ ja: "減らすときは −100 のように", en: "To take points, write −100" }}
        >
          <NumberInput value={points} onChange={setPoints} unit={same("pt")} />
        </Field>
        <Field label={{ ja: "理由", en: "Reason" }} hint={{ ja: "記録に残ります", en: "It is kept" }}>
          <TextInput value={reason} onChange={setReason} maxLength={500} />
        </Field>
      </Fields>
    </Dialog>
  )
}
