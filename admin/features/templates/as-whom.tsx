import { useState } from "react"
import { listCustomers } from "../../../server/capabilities/customers/contract.ts"
import { SearchField, Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { nameOf } from "../../app/words/person.ts"

export type Reader =
  | { readonly kind: "sample"; readonly name: "sample" | "bare" }
  | { readonly kind: "customer"; readonly customerId: string; readonly name: Text }

/** Whose facts fill the letter: an invented person's, or a real one's. */
export function AsWhom({ value, onChange }: { value: Reader; onChange: (reader: Reader) => void }) {
  const t = useText()
  const may = useMay()
  const [seeking, setSeeking] = useState(false)
  const [query, setQuery] = useState("")
  const found = useCall(listCustomers, { query, limit: 6 }, { when: query.trim() !== "", keep: true })
  const choose = (key: string) => {
    if (key === "other") return setSeeking(true)
    setSeeking(false)
    if (key === "sample" || key === "bare") onChange({ kind: "sample", name: key })
  }
  return (
    <div className="templates-whom">
      <Select
        short
        label={{ ja: "だれに見立てるか", en: "As whom" }}
        value={seeking ? "other" : value.kind === "sample" ? value.name : "person"}
        onChange={choose}
        options={[
          { value: "sample", label: { ja: "見本のお客様", en: "Sample customer" } },
          { value: "bare", label: { ja: "見本：名前の分からない方", en: "Sample: no name known" } },
          ...(value.kind === "customer" ? [{ value: "person", label: value.name }] : []),
          ...(may("customers:personal")
            ? [{ value: "other", label: { ja: "実際のお客様を選ぶ…", en: "A real customer…" } }]
            : []),
        ]}
      />
      {seeking && (
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
                      onChange({ kind: "customer", customerId: customer.customerId, name: nameOf(customer) })
                      setSeeking(false)
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
      )}
    </div>
  )
}
