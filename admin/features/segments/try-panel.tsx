import { useState } from "react"
import { listCustomers } from "../../../server/capabilities/customers/contract.ts"
import { whyDocument, whySegment } from "../../../server/capabilities/segments/contract.ts"
import type { SegmentDocument } from "../../../server/capabilities/segments/model.ts"
import { SearchField } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { VerdictPanel } from "../../app/verdict-panel.tsx"
import { nameOf } from "../../app/words/person.ts"

type Person = { readonly customerId: string /** Unknown when the address named the person. */; readonly name?: Text }

/** One chosen person against conditions that nobody belongs to yet. */
export function TryPanel({ document }: { document: SegmentDocument }) {
  return (
    <OnePerson title={{ ja: "一人で確かめる", en: "Try it on one person" }}>
      {(person) => <DocumentAnswer document={document} person={person} />}
    </OnePerson>
  )
}

/** One chosen person against a published segment. */
export function WhyOne({ segmentId, customerId }: { segmentId: string; customerId?: string | undefined }) {
  return (
    <OnePerson title={{ ja: "なぜ入るか・入らないか", en: "Why in, why out" }} customerId={customerId}>
      {(person) => <SegmentAnswer segmentId={segmentId} person={person} />}
    </OnePerson>
  )
}

type OneProps = { title: Text; customerId?: string | undefined; children: (person: Person) => React.ReactNode }

function OnePerson({ title, customerId, children }: OneProps) {
  const t = useText()
  const [query, setQuery] = useState("")
  const [person, setPerson] = useState<Person | undefined>(customerId ? { customerId } : undefined)
  const found = useCall(listCustomers, { query, limit: 6 }, { when: query.trim() !== "", keep: true })
  const choose = (chosen: Person) => {
    setPerson(chosen)
    setQuery("")
  }
  return (
    <Section title={title}>
      <div className="segment-one">
        <SearchField
          value={query}
          onChange={setQuery}
          label={{ ja: "お客様を選ぶ", en: "Choose a customer" }}
          example={{ ja: "名前・よみ・メール・電話", en: "Name, reading, mail or phone" }}
        />
        {query.trim() !== "" && found.data && (
          <ul className="segment-found">
            {found.data.items.map((customer) => (
              <li key={customer.customerId}>
                <button
                  type="button"
                  onClick={() => choose({ customerId: customer.customerId, name: nameOf(customer) })}
                >
                  {t(nameOf(customer))}
                  <span>{customer.email ?? customer.phone}</span>
                </button>
              </li>
            ))}
            {found.data.items.length === 0 && (
              <li className="quiet small">{t({ ja: "見つかりません。", en: "Nobody found." })}</li>
            )}
          </ul>
        )}
        {person && query.trim() === "" && children(person)}
        {!person && query.trim() === "" && (
          <p className="quiet small">
            {t({
              ja: "お客様を一人選ぶと、その方の値で条件を一つずつ確かめます。",
              en: "Choose a customer to check each condition against their own values.",
            })}
          </p>
        )}
      </div>
    </Section>
  )
}

function named({ name }: Person, isIn: boolean): Text {
  const who = name ? { ja: `${name.ja}様は`, en: name.en } : { ja: "この方は", en: "This person" }
  return isIn
    ? { ja: `${who.ja}、入ります`, en: `${who.en} is in` }
    : { ja: `${who.ja}、いま入りません`, en: `${who.en} is not in` }
}

function DocumentAnswer({ document, person }: { document: SegmentDocument; person: Person }) {
  const why = useCall(whyDocument, { document, customerId: person.customerId }, { keep: true })
  return (
    <Loaded of={why} rows={4}>
      {({ holds, verdict }) => (
        <>
          <VerdictPanel
            verdict={verdict}
            subject={named(person, holds)}
            question={{ ja: "この条件なら", en: "By these conditions" }}
          />
          <Open person={person} />
        </>
      )}
    </Loaded>
  )
}

function SegmentAnswer({ segmentId, person }: { segmentId: string; person: Person }) {
  const t = useText()
  const { moment } = useFormat()
  const why = useCall(whySegment, { segmentId, customerId: person.customerId })
  return (
    <Loaded of={why} rows={4}>
      {({ holds, isMember, since, verdict }) => (
        <>
          <VerdictPanel
            verdict={verdict}
            subject={named(person, holds)}
            question={holds ? { ja: "なぜ入っているか", en: "Why in" } : { ja: "なぜ入らないか", en: "Why not in" }}
            judged={since ? t({ ja: `${moment(since)} から`, en: `since ${moment(since)}` }) : undefined}
          />
          {holds !== isMember && (
            <p className="quiet small">
              {t(
                holds
                  ? { ja: "次の見直しで入ります。", en: "Enters with the next build." }
                  : { ja: "次の見直しで出ます。", en: "Leaves with the next build." },
              )}
            </p>
          )}
          <Open person={person} />
        </>
      )}
    </Loaded>
  )
}

const Open = ({ person }: { person: Person }) => {
  const t = useText()
  return (
    <p className="segment-open small">
      <Link to={`/customers/${person.customerId}`}>
        {t({ ja: "お客様のページを開く", en: "Open the customer's page" })}
      </Link>
    </p>
  )
}
