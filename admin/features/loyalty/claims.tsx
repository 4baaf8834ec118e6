import { getOverview, listWaiting, postDecision } from "../../../server/capabilities/loyalty/contract.ts"
import { useState } from "react"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

/** Claims with a proof that wait for a person. */
export function Claims() {
  const t = useText()
  const may = useMay()
  const [refusing, setRefusing] = useState<string | null>(null)
  const [reason, setReason] = useState("")
  const waiting = useCall(listWaiting, {}, { everyMs: 60_000, keep: true })
  const decide = useAct(postDecision, { refresh: [listWaiting, getOverview], done: () => setRefusing(null) })
  return (
    <Section
      title={{ ja: "確認を待つ申請", en: "Claims to look at" }}
      scope={{ ja: "内容でなく、行ったかどうかで決めます", en: "decided by whether it was done, not by what it says" }}
      first
    >
      <Loaded of={waiting} what={{ ja: "申請を読み込めませんでした", en: "The claims could not be loaded" }}>
        {({ items }) => (
          <Table
            label={{ ja: "確認を待つ申請", en: "Claims to look at" }}
            rows={items}
            rowKey={({ actId }) => actId}
            columns={[
              {
                key: "who",
                head: { ja: "お客様", en: "Customer" },
                cell: ({ customerId, name }) => (
                  <Link to={`/customers/${customerId}`}>{name ?? t({ ja: "お名前なし", en: "No name" })}</Link>
                ),
              },
              { key: "what", head: { ja: "アクション", en: "Action" }, cell: ({ title }) => t(title) },
              {
                key: "proof",
                head: { ja: "証拠", en: "Proof" },
                cell: ({ proof }) => (
                  <>
                    {proof?.url?.startsWith("https://") && (
                      <a href={proof.url} target="_blank" rel="noopener noreferrer nofollow">
                        {t({ ja: "リンクを開く", en: "Open the link" })}
                      </a>
                    )}
                    {proof?.words && <span className="under">{proof.words}</span>}
                  </>
                ),
              },
              { key: "at", head: { ja: "いつ", en: "When" }, cell: ({ at }) => <DateText at={at} /> },
              {
                key: "points",
                head: { ja: "付く数", en: "Points" },
                end: true,
                cell: ({ points }) => <NumberText value={points} unit="pt" />,
              },
              {
                key: "do",
                head: { ja: "決める", en: "Decide" },
                end: true,
                cell: ({ actId }) =>
                  may("points:adjust") && (
                    <span className="button-row">
                      <Button
                        label={{ ja: "認める", en: "Accept" }}
                        busy={decide.busy}
                        onClick={() => decide.run({ actId, approve: true })}
                      />
                      <Button look="text" label={{ ja: "断る", en: "Refuse" }} onClick={() => setRefusing(actId)} />
                    </span>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      <ConfirmDialog
        open={refusing !== null}
        onClose={() => setRefusing(null)}
        title={{ ja: "申請を断る", en: "Refuse the claim" }}
        confirm={{ ja: "断る", en: "Refuse" }}
        busy={decide.busy}
        onConfirm={() => refusing && decide.run({ actId: refusing, approve: false, reason: reason || undefined })}
      >
        <Field label={{ ja: "理由（お客様に見えます）", en: "Why (she sees it)" }} optional>
          <TextInput value={reason} onChange={setReason} maxLength={300} />
        </Field>
      </ConfirmDialog>
    </Section>
  )
}
