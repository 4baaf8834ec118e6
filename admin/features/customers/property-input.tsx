import type { PropertyDefinition } from "../../../server/capabilities/customers/property-rules.ts"
import { Checkboxes } from "../../../ui/choices.tsx"
import { DateInput } from "../../../ui/dates.tsx"
import { Field } from "../../../ui/field.tsx"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import type { Text } from "../../../ui/text.ts"

/** A value as the API takes it; null clears. */
export type Value = string | number | boolean | string[] | null
type Props = { definition: PropertyDefinition; value: Value | undefined; onChange: (value: Value) => void }

const nobodyKnows: Text = { ja: "分かりません", en: "Not known" }

/** The right input for the type of a property. */
export function PropertyInput({ definition, value, onChange }: Props) {
  const isSet = definition.type === "list" && definition.choices.length > 0
  return (
    <Field
      label={definition.label}
      optional
      group={isSet}
      hint={definition.type === "list" && !isSet ? listHint : undefined}
    >
      <Input definition={definition} value={value} onChange={onChange} />
    </Field>
  )
}

const listHint: Text = { ja: "いくつかあるときは、読点（、）で区切ります。", en: "Several are separated by commas." }

function Input({ definition, value, onChange }: Props) {
  const { type, choices } = definition
  const options = choices.map((choice) => ({ value: choice.value, label: choice.label }))
  if (type === "number")
    return <NumberInput value={typeof value === "number" ? value : null} onChange={onChange} digits={4} />
  if (type === "date")
    return <DateInput clearable value={typeof value === "string" ? value : null} onChange={onChange} />
  if (type === "boolean")
    return (
      <Select
        value={typeof value === "boolean" ? (value ? "yes" : "no") : "none"}
        onChange={(chosen) => onChange(chosen === "none" ? null : chosen === "yes")}
        options={[
          { value: "none", label: nobodyKnows },
          { value: "yes", label: { ja: "はい", en: "Yes" } },
          { value: "no", label: { ja: "いいえ", en: "No" } },
        ]}
      />
    )
  if (type === "choice")
    return (
      <Select
        value={typeof value === "string" ? value : ""}
        onChange={(chosen) => onChange(chosen === nothing ? null : chosen)}
        options={[{ value: nothing, label: nobodyKnows }, ...options]}
      />
    )
  if (type === "list" && options.length > 0)
    return (
      <Checkboxes
        values={Array.isArray(value) ? value : []}
        onChange={(values) => onChange(values.length > 0 ? values : null)}
        options={options}
      />
    )
  if (type === "list")
    return (
      <TextInput
        value={Array.isArray(value) ? value.join("、") : ""}
        onChange={(text) => onChange(text.trim() === "" ? null : text.split(/[、,]\s*/))}
      />
    )
  return (
    <TextInput
      value={typeof value === "string" ? value : ""}
      onChange={(text) => onChange(text === "" ? null : text)}
    />
  )
}

const nothing = "\u0000"
