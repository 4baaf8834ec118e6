import { filterColumns, filterName } from "../../../server/capabilities/segments/filter-words-rules.ts"
import { Plus, X } from "lucide-react"
import type { Leaf } from "../../../server/capabilities/segments/model.ts"
import type { EventFilter } from "../../../server/capabilities/segments/model-tests.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { channelNames, signalNames } from "./phrase-did.ts"
import { PickList } from "./pick-list.tsx"
import { RangeEditor } from "./slot-range.tsx"
import type { Offered } from "./use-offer.ts"

type Edit<K extends Leaf["kind"]> = { leaf: Extract<Leaf, { kind: K }>; onChange: (leaf: Leaf) => void }

const eventOptions = ({ offer }: Offered) => offer.events.map(({ name, title }) => ({ value: name, label: title }))

export function NamesEditor({
  names,
  onChange,
  offered,
}: {
  names: readonly string[]
  onChange: (names: string[]) => void
  offered: Offered
}) {
  return (
    <PickList
      free
      label={{ ja: "出来事（どれか）", en: "What happened (any of)" }}
      options={eventOptions(offered)}
      values={names}
      onChange={onChange}
    />
  )
}

const tests = [
  { value: "is", label: { ja: "どれかと同じ", en: "Is one of" } },
  { value: "isNot", label: { ja: "どれでもない", en: "Is none of" } },
  { value: "contains", label: { ja: "を含む", en: "Contains" } },
  { value: "range", label: { ja: "数のはんい", en: "Is within" } },
  { value: "isTrue", label: { ja: "はい", en: "Is yes" } },
] as const
type Way = (typeof tests)[number]["value"]

const wayOf = (test: EventFilter["test"]): Way =>
  "is" in test
    ? "is"
    : "isNot" in test
      ? "isNot"
      : "contains" in test
        ? "contains"
        : "isTrue" in test
          ? "isTrue"
          : "range"

function testFor(way: Way): EventFilter["test"] {
  switch (way) {
    case "is":
      return { is: [] }
    case "isNot":
      return { isNot: [] }
    case "contains":
      return { contains: "" }
    case "range":
      return { atLeast: 1 }
    case "isTrue":
      return { isTrue: true }
  }
}

type FiltersProps = { filters: readonly EventFilter[]; onChange: (filters: EventFilter[]) => void; offered: Offered }

/** Which of the happenings count: of a product, in a store, with a property of its own. */
export function FiltersEditor({ filters, onChange, offered }: FiltersProps) {
  const change = (at: number, filter: EventFilter) => onChange(filters.map((f, index) => (index === at ? filter : f)))
  return (
    <div className="segment-filters">
      {filters.map((filter, index) => (
        <FilterRow
          key={index}
          filter={filter}
          offered={offered}
          onChange={(next) => change(index, next)}
          onRemove={() => onChange(filters.toSpliced(index, 1))}
        />
      ))}
      {filters.length < 10 && (
        <Button
          look="text"
          icon={Plus}
          label={{ ja: "細かな条件を足す", en: "Add a detail" }}
          onClick={() => onChange([...filters, { field: "product", test: { is: [] } }])}
        />
      )}
    </div>
  )
}

type FilterRowProps = {
  filter: EventFilter
  offered: Offered
  onChange: (filter: EventFilter) => void
  onRemove: () => void
}

function FilterRow({ filter, offered, onChange, onRemove }: FilterRowProps) {
  const { field, test } = filter
  const own = field.startsWith("properties.")
  const way = wayOf(test)
  return (
    <div className="segment-filter">
      <div className="segment-pair">
        <Select
          label={{ ja: "何の", en: "Of what" }}
          value={own ? "properties" : field}
          onChange={(value) => onChange({ ...filter, field: value === "properties" ? "properties.name" : value })}
          options={[
            ...filterColumns.map((value) => ({ value, label: filterName(value) })),
            { value: "properties", label: { ja: "そのほかの項目", en: "Another property" } },
          ]}
        />
        <Select
          label={{ ja: "くらべ方", en: "How to compare" }}
          value={way}
          onChange={(next) => onChange({ ...filter, test: testFor(next) })}
          options={tests}
        />
        <IconButton icon={X} label={{ ja: "この細かな条件を消す", en: "Remove this detail" }} onClick={onRemove} />
      </div>
      {own && (
        <TextInput
          label={{ ja: "項目の名前", en: "Name of the property" }}
          value={field.slice("properties.".length)}
          onChange={(name) => onChange({ ...filter, field: `properties.${name.trim()}` })}
        />
      )}
      {("is" in test || "isNot" in test) && (
        <PickList
          free
          label={{ ja: "値", en: "Values" }}
          options={field === "product" ? offered.products : []}
          values={"is" in test ? test.is : test.isNot}
          onChange={(values) => onChange({ ...filter, test: "is" in test ? { is: values } : { isNot: values } })}
        />
      )}
      {"contains" in test && (
        <TextInput
          label={{ ja: "値", en: "Value" }}
          value={test.contains}
          onChange={(contains) => onChange({ ...filter, test: { contains } })}
        />
      )}
      {way === "range" && (
        <RangeEditor
          canBeNone={false}
          money={field === "value"}
          range={"atLeast" in test || "atMost" in test ? { ...test } : {}}
          onChange={(range) => onChange({ ...filter, test: range })}
        />
      )}
    </div>
  )
}

export function StepsEditor({ leaf, onChange, offered }: Edit<"sequence"> & { offered: Offered }) {
  const t = useText()
  const { steps } = leaf
  const first = offered.offer.events[0]?.name ?? "Order Placed"
  return (
    <Fields>
      {steps.map((step, index) => (
        <Field key={index} group label={{ ja: `${index + 1}番目`, en: `Step ${index + 1}` }}>
          <div className="segment-pair">
            <Select
              label={{ ja: "出来事", en: "What happened" }}
              value={step.names[0] ?? ""}
              onChange={(name) =>
                onChange({ ...leaf, steps: steps.map((s, at) => (at === index ? { ...s, names: [name] } : s)) })
              }
              options={withNames(eventOptions(offered), step.names)}
            />
            {steps.length > 2 && (
              <IconButton
                icon={X}
                label={{ ja: "この段を消す", en: "Remove this step" }}
                onClick={() => onChange({ ...leaf, steps: steps.toSpliced(index, 1) })}
              />
            )}
          </div>
        </Field>
      ))}
      {steps.length < 4 && (
        <Button
          look="text"
          icon={Plus}
          label={{ ja: "続きを足す", en: "Add a step" }}
          onClick={() => onChange({ ...leaf, steps: [...steps, { names: [first], filters: [] }] })}
        />
      )}
      <p className="quiet small">
        {t({ ja: "上から順に起きた人を探します。", en: "Finds those to whom it happened in this order." })}
      </p>
    </Fields>
  )
}

const withNames = (options: readonly { value: string; label: Text }[], names: readonly string[]) => [
  ...options,
  ...names
    .filter((name) => !options.some(({ value }) => value === name))
    .map((name) => ({ value: name, label: { ja: name, en: name } })),
]

export function WithinEditor({ leaf, onChange }: Edit<"sequence">) {
  const inDays = leaf.withinHours % 24 === 0
  const scale = inDays ? 24 : 1
  return (
    <div className="segment-pair">
      <NumberInput
        label={{ ja: "全部でこれだけのうちに", en: "All within" }}
        value={leaf.withinHours / scale}
        onChange={(n) => n && n > 0 && onChange({ ...leaf, withinHours: n * scale })}
      />
      <Select
        short
        label={{ ja: "単位", en: "Unit" }}
        value={inDays ? "day" : "hour"}
        onChange={(unit) =>
          onChange({
            ...leaf,
            withinHours: unit === "day" ? (leaf.withinHours / scale) * 24 : leaf.withinHours / scale,
          })
        }
        options={[
          { value: "hour", label: { ja: "時間", en: "hours" } },
          { value: "day", label: { ja: "日", en: "days" } },
        ]}
      />
    </div>
  )
}

export function SignalEditor({ leaf, onChange }: Edit<"engagement">) {
  return (
    <Fields>
      <Field label={{ ja: "手段", en: "Channel" }}>
        <Select
          value={leaf.channel}
          onChange={(channel) => onChange({ ...leaf, channel })}
          options={(["any", "email", "line", "sms", "push"] as const).map((value) => ({
            value,
            label: value === "any" ? { ja: "どの手段でも", en: "Any channel" } : channelNames[value],
          }))}
        />
      </Field>
      <Field
        label={{ ja: "反応", en: "Response" }}
        hint={{
          ja: "機械による開封は数えません。開封が分かるのはメールだけです。",
          en: "Opens by machines do not count. Only mails can be seen to be opened.",
        }}
      >
        <Select
          value={leaf.signal}
          onChange={(signal) => onChange({ ...leaf, signal })}
          options={(["sent", "opened", "clicked", "engaged"] as const).map((value) => ({
            value,
            label: signalNames[value],
          }))}
        />
      </Field>
    </Fields>
  )
}

type ListProps = { values: readonly string[] | undefined; onChange: (values: string[] | undefined) => void }

/** Nothing ticked means all of them. */
export const ProductsEditor = ({ values, onChange, offered }: ListProps & { offered: Offered }) => (
  <PickList
    free
    label={{ ja: "商品（選ばなければ、どれでも）", en: "Products (any, if none is chosen)" }}
    options={offered.products}
    values={values ?? []}
    onChange={(next) => onChange(next.length > 0 ? next : undefined)}
  />
)

export const StoresEditor = ({ values, onChange }: ListProps) => (
  <PickList
    free
    label={{ ja: "店舗（選ばなければ、どこでも）", en: "Stores (any, if none is chosen)" }}
    example={{ ja: "店舗の記号を書いて加える", en: "Write a store's code and add it" }}
    options={[]}
    values={values ?? []}
    onChange={(next) => onChange(next.length > 0 ? next : undefined)}
  />
)
