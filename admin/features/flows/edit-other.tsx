import type { Step, StepOf } from "../../../server/capabilities/flows/model-steps.ts"
import { Checkbox } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { same } from "../../../ui/text.ts"
import { NameInput, Part, Sentence, SpanInput, Words } from "./edit-parts.tsx"
import type { FlowOffer } from "./use-flow-offer.ts"

type Props<K extends Step["kind"]> = { step: StepOf<K>; onChange: (step: Step) => void; offer: FlowOffer }

export function OfferEditor({ step, onChange, offer }: Props<"offer">) {
  const { validFor } = step
  return (
    <Part title={{ ja: "渡すクーポン", en: "The offer" }}>
      <Fields>
        <Field label={{ ja: "クーポン", en: "Offer" }}>
          <Select
            value={step.offerId ?? ""}
            nothing={{ ja: "クーポンを選ぶ", en: "Choose the offer" }}
            onChange={(offerId) => onChange({ ...step, offerId })}
            options={offer.offers.map(({ offerId, name }) => ({ value: offerId, label: name }))}
          />
        </Field>
        <Sentence>
          <Words say={{ ja: "渡してから", en: "Good for" }} />
          <SpanInput
            label={{ ja: "使える長さ", en: "How long it is good" }}
            units={["hours", "days", "weeks"]}
            value={validFor ?? { n: 14, unit: "days" }}
            onChange={(span) => onChange({ ...step, validFor: span })}
          />
          <Words say={{ ja: "使える", en: "" }} />
        </Sentence>
        <Field label={{ ja: "もう渡せないとき", en: "When it can't be given any more" }}>
          <Select
            value={step.whenRefused}
            onChange={(whenRefused) => onChange({ ...step, whenRefused })}
            options={[
              { value: "skip", label: { ja: "渡さずに先へ進む", en: "Go on without it" } },
              { value: "leave", label: { ja: "フローを終える", en: "Leave the flow" } },
            ]}
          />
        </Field>
      </Fields>
    </Part>
  )
}

export function PropertyEditor({ step, onChange, offer }: Props<"property">) {
  const field = offer.offered.offer.fields.find(({ kind, key }) => kind === "property" && key === step.key)
  const shown = step.value === null ? "" : String(step.value)
  const write = (text: string) => {
    if (field?.type === "number" && text !== "" && Number.isFinite(Number(text)))
      return onChange({ ...step, value: Number(text) })
    if (field?.type === "boolean" && (text === "true" || text === "false"))
      return onChange({ ...step, value: text === "true" })
    onChange({ ...step, value: text === "" ? null : text })
  }
  return (
    <Part title={{ ja: "書く項目と値", en: "Property and value" }}>
      <Fields>
        <PropertyKey value={step.key} onChange={(key) => onChange({ ...step, key })} offer={offer} />
        <Field
          label={{ ja: "値", en: "Value" }}
          hint={{ ja: "空にすると、値を消します。", en: "Empty takes the value away." }}
        >
          <TextInput value={shown} onChange={write} />
        </Field>
      </Fields>
    </Part>
  )
}

function PropertyKey({ value, onChange, offer }: { value: string; onChange: (key: string) => void; offer: FlowOffer }) {
  const known = offer.offered.offer.fields.filter(({ kind }) => kind === "property")
  const options = known.map(({ key, label }) => ({ value: key, label }))
  return (
    <Field label={{ ja: "顧客の項目", en: "Property of the customer" }}>
      {options.length > 0 ? (
        <Select
          value={value}
          onChange={onChange}
          options={
            options.some((option) => option.value === value) ? options : [...options, { value, label: same(value) }]
          }
        />
      ) : (
        <TextInput value={value} onChange={(key) => /^[a-z][a-z0-9_]{0,39}$/.test(key) && onChange(key)} />
      )}
    </Field>
  )
}

export function TagEditor({ step, onChange, offer }: Props<"tag">) {
  return (
    <Part title={{ ja: "つける言葉", en: "The tag" }}>
      <Fields>
        <PropertyKey value={step.key} onChange={(key) => onChange({ ...step, key })} offer={offer} />
        <Field label={{ ja: "言葉", en: "Word" }}>
          <TextInput
            value={step.tag}
            maxLength={80}
            onChange={(tag) => tag.trim() !== "" && onChange({ ...step, tag })}
          />
        </Field>
        <Checkbox
          checked={step.isRemoved}
          label={{ ja: "つけずに、外す", en: "Take it off instead" }}
          onChange={(isRemoved) => onChange({ ...step, isRemoved })}
        />
      </Fields>
    </Part>
  )
}

export function TaskEditor({ step, onChange }: Props<"task">) {
  return (
    <Part
      title={{ ja: "頼むこと", en: "What is asked" }}
      about={{
        ja: "「今日」の一覧に、その人の名前と一緒に出ます。",
        en: "It stands in today's list, with the person's name.",
      }}
    >
      <Fields>
        <NameInput
          value={step.title}
          onChange={(title) => title && onChange({ ...step, title: { ja: title.ja, en: title.en } })}
          example={{ ja: "電話でお加減をうかがう", en: "Call and ask how they are" }}
        />
        <TextArea
          label={{ ja: "くわしく", en: "In detail" }}
          rows={3}
          value={step.text}
          maxLength={1000}
          onChange={(text) => onChange({ ...step, text })}
        />
      </Fields>
    </Part>
  )
}

export function NotifyEditor({ step, onChange }: Props<"notify">) {
  return (
    <Part title={{ ja: "チームに知らせる文", en: "What the team is told" }}>
      <TextArea
        label={{ ja: "文", en: "Words" }}
        rows={4}
        value={step.text}
        maxLength={1000}
        onChange={(text) => onChange({ ...step, text })}
      />
    </Part>
  )
}

export function WebhookEditor({ step, onChange }: Props<"webhook">) {
  return (
    <Part title={{ ja: "知らせる話題", en: "The topic" }}>
      <Field
        label={{ ja: "話題", en: "Topic" }}
        hint={{
          ja: "flows.reached を受け取るしくみへ、この言葉と一緒に届きます。",
          en: "Those who listen to flows.reached get it with this word.",
        }}
      >
        <TextInput
          value={step.topic}
          maxLength={80}
          onChange={(topic) => topic.trim() !== "" && onChange({ ...step, topic })}
        />
      </Field>
    </Part>
  )
}

export function StartFlowEditor({ step, onChange, offer }: Props<"start-flow">) {
  return (
    <Part title={{ ja: "始めるフロー", en: "The flow to start" }}>
      <Select
        label={{ ja: "フロー", en: "Flow" }}
        value={step.flowId ?? ""}
        nothing={{ ja: "フローを選ぶ", en: "Choose the flow" }}
        onChange={(flowId) => onChange({ ...step, flowId })}
        options={offer.flows.map(({ flowId, name }) => ({ value: flowId, label: name }))}
      />
    </Part>
  )
}

export function StopEditor({ step, onChange }: Props<"stop">) {
  return (
    <Part title={{ ja: "ここで終わる理由", en: "Why it ends here" }}>
      <TextInput
        label={{ ja: "理由", en: "Reason" }}
        value={step.reason}
        maxLength={200}
        onChange={(reason) => onChange({ ...step, reason })}
        example={{ ja: "もう注文された", en: "Has ordered already" }}
      />
    </Part>
  )
}

export function RepeatEditor({ step, onChange }: Props<"repeat">) {
  return (
    <Part title={{ ja: "くり返す回数", en: "How often" }}>
      <Sentence>
        <Words say={{ ja: "点線の中を", en: "What is inside the dotted line," }} />
        <NumberInput
          label={{ ja: "回数", en: "Times" }}
          value={step.times}
          onChange={(times) => times && times >= 1 && times <= 100 && onChange({ ...step, times })}
        />
        <Words say={{ ja: "回くり返す", en: "times over" }} />
      </Sentence>
    </Part>
  )
}

/** A step of another part: its values as that part has named them. */
export function ContributedEditor({ step, onChange, offer }: Props<"contributed">) {
  const t = useText()
  const known = offer.contributed.find((one) => one.step === step.step)
  const properties = known?.with.properties
  const fields = typeof properties === "object" && properties !== null ? Object.entries(properties) : []
  return (
    <Part title={known?.title ?? same(step.step)}>
      {known && <p className="quiet small">{t(known.about)}</p>}
      <Fields>
        {fields.map(([key, shape]) => {
          const value = step.with[key]
          const isNumber =
            typeof shape === "object" && shape !== null && "type" in shape && /number|integer/.test(String(shape.type))
          const write = (next: string | number) => onChange({ ...step, with: { ...step.with, [key]: next } })
          return (
            <Field key={key} label={same(key)}>
              {isNumber ? (
                <NumberInput
                  value={typeof value === "number" ? value : null}
                  onChange={(next) => next !== null && write(next)}
                />
              ) : (
                <TextInput value={typeof value === "string" ? value : ""} onChange={write} />
              )}
            </Field>
          )
        })}
      </Fields>
    </Part>
  )
}
