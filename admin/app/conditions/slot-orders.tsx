import type { Leaf } from "../../../server/capabilities/segments/model.ts"
import type { OrderScope } from "../../../server/capabilities/segments/model-tests.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select } from "../../../ui/inputs.tsx"
import { useFormat } from "../../../ui/language.tsx"
import { PickList } from "./pick-list.tsx"
import { ProductsEditor, StoresEditor } from "./slot-did.tsx"
import { RangeEditor } from "./slot-range.tsx"
import type { Offered } from "./use-offer.ts"

type Edit<K extends Leaf["kind"]> = { leaf: Extract<Leaf, { kind: K }>; onChange: (leaf: Leaf) => void }

const measures = [
  { value: "count", label: { ja: "回数", en: "Number of orders" } },
  { value: "spent", label: { ja: "合計の金額", en: "Amount in all" } },
  { value: "average", label: { ja: "1回の平均", en: "Average per order" } },
] as const

export function OrdersRangeEditor({ leaf, onChange }: Edit<"orders">) {
  const measure = (next: (typeof measures)[number]["value"]) =>
    onChange({ ...leaf, measure: next, range: next === "count" ? { atLeast: 1 } : { atLeast: 10_000 } })
  return (
    <Fields>
      <Field label={{ ja: "何を数えるか", en: "What to count" }}>
        <Select value={leaf.measure} onChange={measure} options={measures} />
      </Field>
      <RangeEditor
        range={leaf.range}
        onChange={(range) => onChange({ ...leaf, range })}
        money={leaf.measure !== "count"}
        canBeNone={leaf.measure === "count"}
        unit={{ ja: "回", en: "times" }}
      />
    </Fields>
  )
}

const eventMeasures = [
  { value: "count", label: { ja: "回数", en: "Times" } },
  { value: "days", label: { ja: "日数", en: "Days" } },
  { value: "value", label: { ja: "金額の合計", en: "Amounts in all" } },
] as const

export function EventRangeEditor({ leaf, onChange }: Edit<"event">) {
  return (
    <Fields>
      {leaf.sumOf === undefined && (
        <Field label={{ ja: "何を数えるか", en: "What to count" }}>
          <Select
            value={leaf.measure}
            onChange={(measure) => onChange({ ...leaf, measure, range: { atLeast: measure === "value" ? 10_000 : 1 } })}
            options={eventMeasures}
          />
        </Field>
      )}
      <RangeEditor
        range={leaf.range}
        onChange={(range) => onChange({ ...leaf, range })}
        money={leaf.measure === "value" && leaf.sumOf === undefined}
        unit={leaf.measure === "days" ? { ja: "日", en: "days" } : { ja: "回", en: "times" }}
      />
    </Fields>
  )
}

type ScopeProps = { scope: OrderScope | undefined; onChange: (scope: OrderScope | undefined) => void; offered: Offered }

/** Which orders count. With nothing chosen, all of them. */
export function ScopeEditor({ scope = {}, onChange, offered }: ScopeProps) {
  const change = (part: { [K in keyof OrderScope]?: OrderScope[K] | undefined }) => {
    const next: OrderScope = Object.fromEntries(
      Object.entries({ ...scope, ...part }).filter(([, value]) => value !== undefined && value.length > 0),
    )
    onChange(Object.keys(next).length > 0 ? next : undefined)
  }
  const channel = scope.channels?.length === 1 ? (scope.channels[0] ?? "any") : "any"
  return (
    <Fields>
      <ProductsEditor values={scope.products} onChange={(products) => change({ products })} offered={offered} />
      {offered.categories.length > 0 && (
        <PickList
          label={{ ja: "商品の種類", en: "Product types" }}
          options={offered.categories}
          values={scope.categories ?? []}
          onChange={(categories) => change({ categories })}
        />
      )}
      <Field label={{ ja: "どこで", en: "Where" }}>
        <Select
          value={channel}
          onChange={(next) => change({ channels: next === "any" ? undefined : [next] })}
          options={[
            { value: "any", label: { ja: "どこでも", en: "Anywhere" } },
            { value: "online", label: { ja: "ネット", en: "Online" } },
            { value: "store", label: { ja: "店舗", en: "In stores" } },
          ]}
        />
      </Field>
      {channel !== "online" && <StoresEditor values={scope.stores} onChange={(stores) => change({ stores })} />}
    </Fields>
  )
}

export function AverageEditor({ leaf, onChange, offered }: Edit<"orders-against-average"> & { offered: Offered }) {
  const { number, money } = useFormat()
  const { orders, spent } = offered.averages
  const now = leaf.measure === "count" ? number(orders, 1) : money(Math.round(spent))
  return (
    <Fields>
      <Field label={{ ja: "何をくらべるか", en: "What to compare" }}>
        <Select
          value={leaf.measure}
          onChange={(measure) => onChange({ ...leaf, measure })}
          options={[
            { value: "count", label: { ja: "購入回数", en: "Number of orders" } },
            { value: "spent", label: { ja: "購入額", en: "Spending" } },
          ]}
        />
      </Field>
      <Field
        label={{ ja: "平均の何%とくらべるか", en: "Against what share of the average" }}
        hint={{ ja: `いまの購入者の平均は ${now} です。`, en: `The average buyer now: ${now}.` }}
      >
        <NumberInput
          value={leaf.percent}
          onChange={(percent) => percent && percent > 0 && onChange({ ...leaf, percent })}
          unit={{ ja: "%", en: "%" }}
        />
      </Field>
      <Field label={{ ja: "多いか少ないか", en: "Above or below" }}>
        <Select
          value={leaf.is}
          onChange={(is) => onChange({ ...leaf, is })}
          options={[
            { value: "above", label: { ja: "より多い", en: "Above" } },
            { value: "below", label: { ja: "より少ない", en: "Below" } },
          ]}
        />
      </Field>
    </Fields>
  )
}

export function IntervalEditor({ leaf, onChange, offered }: Edit<"own-interval"> & { offered: Offered }) {
  const usual = offered.averages.intervalDays
  return (
    <Fields>
      <Field
        label={{ ja: "ご自分の間隔の何倍か", en: "How many times their own interval" }}
        hint={{
          ja: "2倍なら、いつも30日おきの方は60日、90日おきの方は180日です。",
          en: "At 2, whoever buys every 30 days after 60, every 90 days after 180.",
        }}
      >
        <NumberInput
          digits={1}
          value={leaf.factorPercent / 100}
          onChange={(times) => times && times >= 0.1 && onChange({ ...leaf, factorPercent: Math.round(times * 100) })}
          unit={{ ja: "倍", en: "times" }}
        />
      </Field>
      <Field
        optional
        label={{ ja: "1回だけの方は何日とみるか", en: "Days for those who bought once" }}
        {...(usual !== null && {
          hint: {
            ja: `空なら、いつもの間隔の ${Math.round(usual)}日です。`,
            en: `The usual ${Math.round(usual)} days when empty.`,
          },
        })}
      >
        <NumberInput
          value={leaf.fallbackDays ?? null}
          onChange={(days) => {
            const { fallbackDays: _, ...rest } = leaf
            onChange(days && days > 0 ? { ...rest, fallbackDays: days } : rest)
          }}
          unit={{ ja: "日", en: "days" }}
        />
      </Field>
    </Fields>
  )
}
