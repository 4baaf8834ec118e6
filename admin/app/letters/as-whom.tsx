import "./letters.css"
import { useState } from "react"
import { Select } from "../../../ui/inputs.tsx"
import type { Text } from "../../../ui/text.ts"
import { useMay } from "../session.tsx"
import { PersonPicker } from "./person-picker.tsx"

export type Reader =
  | { readonly kind: "sample"; readonly name: "sample" | "bare" }
  | { readonly kind: "customer"; readonly customerId: string; readonly name: Text }

/** Whose facts fill the letter: an invented person's, or a real one's. */
export function AsWhom({ value, onChange }: { value: Reader; onChange: (reader: Reader) => void }) {
  const may = useMay()
  const [seeking, setSeeking] = useState(false)
  const choose = (key: string) => {
    if (key === "other") return setSeeking(true)
    setSeeking(false)
    if (key === "sample" || key === "bare") onChange({ kind: "sample", name: key })
  }
  return (
    <div className="letter-whom">
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
        <PersonPicker
          onChoose={(person) => {
            onChange({ kind: "customer", ...person })
            setSeeking(false)
          }}
        />
      )}
    </div>
  )
}
