import { useState } from "react"
import { getOffer, listCodes, voidOfferCode } from "../../../server/capabilities/offers/contract.ts"
import type { CodeState } from "../../../server/capabilities/offers/model.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { causeWords, type CodeItem, codeStanding, codeStateOptions } from "./words.ts"

/** Whose codes there are, and how each stands. */
export function Codes({ offerId }: { offerId: string }) {
  const t = useText()
  const may = useMay()
  const [state, setState] = useState<CodeState | "all">("all")
  const [voiding, setVoiding] = useState<CodeItem>()
  const list = useList(listCodes, { offerId, limit: 20, ...(state === "all" ? {} : { state }) }, { keep: true })
  const names = useCustomerNames(list.data?.items.map(({ customerId }) => customerId) ?? [])
  const columns: Column<CodeItem>[] = [
    { key: "code", head: { ja: "コード", en: "Code" }, cell: ({ code }) => <code>{code}</code> },
    { key: "state", head: { ja: "状態", en: "State" }, cell: (code) => <Status {...codeStanding(code.state)} /> },
    { key: "who", head: { ja: "お客様", en: "Customer" }, cell: (code) => <Who of={code} names={names} /> },
    {
      key: "until",
      head: { ja: "期限", en: "Until" },
      cell: ({ validUntil }) => (validUntil ? <DateText at={validUntil} /> : "—"),
    },
    ...(may("messages:send")
      ? [
          {
            key: "void",
            head: { ja: "操作", en: "Action" },
            cell: (code: CodeItem) =>
              code.state === "open" && (
                <Button look="text" label={{ ja: "無効にする", en: "Void" }} onClick={() => setVoiding(code)} />
              ),
          },
        ]
      : []),
  ]
  return (
    <div id="codes">
      <Section
        title={{ ja: "コード", en: "Codes" }}
        beside={
          <Select
            short
            label={{ ja: "状態で絞り込む", en: "Filter by state" }}
            value={state}
            onChange={setState}
            options={codeStateOptions}
          />
        }
      >
        <Loaded of={list} what={{ ja: "コードを読み込めませんでした", en: "The codes could not be loaded" }}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                title={{ ja: "ありません", en: "None" }}
                why={{
                  ja: "フローやキャンペーンがお客様に渡すと、ここに並びます。",
                  en: "Codes that flows and campaigns give out are listed here.",
                }}
              />
            ) : (
              <>
                <Table
                  label={{ ja: "コード", en: "Codes" }}
                  columns={columns}
                  rows={items}
                  rowKey={({ codeId }) => codeId}
                />
                <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
              </>
            )
          }
        </Loaded>
        {voiding && <VoidDialog code={voiding} offerId={offerId} onClose={() => setVoiding(undefined)} />}
        <p className="small quiet">
          {t({
            ja: "コードは、持っている人なら使えます。社外に見せないでください。",
            en: "Whoever holds a code can use it: keep this list to yourself.",
          })}
        </p>
      </Section>
    </div>
  )
}

function Who({ of, names }: { of: CodeItem; names: ReadonlyMap<string, string> | undefined }) {
  const t = useText()
  if (of.customerId === null) return "—"
  return (
    <>
      <Link to={`/customers/${of.customerId}`}>
        {names?.get(of.customerId) || t({ ja: "お客様を開く", en: "Open the customer" })}
      </Link>
      <span className="under">{t(causeWords(of.cause))}</span>
    </>
  )
}

function VoidDialog({ code, offerId, onClose }: { code: CodeItem; offerId: string; onClose: () => void }) {
  const t = useText()
  const act = useAct(voidOfferCode, { refresh: [listCodes, getOffer], done: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      look="danger"
      title={{ ja: "コードを無効にする", en: "Void this code" }}
      confirm={{ ja: "無効にする", en: "Void it" }}
      busy={act.busy}
      onConfirm={() => act.run({ offerId, codeId: code.codeId })}
    >
      <p>
        {t({
          ja: "このコードは使えなくなります。元には戻せません。",
          en: "The code can't be used any more. This can't be taken back.",
        })}
      </p>
    </ConfirmDialog>
  )
}
