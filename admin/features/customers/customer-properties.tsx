import { useState } from "react"
import { listProperties, patchCustomer } from "../../../server/capabilities/customers/contract.ts"
import type { CustomerView } from "../../../server/capabilities/customers/model-view.ts"
import type { PropertyDefinition } from "../../../server/capabilities/customers/property-rules.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Fields } from "../../../ui/field.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { PropertyInput, type Value } from "./property-input.tsx"

/** What the brand wants to know of its customers beyond what everybody has. */
export function CustomerProperties({ customer }: { customer: CustomerView }) {
  const t = useText()
  const { day, number } = useFormat()
  const may = useMay()
  const [open, setOpen] = useState(false)
  const properties = useCall(listProperties, {})
  const shown = (properties.data?.items ?? []).filter((one) => !one.isArchived && (!one.personal || !customer.isMasked))
  const mayEdit = may("customers:write") && !customer.isErased && shown.length > 0
  return (
    <Section
      title={{ ja: "このブランドの項目", en: "Properties" }}
      beside={mayEdit && <Button look="text" label={{ ja: "直す", en: "Edit" }} onClick={() => setOpen(true)} />}
    >
      <Loaded of={properties} rows={2}>
        {() =>
          shown.length === 0 ? (
            <p className="customer-empty">{t(none)}</p>
          ) : (
            <Rows
              rows={shown.map((definition) => ({
                label: definition.label,
                value: valueText(definition, customer.properties[definition.key], { t, day, number }) ?? (
                  <span className="faint">{t(unknown)}</span>
                ),
              }))}
            />
          )
        }
      </Loaded>
      {open && <EditProperties customer={customer} definitions={shown} onClose={() => setOpen(false)} />}
    </Section>
  )
}

const unknown: Text = { ja: "分かりません", en: "not known" }
const none: Text = {
  ja: "項目はまだありません。設定 → お客様の項目 で足すと、ここで見て直せます。",
  en: "There are none yet. Once added under Settings → Customer properties, they are seen and edited here.",
}

type Ways = {
  t: (text: Text) => string
  day: (value: string) => string
  number: (value: number, digits?: number) => string
}

function valueText(
  definition: PropertyDefinition,
  value: Value | undefined,
  { t, day, number }: Ways,
): string | undefined {
  const chosen = (one: string) => {
    const choice = definition.choices.find(({ value }) => value === one)
    return choice ? t(choice.label) : one
  }
  if (value === undefined || value === null) return undefined
  if (typeof value === "boolean") return t(value ? { ja: "はい", en: "Yes" } : { ja: "いいえ", en: "No" })
  if (typeof value === "number") return number(value, Number.isInteger(value) ? 0 : 2)
  if (typeof value === "string") return definition.type === "date" ? day(value) : chosen(value)
  return value.map(chosen).join("、")
}

type EditProps = { customer: CustomerView; definitions: readonly PropertyDefinition[]; onClose: () => void }

function EditProperties({ customer, definitions, onClose }: EditProps) {
  const toast = useToast()
  const { customerId } = customer
  const before = customer.properties
  const [changed, setChanged] = useState<Record<string, Value>>({})
  const undo = useAct(patchCustomer)
  const save = useAct(patchCustomer, {
    done: () => {
      onClose()
      const former = Object.fromEntries(Object.keys(changed).map((key) => [key, before[key] ?? null]))
      toast({ words: { ja: "保存しました", en: "Saved" }, undo: () => undo.run({ customerId, properties: former }) })
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "このブランドの項目を直す", en: "Edit the properties" }}
      actions={
        <>
          <Button label={{ ja: "やめる", en: "Cancel" }} onClick={onClose} />
          <Button
            look="go"
            label={{ ja: "保存する", en: "Save" }}
            dimmed={Object.keys(changed).length === 0}
            busy={save.busy}
            onClick={() => save.run({ customerId, properties: withoutBlanks(changed) })}
          />
        </>
      }
    >
      <Fields>
        {definitions.map((definition) => (
          <PropertyInput
            key={definition.key}
            definition={definition}
            value={changed[definition.key] !== undefined ? changed[definition.key] : before[definition.key]}
            onChange={(value) => setChanged({ ...changed, [definition.key]: value })}
          />
        ))}
      </Fields>
    </Dialog>
  )
}

/** Entries of a list that are still being typed are none. */
const withoutBlanks = (values: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (!Array.isArray(value)) return [key, value]
      const entries = value.map((one) => one.trim()).filter(Boolean)
      return [key, entries.length > 0 ? entries : null]
    }),
  )
