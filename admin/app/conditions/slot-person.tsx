import type { Leaf } from "../../../server/capabilities/segments/model.ts"
import type { ValueTest } from "../../../server/capabilities/segments/model-tests.ts"
import { Checkboxes } from "../../../ui/choices.tsx"
import { Field as Labelled, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import type { Text } from "../../../ui/text.ts"
import { firstTest, type Offer } from "./kinds.ts"
import type { Field } from "./phrase.ts"
import { channelWords, consentStates, knownPurposes, purposeWords } from "./phrase-person.ts"
import { PickList } from "./pick-list.tsx"
import { RangeEditor } from "./slot-range.tsx"
import { DayWindowEditor } from "./slot-window.tsx"

export type ValueLeaf = Extract<Leaf, { kind: "attribute" | "property" | "field" }>
export const keyOf = (leaf: ValueLeaf): string => (leaf.kind === "property" ? leaf.key : leaf.field)

const attributeKeys = [
  "language",
  "country",
  "prefecture",
  "city",
  "postalCode",
  "age",
  "birthMonth",
  "firstSeen",
  "birthday",
] as const

/** The same question about another field; what it is compared with begins anew. */
export function leafFor(field: Field): ValueLeaf {
  const test = field.key === "birthday" ? { withinDays: 7 } : firstTest(field)
  if (field.kind === "property") return { kind: "property", key: field.key, test }
  if (field.kind === "field") return { kind: "field", field: field.key, test }
  const key = attributeKeys.find((known) => known === field.key) ?? "prefecture"
  return { kind: "attribute", field: key, test }
}

const kindNames: Record<Field["kind"], Text> = {
  attribute: { ja: "", en: "" },
  property: { ja: "（ブランドの項目）", en: " (own property)" },
  field: { ja: "", en: "" },
}

export function FieldEditor({
  leaf,
  onChange,
  offer,
}: {
  leaf: ValueLeaf
  onChange: (leaf: Leaf) => void
  offer: Offer
}) {
  const choose = (value: string) => {
    const field = offer.fields.find(({ kind, key }) => `${kind}:${key}` === value)
    if (field) onChange(leafFor(field))
  }
  return (
    <Fields>
      <Labelled label={{ ja: "項目", en: "Field" }}>
        <Select
          value={`${leaf.kind}:${keyOf(leaf)}`}
          onChange={choose}
          options={offer.fields.map(({ kind, key, label }) => ({
            value: `${kind}:${key}`,
            label: { ja: label.ja + kindNames[kind].ja, en: label.en + kindNames[kind].en },
          }))}
        />
      </Labelled>
    </Fields>
  )
}

type Way =
  | "is"
  | "isNot"
  | "contains"
  | "beginsWith"
  | "range"
  | "isTrue"
  | "any"
  | "all"
  | "none"
  | "during"
  | "withinDays"
  | "known"

const wayNames: Record<Way, Text> = {
  is: { ja: "どれかと同じ", en: "Is one of" },
  isNot: { ja: "どれでもない", en: "Is none of" },
  contains: { ja: "を含む", en: "Contains" },
  beginsWith: { ja: "で始まる", en: "Begins with" },
  range: { ja: "数のはんい", en: "Is within" },
  isTrue: { ja: "はい・いいえ", en: "Yes or no" },
  any: { ja: "どれかがある", en: "Includes any of" },
  all: { ja: "すべてがある", en: "Includes all of" },
  none: { ja: "どれもない", en: "Includes none of" },
  during: { ja: "期間のなか", en: "Was during" },
  withinDays: { ja: "きょうから数日のうち", en: "Comes within" },
  known: { ja: "分かっているか", en: "Is known or not" },
}

const waysOf: Record<Field["type"], readonly Way[]> = {
  text: ["is", "isNot", "contains", "beginsWith", "known"],
  number: ["range", "known"],
  boolean: ["isTrue", "known"],
  day: ["during", "known"],
  list: ["any", "all", "none", "known"],
}

function wayOf(test: ValueTest): Way {
  for (const way of [
    "is",
    "isNot",
    "contains",
    "beginsWith",
    "isTrue",
    "any",
    "all",
    "none",
    "during",
    "withinDays",
    "known",
  ] as const)
    if (way in test) return way
  return "range"
}

const valuesOf = (test: ValueTest): string[] => {
  for (const list of [
    "is" in test && test.is,
    "isNot" in test && test.isNot,
    "any" in test && test.any,
    "all" in test && test.all,
    "none" in test && test.none,
  ])
    if (list) return list
  return []
}

function testFor(way: Way, values: string[]): ValueTest {
  switch (way) {
    case "is":
      return { is: values }
    case "isNot":
      return { isNot: values }
    case "any":
      return { any: values }
    case "all":
      return { all: values }
    case "none":
      return { none: values }
    case "contains":
      return { contains: values[0] ?? "" }
    case "beginsWith":
      return { beginsWith: values[0] ?? "" }
    case "range":
      return { atLeast: 1 }
    case "isTrue":
      return { isTrue: true }
    case "during":
      return { during: { kind: "last", n: 30, unit: "day" } }
    case "withinDays":
      return { withinDays: 7 }
    case "known":
      return { known: true }
  }
}

type TestProps = { test: ValueTest; field: Field | undefined; onChange: (test: ValueTest) => void; offer: Offer }

export function TestEditor({ test, field, onChange, offer }: TestProps) {
  const way = wayOf(test)
  const ways: readonly Way[] =
    field?.key === "birthday"
      ? ["withinDays", "known"]
      : field?.key === "birthMonth"
        ? ["is"]
        : waysOf[field?.type ?? "text"]
  return (
    <Fields>
      <Labelled label={{ ja: "くらべ方", en: "How to compare" }}>
        <Select
          value={way}
          onChange={(next) => onChange(testFor(next, valuesOf(test)))}
          options={[...new Set([...ways, way])].map((value) => ({ value, label: wayNames[value] }))}
        />
      </Labelled>
      <TestValue way={way} test={test} field={field} onChange={onChange} offer={offer} />
    </Fields>
  )
}

const yesNo = [
  { value: "yes", label: { ja: "はい", en: "Yes" } },
  { value: "no", label: { ja: "いいえ", en: "No" } },
] as const
const knownOrNot = [
  { value: "yes", label: { ja: "分かっている", en: "Is known" } },
  { value: "no", label: { ja: "分かっていない", en: "Is not known" } },
] as const

function TestValue({ way, test, field, onChange, offer }: TestProps & { way: Way }) {
  const value: Text = { ja: "値", en: "Value" }
  if ("during" in test)
    return <DayWindowEditor window={test.during} onChange={(during) => onChange({ during })} offer={offer} />
  if ("withinDays" in test)
    return (
      <Labelled label={{ ja: "日数", en: "Days" }}>
        <NumberInput
          value={test.withinDays}
          onChange={(withinDays) => withinDays !== null && onChange({ withinDays })}
          unit={{ ja: "日以内", en: "days" }}
        />
      </Labelled>
    )
  if ("isTrue" in test)
    return (
      <Select
        label={value}
        value={test.isTrue ? "yes" : "no"}
        onChange={(v) => onChange({ isTrue: v === "yes" })}
        options={yesNo}
      />
    )
  if ("known" in test)
    return (
      <Select
        label={value}
        value={test.known ? "yes" : "no"}
        onChange={(v) => onChange({ known: v === "yes" })}
        options={knownOrNot}
      />
    )
  if ("contains" in test)
    return <TextInput label={value} value={test.contains} onChange={(contains) => onChange({ contains })} />
  if ("beginsWith" in test)
    return <TextInput label={value} value={test.beginsWith} onChange={(beginsWith) => onChange({ beginsWith })} />
  if (way === "range" && !("is" in test))
    return (
      <RangeEditor
        canBeNone={false}
        range={"atLeast" in test || "atMost" in test ? { ...test } : {}}
        onChange={onChange}
        {...(field?.key === "age" && { unit: { ja: "歳", en: "years" } })}
      />
    )
  return (
    <PickList
      free={(field?.choices.length ?? 0) === 0}
      label={field?.label ?? value}
      options={field?.choices ?? []}
      values={valuesOf(test)}
      onChange={(values) => onChange(testFor(way, values))}
      {...((field?.choices.length ?? 0) === 0 && {
        example: { ja: "値を書いて加える", en: "Write a value and add it" },
      })}
    />
  )
}

function options<W extends Readonly<Record<string, Text>>, K extends keyof W & string>(words: W, keys: readonly K[]) {
  return keys.map((value) => ({ value, label: words[value] }))
}

export function ConsentEditor({
  leaf,
  onChange,
}: {
  leaf: Extract<Leaf, { kind: "consent" }>
  onChange: (leaf: Leaf) => void
}) {
  return (
    <Fields>
      <Labelled label={{ ja: "手段", en: "Channel" }}>
        <Select
          value={leaf.channel}
          onChange={(channel) => onChange({ ...leaf, channel })}
          options={options(channelWords, ["email", "line", "sms", "push", "post", "phone", "relay", "dm"])}
        />
      </Labelled>
      <Labelled label={{ ja: "用件", en: "Purpose" }}>
        <Select
          value={leaf.purpose}
          onChange={(purpose) => onChange({ ...leaf, purpose })}
          options={[...new Set([...knownPurposes, leaf.purpose])].map((value) => ({
            value,
            label: purposeWords(value),
          }))}
        />
      </Labelled>
      <Labelled group label={{ ja: "状態", en: "State" }}>
        <Checkboxes
          values={leaf.states}
          onChange={(states) => onChange({ ...leaf, states })}
          options={options(consentStates, ["given", "withdrawn", "pending", "imported_unverified", "none"])}
        />
      </Labelled>
    </Fields>
  )
}

export function ReachEditor({
  leaf,
  onChange,
}: {
  leaf: Extract<Leaf, { kind: "reachable" }>
  onChange: (leaf: Leaf) => void
}) {
  return (
    <Labelled label={{ ja: "手段", en: "Channel" }}>
      <Select
        value={leaf.channel}
        onChange={(channel) => onChange({ ...leaf, channel })}
        options={options(channelWords, ["email", "line", "sms", "push", "post", "relay"] as const)}
      />
    </Labelled>
  )
}

export function BucketEditor({
  leaf,
  onChange,
}: {
  leaf: Extract<Leaf, { kind: "bucket" }>
  onChange: (leaf: Leaf) => void
}) {
  const write = (end: "from" | "to", percent: number | null) => {
    if (percent !== null && percent >= 0 && percent <= 100) onChange({ ...leaf, [end]: Math.round(percent * 100) })
  }
  return (
    <Fields>
      <Labelled
        label={{ ja: "分け方の名前", en: "Name of the split" }}
        hint={{ ja: "同じ名前なら、いつも同じように分かれます。", en: "The same name always splits the same way." }}
      >
        <TextInput short value={leaf.salt} onChange={(salt) => onChange({ ...leaf, salt })} maxLength={80} />
      </Labelled>
      <div className="segment-pair">
        <NumberInput
          digits={2}
          label={{ ja: "ここから", en: "From" }}
          value={leaf.from / 100}
          onChange={(n) => write("from", n)}
          unit={{ ja: "%", en: "%" }}
        />
        <span aria-hidden>〜</span>
        <NumberInput
          digits={2}
          label={{ ja: "ここまで", en: "To" }}
          value={leaf.to / 100}
          onChange={(n) => write("to", n)}
          unit={{ ja: "%", en: "%" }}
        />
      </div>
    </Fields>
  )
}
