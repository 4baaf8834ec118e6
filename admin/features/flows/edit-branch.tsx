import { Plus, X } from "lucide-react"
import type { Check, StepOf } from "../../../server/capabilities/flows/model-steps.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { FiltersEditor } from "../../app/conditions/slot-did.tsx"
import { ConditionsField } from "../../app/conditions/conditions-field.tsx"
import { EventField, NameInput, OrderedPick, Part, Sentence, SpanInput, Words } from "./edit-parts.tsx"
import type { FlowOffer } from "./use-flow-offer.ts"
import { armName, channelName, share, wayName } from "./words.ts"

type Props<K extends "branch" | "split" | "wait-for-event"> = {
  step: StepOf<K>
  onChange: (step: StepOf<K>) => void
  offer: FlowOffer
}

const checks = [
  { value: "person", label: { ja: "その人のこと", en: "Who they are and what they did" } },
  { value: "event", label: { ja: "きっかけのできごとのこと", en: "What set it off" } },
  { value: "reachable", label: { ja: "届く手段", en: "How they can be reached" } },
  { value: "known", label: { ja: "分かっているかどうか", en: "Whether something is known" } },
  { value: "in-stock", label: { ja: "商品の在庫", en: "Whether the product is in stock" } },
] as const

function checkFor(kind: Check["kind"]): Check {
  switch (kind) {
    case "person":
      return { kind, who: { kind: "all", of: [] } }
    case "event":
      return { kind, filters: [{ field: "value", test: { atLeast: 1 } }] }
    case "reachable":
      return { kind, channels: ["line"] }
    case "known":
      return { kind, path: "customer.properties.staff_note" }
    case "in-stock":
      return { kind }
  }
}

/** Several ways, asked from the top; everybody else goes the last. */
export function BranchEditor({ step, onChange, offer }: Props<"branch">) {
  const t = useText()
  const change = (id: string, part: Partial<StepOf<"branch">["ways"][number]>) =>
    onChange({ ...step, ways: step.ways.map((way) => (way.id === id ? { ...way, ...part } : way)) })
  const add = () => {
    const taken = new Set(step.ways.map(({ id }) => id))
    const id = Array.from({ length: 20 }, (_, n) => `${step.id}-way-${n + 1}`).find((one) => !taken.has(one))
    if (id) onChange({ ...step, ways: [...step.ways, { id, check: checkFor("person"), next: step.next }] })
  }
  return (
    <>
      {step.ways.map((way, index) => (
        <Part
          key={way.id}
          title={
            step.ways.length === 1
              ? { ja: "この道へ行く人", en: "Who goes this way" }
              : { ja: `${index + 1}つ目の道`, en: `Way ${index + 1}` }
          }
          about={
            index === 0
              ? undefined
              : { ja: "上に当てはまらなかった人のうち", en: "Of those who did not go a way above" }
          }
        >
          <div className="flow-way-head">
            <NameInput
              value={way.name}
              onChange={(name) => change(way.id, { name })}
              example={wayName(way, index, offer.names)}
            />
            {step.ways.length > 1 && (
              <IconButton
                icon={X}
                label={{ ja: "この道を消す", en: "Remove this way" }}
                onClick={() => onChange({ ...step, ways: step.ways.filter(({ id }) => id !== way.id) })}
              />
            )}
          </div>
          <Select
            label={{ ja: "何で分けるか", en: "What decides" }}
            value={way.check.kind}
            onChange={(kind) => change(way.id, { check: checkFor(kind) })}
            options={checks}
          />
          <CheckEditor check={way.check} onChange={(check) => change(way.id, { check })} offer={offer} />
        </Part>
      ))}
      <section className="flow-part">
        {step.ways.length < 10 && (
          <Button look="text" icon={Plus} label={{ ja: "道を足す", en: "Add a way" }} onClick={add} />
        )}
        <p className="quiet small">
          {t({
            ja: "どれにも当てはまらない人は「そのほか」へ進みます。",
            en: "Everybody else goes on by the last way.",
          })}
        </p>
      </section>
    </>
  )
}

function CheckEditor({ check, onChange, offer }: { check: Check; onChange: (check: Check) => void; offer: FlowOffer }) {
  const t = useText()
  switch (check.kind) {
    case "person":
      return (
        <ConditionsField
          who={check.who}
          offered={offer.offered}
          none={{ ja: "条件を足してください。", en: "Add a condition." }}
          onChange={(who) => onChange({ kind: "person", who })}
        />
      )
    case "event":
      return (
        <FiltersEditor
          filters={check.filters}
          offered={offer.offered}
          onChange={(filters) => filters.length > 0 && onChange({ kind: "event", filters })}
        />
      )
    case "reachable":
      return (
        <OrderedPick
          label={{ ja: "どれかで届くこと", en: "By one of these" }}
          values={check.channels}
          options={["email", "line", "sms", "push", "dm"].map((value) => ({ value, label: channelName(value) }))}
          onChange={(channels) => onChange({ kind: "reachable", channels })}
        />
      )
    case "known":
      return (
        <Field
          label={{ ja: "何が分かっていること", en: "What has to be known" }}
          hint={{
            ja: "例：customer.properties.staff_note、event.properties.note",
            en: "Such as customer.properties.staff_note, event.properties.note",
          }}
        >
          <TextInput value={check.path} onChange={(path) => onChange({ kind: "known", path })} />
        </Field>
      )
    case "in-stock":
      return (
        <p className="quiet small">
          {t({ ja: "数えていない商品は、あるものとします。", en: "Where stock isn't counted, the answer is yes." })}
        </p>
      )
  }
}

/** Ways by chance, with their shares. */
export function SplitEditor({ step, onChange }: Omit<Props<"split">, "offer">) {
  const t = useText()
  const change = (id: string, part: Partial<StepOf<"split">["arms"][number]>) =>
    onChange({ ...step, arms: step.arms.map((arm) => (arm.id === id ? { ...arm, ...part } : arm)) })
  const add = () => {
    const taken = new Set(step.arms.map(({ id }) => id))
    const id = Array.from({ length: 20 }, (_, n) => `${step.id}-arm-${n + 1}`).find((one) => !taken.has(one))
    if (id) onChange({ ...step, arms: [...step.arms, { id, weight: 50, next: step.arms[0]?.next ?? null }] })
  }
  return (
    <Part title={{ ja: "分け方", en: "Shares" }}>
      <ul className="flow-arms">
        {step.arms.map((arm, index) => (
          <li key={arm.id}>
            <NameInput
              value={arm.name}
              onChange={(name) => change(arm.id, { name })}
              example={armName({ ...arm, name: undefined }, index)}
            />
            <NumberInput
              label={{ ja: `${armName(arm, index).ja}の重み`, en: `Weight of ${armName(arm, index).en}` }}
              value={arm.weight}
              onChange={(weight) => weight && weight <= 1000 && change(arm.id, { weight })}
            />
            <span className="num quiet small">{share(step, arm.weight)}</span>
            {step.arms.length > 2 && (
              <IconButton
                icon={X}
                label={{ ja: "この側を消す", en: "Remove this side" }}
                onClick={() => onChange({ ...step, arms: step.arms.filter(({ id }) => id !== arm.id) })}
              />
            )}
          </li>
        ))}
      </ul>
      {step.arms.length < 10 && (
        <Button look="text" icon={Plus} label={{ ja: "側を足す", en: "Add a side" }} onClick={add} />
      )}
      <p className="quiet small">
        {t({
          ja: "どちら側かは一人ずつ決まり、あとで割合を変えても、決まった人は動きません。",
          en: "Each person's side is drawn once; those drawn stay where they are when shares change.",
        })}
      </p>
    </Part>
  )
}

/** Waiting for something, with a way for those to whom it happened and one for the others. */
export function WaitForEventEditor({ step, onChange, offer }: Props<"wait-for-event">) {
  return (
    <>
      <Part title={{ ja: "何を待つか", en: "What it waits for" }}>
        <EventField value={step.event} offered={offer.offered} onChange={(event) => onChange({ ...step, event })} />
        <Sentence>
          <Words say={{ ja: "長くて", en: "for at most" }} />
          <SpanInput
            label={{ ja: "長さ", en: "How long" }}
            value={step.timeout}
            onChange={(timeout) => onChange({ ...step, timeout })}
          />
          <Words say={{ ja: "待つ", en: "" }} />
        </Sentence>
        <Field label={{ ja: "いつからのことを数えるか", en: "What counts" }}>
          <Select
            value={step.since}
            onChange={(since) => onChange({ ...step, since })}
            options={[
              { value: "entry", label: { ja: "フローに入ってからのこと", en: "Since they came into the flow" } },
              { value: "step", label: { ja: "ここに来てからのこと", en: "Since they came to this step" } },
            ]}
          />
        </Field>
      </Part>
    </>
  )
}
