import { useState } from "react"
import type { CustomerView } from "../../../server/capabilities/customers/model-view.ts"
import { Button } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import { type Row, Rows, Section } from "../../../ui/layout.tsx"
import { languageNames, type Text } from "../../../ui/text.ts"
import { useMay } from "../../app/session.tsx"
import { EditCustomer } from "./edit-customer.tsx"
import { fieldWords } from "./words.ts"

/** How to reach the person, and what they are called. */
export function CustomerContact({ customer }: { customer: CustomerView }) {
  const t = useText()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const mayEdit = may("customers:write") && !customer.isMasked && !customer.isErased
  const rows: Row[] = [
    row("email", customer.email),
    row("phone", customer.phone),
    row("address", customer.address && addressLine(customer.address)),
    row("bornOn", customer.bornOn?.replaceAll(/-0?/g, "/") ?? null),
    row("language", languageNames[customer.language]),
    ...(customer.zone ? [row("zone", customer.zone)] : []),
  ]
  return (
    <Section
      title={{ ja: "連絡先・住所", en: "Contact and address" }}
      beside={mayEdit && <Button look="text" label={{ ja: "直す", en: "Edit" }} onClick={() => setOpen(true)} />}
    >
      <Rows
        rows={rows.map((one) => ({
          ...one,
          value: one.value ?? (
            <span className="faint">{t(customer.isMasked && one.label === bornOn ? hidden : unknown)}</span>
          ),
        }))}
      />
      {open && <EditCustomer customer={customer} onClose={() => setOpen(false)} />}
    </Section>
  )
}

// The server leaves it out altogether for those who may not see it.
const bornOn = fieldWords("bornOn")
const hidden: Text = { ja: "伏せています", en: "hidden" }
const unknown: Text = { ja: "分かりません", en: "not known" }

const row = (field: string, value: string | null): Row => ({
  label: fieldWords(field),
  value: value && <span className="customers-break">{value}</span>,
})

type Address = NonNullable<CustomerView["address"]>
export const addressLine = ({ country, postalCode, prefecture, city, street, building, company }: Address): string =>
  [
    postalCode && `〒${postalCode}`,
    [prefecture, city, street].filter(Boolean).join(""),
    building,
    company,
    country === "JP" ? undefined : country,
  ]
    .filter(Boolean)
    .join(" ")
