import { useState } from "react"
import type { z } from "zod"
import { getMerges, listMergeCandidates, postUnmerge } from "../../../server/capabilities/customers/contract.ts"
import type { CustomerView } from "../../../server/capabilities/customers/model-view.ts"
import { Button } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { nameOf } from "../../app/words/person.ts"
import type { Known } from "./known.ts"
import { MergeDialog } from "./merge-dialog.tsx"

type Merge = z.output<typeof getMerges.reply>["items"][number]

const rules: Readonly<Record<Merge["rule"], Text>> = {
  "same-person": { ja: "同じ情報で見分けられた", en: "recognised by the same thing" },
  "became-known": { ja: "訪問者がどなたか分かった", en: "a visitor became known" },
  staff: { ja: "スタッフが統合した", en: "merged by staff" },
}

/** Who else this may be, and who was merged into this record. Nothing when there is neither. */
export function CustomerMerges({ known }: { known: Known }) {
  const t = useText()
  const { customer } = known
  const merges = useCall(getMerges, { customerId: customer.customerId }).data?.items ?? []
  const pairs = useCall(listMergeCandidates, { limit: 200 }).data?.items ?? []
  const others = pairs.flatMap(({ oneId, otherId, one, other }) =>
    known.ids.includes(oneId) ? [other] : known.ids.includes(otherId) ? [one] : [],
  )
  if (merges.length === 0 && others.length === 0) return null
  return (
    <Section title={{ ja: "同じ方の記録", en: "Records of the same person" }}>
      <ul className="customer-list">
        {others.map((other) => (
          <Candidate key={other.customerId} customer={customer} other={other} />
        ))}
        {merges.map((merge) => (
          <Past key={merge.mergeId} merge={merge} />
        ))}
      </ul>
      {merges.length > 0 && (
        <p className="customer-empty">
          {t({
            ja: "統合しても、もとの記録は残っています。",
            en: "Merged records are kept, so that it can be undone.",
          })}
        </p>
      )}
    </Section>
  )
}

function Candidate({ customer, other }: { customer: CustomerView; other: CustomerView }) {
  const t = useText()
  const may = useMay()
  const [open, setOpen] = useState(false)
  return (
    <li>
      <span>
        {t(nameOf(other))}
        <span className="under">{[other.email, other.phone].filter(Boolean).join("　")}</span>
      </span>
      <span className="end">
        <Status is="needed" label={{ ja: "同じ方かもしれません", en: "may be the same" }} />
        {may("customers:write") && !customer.isMasked && (
          <span className="under">
            <Button look="text" label={{ ja: "くらべる", en: "Compare" }} onClick={() => setOpen(true)} />
          </span>
        )}
      </span>
      {open && <MergeDialog one={customer} other={other} onClose={() => setOpen(false)} />}
    </li>
  )
}

function Past({ merge }: { merge: Merge }) {
  const t = useText()
  const toast = useToast()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const split = useAct(postUnmerge, {
    done: () => {
      setAsking(false)
      toast({ words: { ja: "統合を元に戻しました", en: "They are two again" } })
    },
  })
  return (
    <li>
      <span>
        {t({ ja: `記録 …${merge.fromId.slice(-8)} を統合`, en: `Record …${merge.fromId.slice(-8)} merged` })}
        <span className="under">
          <DateText at={merge.mergedAt} /> · {t(rules[merge.rule])}
        </span>
      </span>
      <span className="end">
        {merge.undoneAt ? (
          <Status is="none" label={{ ja: "元に戻しました", en: "Undone" }} />
        ) : (
          may("customers:write") && (
            <Button look="text" label={{ ja: "元に戻す", en: "Undo" }} onClick={() => setAsking(true)} />
          )
        )}
      </span>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={{ ja: "統合を元に戻す", en: "Undo the merge" }}
        confirm={{ ja: "元に戻す", en: "Undo" }}
        busy={split.busy}
        onConfirm={() => split.run({ customerId: merge.fromId })}
      >
        <p>
          {t({
            ja: "二人の別のお客様に戻ります。統合する前の出来事・注文・見分ける情報は、それぞれの方に戻ります。",
            en: "They become two customers again. Events, orders and identities from before the merge go back to each.",
          })}
        </p>
      </ConfirmDialog>
    </li>
  )
}
