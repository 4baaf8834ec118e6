import { useState } from "react"
import { listCustomers } from "../../../server/capabilities/customers/contract.ts"
import { SearchField } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { useCall } from "../use-call.ts"
import { nameOf } from "../words/person.ts"

export type Chosen = { readonly customerId: string; readonly name: Text }

/** A customer found by name, reading, mail or phone. */
export function PersonPicker({ onChoose }: { onChoose: (person: Chosen) => void }) {
  const t = useText()
  const [query, setQuery] = useState("")
  const found = useCall(listCustomers, { query, limit: 6 }, { when: query.trim() !== "", keep: true })
  return (
    <>
      <SearchField
        value={query}
        onChange={setQuery}
        label={{ ja: "お客様を選ぶ", en: "Choose a customer" }}
        example={{ ja: "名前・よみ・メール・電話", en: "Name, reading, mail or phone" }}
      />
      {query.trim() !== "" && found.data && (
        <ul className="rows">
          {found.data.items.map((customer) => (
            <li key={customer.customerId}>
              <button
                type="button"
                className="link"
                onClick={() => {
                  onChoose({ customerId: customer.customerId, name: nameOf(customer) })
                  setQuery("")
                }}
              >
                {t(nameOf(customer))}
              </button>
            </li>
          ))}
          {found.data.items.length === 0 && (
            <li className="quiet small">{t({ ja: "見つかりません。", en: "Nobody found." })}</li>
          )}
        </ul>
      )}
    </>
  )
}
