import { listProperties } from "../../../server/capabilities/customers/contract.ts"
import type { FormDocument, FormField } from "../../../server/capabilities/signups/model.ts"
import { Checkbox } from "../../../ui/choices.tsx"
import { useCall } from "../../app/use-call.ts"

type Props = { fields: FormDocument["fields"]; onChange: (fields: FormField[]) => void }

/** Which of the brand's own properties a form asks for: those that a person can write or choose. */
export function PropertyFields({ fields, onChange }: Props) {
  const properties = useCall(listProperties, {})
  const askable =
    properties.data?.items.filter(({ type, isArchived }) => !isArchived && (type === "text" || type === "choice")) ?? []
  return askable.map((property) => {
    const others = fields.filter((field) => field.kind !== "property" || field.key !== property.key)
    const field: FormField = {
      kind: "property",
      key: property.key,
      label: property.label,
      required: false,
      choices: property.choices.slice(0, 12),
    }
    return (
      <Checkbox
        key={property.key}
        checked={others.length < fields.length}
        label={property.label}
        onChange={(on) => onChange(on ? [...others, field] : others)}
      />
    )
  })
}
