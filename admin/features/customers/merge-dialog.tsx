import { useState } from "react"
import { listCustomers } from "../../../server/capabilities/customers/contract.ts"
import type { CustomerView } from "../../../server/capabilities/customers/model-view.ts"
import { Button } from "../../../ui/button.tsx"
import { Radios } from "../../../ui/choices.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field } from "../../../ui/field.tsx"
import { SearchField } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { useCall } from "../../app/use-call.ts"
import { nameOf, readingOf } from "../../app/words/person.ts"
import { MergePreview } from "./merge-preview.tsx"
import { useMerge } from "./use-merge.ts"

type Props = { one: CustomerView; other?: CustomerView; stay?: boolean; onClose: () => void }

/** First who, then which record stays, then what will happen: nothing is merged unseen. */
export function MergeDialog({ one, other: given, stay, onClose }: Props) {
  const [other, setOther] = useState(given)
  const [keep, setKeep] = useState<"one" | "other">("one")
  const merge = useMerge({ done: onClose, ...(stay && { stay }) })
  const pair = other && {
    fromId: (keep === "one" ? other : one).customerId,
    intoId: (keep === "one" ? one : other).customerId,
  }
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={{ ja: "二つの記録を統合する", en: "Merge two records" }}
      actions={
        <>
          {other && !given && (
            <Button look="text" label={{ ja: "選び直す", en: "Choose again" }} onClick={() => setOther(undefined)} />
          )}
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "統合する", en: "Merge" }}
            dimmed={!pair}
            busy={merge.busy}
            onClick={() => pair && merge.run(pair)}
          />
        </>
      }
    >
      {other && pair ? (
        <>
          <Field
            group
            label={{ ja: "どちらの記録を残すか", en: "Which record stays" }}
            hint={{
              ja: "内容は、あとから聞いたほうに合わせます。出来事・注文・同意は、どちらのものも残ります。あとで元に戻せます。",
              en: "Of what differs, what was said later counts. Events, orders and consents of both are kept. It can be undone later.",
            }}
          >
            <Radios<"one" | "other">
              value={keep}
              onChange={setKeep}
              options={[
                { value: "one", label: nameOf(one), hint: detailOf(one) },
                { value: "other", label: nameOf(other), hint: detailOf(other) },
              ]}
            />
          </Field>
          <MergePreview {...pair} />
        </>
      ) : (
        <Search but={one.customerId} onFound={setOther} />
      )}
    </Dialog>
  )
}

const detailOf = (customer: CustomerView) => {
  const words = [readingOf(customer), customer.email, customer.phone, `…${customer.customerId.slice(-8)}`]
    .filter(Boolean)
    .join("　")
  return { ja: words, en: words }
}

function Search({ but, onFound }: { but: string; onFound: (customer: CustomerView) => void }) {
  const t = useText()
  const [query, setQuery] = useState("")
  const found = useCall(
    listCustomers,
    { query, limit: 8, visitors: "yes" },
    { when: query.trim().length > 0, keep: true },
  )
  const items = query.trim() === "" ? [] : (found.data?.items.filter((customer) => customer.customerId !== but) ?? [])
  return (
    <>
      <p>
        {t({ ja: "同じ方の、もう一つの記録を探してください。", en: "Look for the other record of the same person." })}
      </p>
      <SearchField
        value={query}
        onChange={setQuery}
        label={{ ja: "もう一つの記録を探す", en: "Find the other record" }}
        example={{ ja: "名前・よみ・メール・電話", en: "Name, reading, mail or phone" }}
      />
      <div className="customer-results">
        {items.map((customer) => (
          <button key={customer.customerId} type="button" onClick={() => onFound(customer)}>
            <b>{t(nameOf(customer))}</b>
            <span className="under">{t(detailOf(customer))}</span>
          </button>
        ))}
        {found.data && query.trim() !== "" && items.length === 0 && (
          <p className="customer-empty">
            {t({
              ja: "見つかりません。名前の一部やよみでも探せます。",
              en: "Nobody found. Parts of names and readings work too.",
            })}
          </p>
        )}
      </div>
    </>
  )
}
