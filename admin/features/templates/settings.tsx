import { useState } from "react"
import { getTemplate, listTemplates, patchTemplate } from "../../../server/capabilities/templates/contract.ts"
import type { Template } from "../../../server/capabilities/templates/model.ts"
import { Button } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { same } from "../../../ui/text.ts"
import { useMay } from "../../app/session.tsx"
import { useAct } from "../../app/use-call.ts"
import { intents, purposes } from "./words.ts"

/** Name, purpose and intent: what caps and consent go by. */
export function Settings({ template }: { template: Template }) {
  const t = useText()
  const may = useMay()
  const [name, setName] = useState(t(template.name))
  const [purpose, setPurpose] = useState(template.purpose)
  const [intent, setIntent] = useState(template.intent)
  const change = useAct(patchTemplate, { refresh: [listTemplates, getTemplate] })
  const isNew = name.trim() !== t(template.name)
  const changed = isNew || purpose !== template.purpose || intent !== template.intent
  return (
    <Section title={{ ja: "名前とねらい", en: "Name and intent" }}>
      <div className="templates-gap">
        <Fields>
          <Field label={{ ja: "名前", en: "Name" }}>
            <TextInput value={name} onChange={setName} maxLength={80} />
          </Field>
          <Field label={{ ja: "種類", en: "Kind" }} hint={purposes.find(({ value }) => value === purpose)?.hint}>
            <Select short value={purpose} onChange={setPurpose} options={purposes} />
          </Field>
          <Field label={{ ja: "ねらい", en: "Intent" }} hint={intents.find(({ value }) => value === intent)?.hint}>
            <Select short value={intent} onChange={setIntent} options={intents} />
          </Field>
        </Fields>
        {may("messages:write") && changed && (
          <Button
            label={{ ja: "変える", en: "Change" }}
            busy={change.busy}
            dimmed={name.trim() === ""}
            onClick={() =>
              change.run({
                templateId: template.templateId,
                purpose,
                intent,
                ...(isNew && { name: same(name.trim()) }),
              })
            }
          />
        )}
      </div>
    </Section>
  )
}
