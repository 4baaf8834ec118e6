import { useState } from "react"
import { listCustomers } from "../../../server/capabilities/customers/contract.ts"
import { walkFlow } from "../../../server/capabilities/flows/contract.ts"
import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import { MomentInput } from "../../../ui/dates.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { SearchField } from "../../../ui/inputs.tsx"
import { useNow, useText } from "../../../ui/language.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { nameOf as personName } from "../../app/words/person.ts"
import { endName } from "./letter-words.ts"
import { type FlowNames, messageOrder } from "./naming.ts"
import { Reasons, TakenSteps } from "./taken-steps.tsx"
import { cardWords } from "./words.ts"

type Props = { flowId: string; document: FlowDocument; names: FlowNames; onClose: () => void }

/** Walks one chosen person through the flow as it is edited, at any date; nothing is sent. */
export function WalkDialog({ flowId, document, names, onClose }: Props) {
  const t = useText()
  const [query, setQuery] = useState("")
  const [person, setPerson] = useState<{ customerId: string; name: Text }>()
  const now = useNow()
  const [from, setFrom] = useState<Date | null>(() => new Date(now))
  const found = useCall(listCustomers, { query, limit: 6 }, { when: query.trim() !== "", keep: true })
  return (
    <Dialog wide open onClose={onClose} title={{ ja: "一人で試す", en: "Walk one person through" }}>
      <div className="flow-walk">
        <p className="quiet small">
          {t({
            ja: "選んだ方がこのフローをどう進むかを、いまの編集のままで確かめます。何も送りません。",
            en: "How a chosen person would go through the flow as it is edited. Nothing is sent.",
          })}
        </p>
        <Fields two>
          <Field label={{ ja: "だれで", en: "Who" }}>
            <SearchField
              value={query}
              onChange={setQuery}
              label={{ ja: "お客様を選ぶ", en: "Choose a customer" }}
              example={person?.name ?? { ja: "名前・よみ・メール・電話", en: "Name, reading, mail or phone" }}
            />
          </Field>
          <Field group label={{ ja: "きっかけが起きる日時", en: "When it is set off" }}>
            <MomentInput value={from} onChange={setFrom} />
          </Field>
        </Fields>
        {query.trim() !== "" && found.data && (
          <ul className="flow-found">
            {found.data.items.map((customer) => (
              <li key={customer.customerId}>
                <button
                  type="button"
                  onClick={() => {
                    setPerson({ customerId: customer.customerId, name: personName(customer) })
                    setQuery("")
                  }}
                >
                  {t(personName(customer))}
                  <span className="quiet small">{customer.email ?? customer.phone}</span>
                </button>
              </li>
            ))}
            {found.data.items.length === 0 && (
              <li className="quiet small">{t({ ja: "見つかりません。", en: "Nobody found." })}</li>
            )}
          </ul>
        )}
        {person && from && <Walked flowId={flowId} document={document} names={names} person={person} from={from} />}
      </div>
    </Dialog>
  )
}

type WalkedProps = Omit<Props, "onClose"> & { person: { customerId: string; name: Text }; from: Date }

function Walked({ flowId, document, names, person, from }: WalkedProps) {
  const t = useText()
  const walked = useCall(walkFlow, { flowId, document, customerId: person.customerId, from })
  const order = messageOrder(document)
  const nameOf = (id: string): Text => {
    const step = document.steps.find((one) => one.id === id)
    return step ? cardWords(step, names, order.get(id)).title : same(id)
  }
  return (
    <Loaded of={walked} rows={5}>
      {({ comesIn, reasons, steps, step, dueAt, end }) => (
        <section>
          <h3>
            {t(
              comesIn
                ? { ja: `${person.name.ja}様は、入ります`, en: `${person.name.en} comes in` }
                : { ja: `${person.name.ja}様は、入りません`, en: `${person.name.en} does not come in` },
            )}
          </h3>
          <Reasons reasons={reasons} />
          {!comesIn && <h3>{t({ ja: "もし入ったとしたら", en: "If that person came in all the same" })}</h3>}
          <TakenSteps steps={steps} nameOf={nameOf} />
          <p className="small">
            {end !== null
              ? t(endName(end))
              : step !== null && (
                  <>
                    {t({ ja: `「${nameOf(step).ja}」で待っています`, en: `Waits at “${nameOf(step).en}”` })}
                    {dueAt && (
                      <>
                        {t({ ja: "。次は ", en: ", until " })}
                        <DateText at={dueAt} />
                      </>
                    )}
                  </>
                )}
          </p>
        </section>
      )}
    </Loaded>
  )
}
