import type { ActionFact } from "../../../server/capabilities/loyalty/model-actions.ts"
import { Field } from "../../../ui/field.tsx"
import { Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { FiltersEditor } from "../../app/conditions/slot-did.tsx"
import { useOffer } from "../../app/conditions/use-offer.ts"
import { linesOf, textOf } from "./text-lists.ts"
import { channelWords, fieldWords } from "./words.ts"

type Props = { on: ActionFact; onChange: (on: ActionFact) => void }

const channels = ["email", "line", "sms", "push", "post"] as const

/** What more there is to say of the fact that earns. */
export function FactFields({ on, onChange }: Props) {
  switch (on.kind) {
    case "profile":
      return (
        <Field
          label={{ ja: "項目", en: "Field" }}
          hint={{
            ja: "birthday・phone・postalCode など、または自社の項目のキー",
            en: "birthday, phone, postalCode …, or the key of a property of yours",
          }}
        >
          <TextInput
            value={on.field}
            maxLength={40}
            onChange={(field) => onChange({ kind: "profile", field })}
            {...(fieldWords[on.field] && { after: fieldWords[on.field] })}
          />
        </Field>
      )
    case "consent":
      return (
        <Field label={{ ja: "どの配信", en: "Channel" }}>
          <Select
            value={on.channel}
            options={channels.map((value) => ({ value, label: channelWords[value] }))}
            onChange={(channel) => onChange({ kind: "consent", channel })}
          />
        </Field>
      )
    case "event":
      return <EventFields on={on} onChange={onChange} />
    default:
      return null
  }
}

function EventFields({ on, onChange }: { on: Extract<ActionFact, { kind: "event" }>; onChange: Props["onChange"] }) {
  const offered = useOffer()
  return (
    <>
      <Field label={{ ja: "できごとの名前", en: "Names of the event" }} hint={{ ja: "1行にひとつ", en: "One a line" }}>
        <TextArea rows={2} value={textOf(on.names)} onChange={(text) => onChange({ ...on, names: linesOf(text) })} />
      </Field>
      <Field label={{ ja: "条件", en: "Conditions" }} group optional>
        <FiltersEditor
          filters={on.filters}
          offered={offered}
          onChange={(filters) => onChange({ ...on, filters: [...filters] })}
        />
      </Field>
    </>
  )
}
