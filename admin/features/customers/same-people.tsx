import "./customers.css"
import { useState } from "react"
import type { z } from "zod"
import { keepCandidatesApart, listMergeCandidates } from "../../../server/capabilities/customers/contract.ts"
import type { CustomerView } from "../../../server/capabilities/customers/model-view.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Pager } from "../../../ui/table.tsx"
import { joined, type Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useList } from "../../app/use-call.ts"
import { nameOf, readingOf } from "../../app/words/person.ts"
import { Masked } from "./masked.tsx"
import { MergeDialog } from "./merge-dialog.tsx"
import { identityWords } from "./words.ts"

type Pair = z.output<typeof listMergeCandidates.reply>["items"][number]

/** Pairs of records that share something without proving that they are one person. Somebody has to look. */
export function SamePeople() {
  const t = useText()
  const pairs = useList(listMergeCandidates, {})
  return (
    <Page
      above={[{ label: { ja: "顧客", en: "Customers" }, to: "/customers" }]}
      title={{ ja: "同じ方かもしれない組", en: "Pairs who may be one person" }}
      over={t({
        ja: "電話番号などが同じでも、それだけでは統合しません。人が決めます。",
        en: "Sharing a phone number proves nothing by itself: a person decides.",
      })}
    >
      <Loaded of={pairs} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "いま、決めることはありません", en: "There is nothing to decide right now" }}
              why={{
                ja: "同じ電話番号などを持つ別々の記録が見つかると、ここに出ます。",
                en: "When two records share something like a phone number, they show up here.",
              }}
            />
          ) : (
            <>
              {items[0]?.one.isMasked && <Masked />}
              <ul>
                {items.map((pair) => (
                  <PairRow key={`${pair.oneId} ${pair.otherId}`} pair={pair} />
                ))}
              </ul>
              <Pager shown={items.length} more={pairs.more} busy={pairs.isFetchingNextPage} onMore={pairs.readMore} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function PairRow({ pair }: { pair: Pair }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const apart = useAct(keepCandidatesApart, {
    done: () => toast({ words: { ja: "別の方として残しました", en: "Kept as two people" } }),
  })
  const { oneId, otherId, one, other } = pair
  return (
    <li className="customer-pair">
      <Person customer={one} />
      <Person customer={other} />
      {may("customers:write") && (
        <ButtonRow end>
          <Button
            label={{ ja: "別の方です", en: "Two people" }}
            busy={apart.busy}
            onClick={() => apart.run({ oneId, otherId })}
          />
          {!one.isMasked && (
            <Button label={{ ja: "くらべて統合する", en: "Compare and merge" }} onClick={() => setOpen(true)} />
          )}
        </ButtonRow>
      )}
      <p className="why">
        {t(whyOf(pair.evidence))} · <DateText at={pair.foundAt} />
      </p>
      {open && <MergeDialog stay one={one} other={other} onClose={() => setOpen(false)} />}
    </li>
  )
}

function Person({ customer }: { customer: CustomerView }) {
  const t = useText()
  return (
    <div>
      <h3>
        <Link to={`/customers/${customer.customerId}`}>{t(nameOf(customer))}</Link>
        <span className="customers-reading">{readingOf(customer)}</span>
      </h3>
      <p>{[customer.email, customer.phone].filter(Boolean).join("　")}</p>
      <p>{[customer.address?.prefecture, customer.address?.city].filter(Boolean).join("")}</p>
    </div>
  )
}

/** What the two share, as far as the record of it says. */
function whyOf(evidence: unknown): Text {
  const kinds = kindsIn(evidence)
  if (kinds.length === 0) return { ja: "似た記録です", en: "The records are alike" }
  const shared = joined(kinds.map(identityWords), { ja: "と", en: " and " })
  return { ja: `${shared.ja}が同じです`, en: `They share: ${shared.en.toLowerCase()}` }
}

function kindsIn(evidence: unknown): string[] {
  if (typeof evidence !== "object" || evidence === null) return []
  if ("kind" in evidence && typeof evidence.kind === "string") return [evidence.kind]
  return [...new Set(Object.values(evidence).flatMap(kindsIn))]
}
