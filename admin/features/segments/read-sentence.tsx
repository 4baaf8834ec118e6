import { useFormat, useText } from "../../../ui/language.tsx"
import { useSession } from "../../app/session.tsx"
import { RowCount, useAudience } from "./audience.tsx"
import { Clauses } from "../../app/conditions/clauses.tsx"
import type { Group } from "../../app/conditions/edited.ts"
import { useOffer } from "../../app/conditions/use-offer.ts"

/** Conditions as a sentence to read, with what each clause leaves. */
export function ReadSentence({ group }: { group: Group }) {
  const t = useText()
  const { brand } = useSession()
  const { number } = useFormat()
  const offered = useOffer()
  const everybody = useAudience({ format: 1, who: { kind: "all", of: [] } })
  const counted = group.join === "all" && group.items.length <= 8
  return (
    <section className="segment-sentence" aria-label={t({ ja: "条件", en: "Conditions" })}>
      <ul className="segment-clauses">
        <li className="head">
          <div className="segment-clause">
            <p>{t({ ja: `${brand.name}の顧客のうち`, en: `Of the customers of ${brand.name}, those` })}</p>
            <span className="num">{everybody.data && number(everybody.data.of)}</span>
          </div>
        </li>
        <Clauses
          group={group}
          offered={offered}
          {...(counted && { beside: (at: number) => <RowCount group={group} at={at} /> })}
        />
      </ul>
    </section>
  )
}
