import type { Leaf } from "../../../server/capabilities/segments/model.ts"
import type { OrderScope } from "../../../server/capabilities/segments/model-tests.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { Select } from "../../../ui/inputs.tsx"
import type { Slot } from "./phrase.ts"
import {
  FiltersEditor,
  NamesEditor,
  ProductsEditor,
  SignalEditor,
  StepsEditor,
  StoresEditor,
  WithinEditor,
} from "./slot-did.tsx"
import { AverageEditor, EventRangeEditor, IntervalEditor, OrdersRangeEditor, ScopeEditor } from "./slot-orders.tsx"
import { BucketEditor, ConsentEditor, FieldEditor, keyOf, ReachEditor, TestEditor } from "./slot-person.tsx"
import { RangeEditor } from "./slot-range.tsx"
import { DayWindowEditor, EventWindowEditor } from "./slot-window.tsx"
import type { Offered } from "./use-offer.ts"

type Props = { leaf: Leaf; slot: Slot; onChange: (leaf: Leaf) => void; offered: Offered }

/** The plain inputs behind one word of a condition. */
export function SlotEditor({ leaf, slot, onChange, offered }: Props) {
  switch (slot) {
    case "window":
      return <WindowSlot leaf={leaf} onChange={onChange} offered={offered} />
    case "range":
      return <RangeSlot leaf={leaf} onChange={onChange} />
    case "scope":
      return <ScopeSlot leaf={leaf} onChange={onChange} offered={offered} />
    case "which":
      return <WhichSlot leaf={leaf} onChange={onChange} />
    case "names":
    case "filters":
    case "steps":
    case "within":
    case "signal":
    case "products":
    case "stores":
      return <DidSlot leaf={leaf} slot={slot} onChange={onChange} offered={offered} />
    default:
      return <PersonSlot leaf={leaf} slot={slot} onChange={onChange} offered={offered} />
  }
}

type SlotProps = Omit<Props, "slot">

function WindowSlot({ leaf, onChange, offered }: SlotProps) {
  const { offer } = offered
  switch (leaf.kind) {
    case "event":
    case "cart-left":
      return (
        <EventWindowEditor window={leaf.window} onChange={(window) => onChange({ ...leaf, window })} offer={offer} />
      )
    case "event-time":
    case "sequence":
    case "orders":
    case "orders-against-average":
    case "order-time":
    case "engagement":
    case "web-visits":
    case "store-visit":
      return <DayWindowEditor window={leaf.window} onChange={(window) => onChange({ ...leaf, window })} offer={offer} />
    default:
      return null
  }
}

function RangeSlot({ leaf, onChange }: Omit<SlotProps, "offered">) {
  switch (leaf.kind) {
    case "orders":
      return <OrdersRangeEditor leaf={leaf} onChange={onChange} />
    case "event":
      return <EventRangeEditor leaf={leaf} onChange={onChange} />
    case "engagement":
    case "unanswered-messages":
    case "web-visits":
    case "store-visit":
      return (
        <Fields>
          <RangeEditor
            range={leaf.range}
            onChange={(range) => onChange({ ...leaf, range })}
            unit={leaf.kind === "unanswered-messages" ? { ja: "通", en: "messages" } : { ja: "回", en: "times" }}
          />
        </Fields>
      )
    default:
      return null
  }
}

function ScopeSlot({ leaf, onChange, offered }: SlotProps) {
  if (leaf.kind !== "orders" && leaf.kind !== "order-time" && leaf.kind !== "own-interval") return null
  const change = (scope: OrderScope | undefined) => {
    const { scope: _, ...rest } = leaf
    onChange(scope ? { ...rest, scope } : rest)
  }
  return <ScopeEditor scope={leaf.scope} onChange={change} offered={offered} />
}

function WhichSlot({ leaf, onChange }: Omit<SlotProps, "offered">) {
  if (leaf.kind !== "order-time" && leaf.kind !== "event-time") return null
  return (
    <Select
      label={{ ja: "最初か最後か", en: "First or last" }}
      value={leaf.which}
      onChange={(which) => onChange({ ...leaf, which })}
      options={[
        { value: "last", label: { ja: "最後", en: "Last" } },
        { value: "first", label: { ja: "最初", en: "First" } },
      ]}
    />
  )
}

function DidSlot({ leaf, slot, onChange, offered }: Props) {
  switch (leaf.kind) {
    case "event":
    case "event-time":
      return (
        <Fields>
          {slot === "names" && (
            <NamesEditor names={leaf.names} onChange={(names) => onChange({ ...leaf, names })} offered={offered} />
          )}
          <Field group optional label={{ ja: "細かな条件", en: "Details" }}>
            <FiltersEditor
              filters={leaf.filters}
              onChange={(filters) => onChange({ ...leaf, filters })}
              offered={offered}
            />
          </Field>
        </Fields>
      )
    case "sequence":
      return slot === "within" ? (
        <WithinEditor leaf={leaf} onChange={onChange} />
      ) : (
        <StepsEditor leaf={leaf} onChange={onChange} offered={offered} />
      )
    case "engagement":
      return <SignalEditor leaf={leaf} onChange={onChange} />
    case "cart-left": {
      const { products, ...rest } = leaf
      return (
        <ProductsEditor
          values={products}
          onChange={(next) => onChange(next ? { ...rest, products: next } : rest)}
          offered={offered}
        />
      )
    }
    case "store-visit": {
      const { stores, ...rest } = leaf
      return <StoresEditor values={stores} onChange={(next) => onChange(next ? { ...rest, stores: next } : rest)} />
    }
    default:
      return null
  }
}

function PersonSlot({ leaf, slot, onChange, offered }: Props) {
  switch (leaf.kind) {
    case "attribute":
    case "property":
    case "field":
      return slot === "field" ? (
        <FieldEditor leaf={leaf} onChange={onChange} offer={offered.offer} />
      ) : (
        <TestEditor
          test={leaf.test}
          field={offered.names.field(leaf.kind, keyOf(leaf))}
          onChange={(test) => onChange({ ...leaf, test })}
          offer={offered.offer}
        />
      )
    case "consent":
      return <ConsentEditor leaf={leaf} onChange={onChange} />
    case "reachable":
      return <ReachEditor leaf={leaf} onChange={onChange} />
    case "bucket":
      return <BucketEditor leaf={leaf} onChange={onChange} />
    case "orders-against-average":
      return <AverageEditor leaf={leaf} onChange={onChange} offered={offered} />
    case "own-interval":
      return <IntervalEditor leaf={leaf} onChange={onChange} offered={offered} />
    case "segment":
      return (
        <Field label={{ ja: "セグメント", en: "Segment" }}>
          <Select
            value={leaf.segmentId}
            onChange={(segmentId) => onChange({ ...leaf, segmentId })}
            options={offered.segments
              .filter(({ state }) => state === "live")
              .map(({ segmentId, name }) => ({ value: segmentId, label: name }))}
          />
        </Field>
      )
    default:
      return null
  }
}
