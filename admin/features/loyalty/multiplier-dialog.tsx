import { useState } from "react"
import { Multiplier as MultiplierShape } from "../../../server/capabilities/loyalty/model.ts"
import { listSegments } from "../../../server/capabilities/segments/contract.ts"
import { Checkbox } from "../../../ui/choices.tsx"
import { MomentInput } from "../../../ui/dates.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select, TextArea } from "../../../ui/inputs.tsx"
import { useCall } from "../../app/use-call.ts"
import { WordsFields } from "../../app/words-fields.tsx"
import { CapField, RuleDialog } from "./rule-dialog.tsx"
import { linesOf, textOf } from "./text-lists.ts"
import type { Multiplier } from "./words.ts"

type Props = {
  multiplier: Multiplier
  onClose: () => void
  onKeep: (multiplier: Multiplier) => void
  onRemove: () => void
}

/** One campaign: when, for whom, which goods, how much at most. */
export function MultiplierDialog({ multiplier, onClose, onKeep, onRemove }: Props) {
  const [one, setOne] = useState(multiplier)
  const set = (to: Partial<Multiplier>) => setOne((before) => ({ ...before, ...to }))
  const isRight = MultiplierShape.safeParse(one).success
  const endsEarly = one.from && one.until && one.until <= one.from
  return (
    <RuleDialog
      title={{ ja: "倍率キャンペーン", en: "Multiplier" }}
      isRight={isRight}
      onClose={onClose}
      onKeep={() => onKeep(one)}
      onRemove={onRemove}
    >
      <Fields two>
        <WordsFields
          label={{ ja: "名前", en: "Name" }}
          ja={{ value: one.name.ja, onChange: (ja) => set({ name: { ...one.name, ja } }) }}
          en={{ value: one.name.en, onChange: (en) => set({ name: { ...one.name, en } }) }}
          maxLength={80}
          both
        />
        <Field
          label={{ ja: "倍率", en: "Rate" }}
          hint={{ ja: "2は基本の2倍。1.5は半分の上乗せ", en: "2 is double the base, 1.5 half as much again" }}
        >
          <NumberInput
            value={(10_000 + one.bonusBp) / 10_000}
            digits={2}
            unit={{ ja: "倍", en: "times" }}
            onChange={(times) => times !== null && times > 1 && set({ bonusBp: Math.round(times * 10_000) - 10_000 })}
          />
        </Field>
        <ForWhom one={one} set={set} />
        <Field label={{ ja: "始まり", en: "Begins" }} optional>
          <MomentInput value={one.from} onChange={(from) => set({ from })} />
        </Field>
        <Field
          label={{ ja: "終わり", en: "Ends" }}
          hint={{ ja: "この時刻は含みません", en: "This instant is not in it" }}
          error={endsEarly ? { ja: "始まりより後にしてください", en: "It must end after it begins" } : undefined}
          optional
        >
          <MomentInput value={one.until} onChange={(until) => set({ until })} />
        </Field>
        <Field
          label={{ ja: "対象の商品ID", en: "Products" }}
          hint={{ ja: "1行にひとつ。空ならすべて", en: "One a line. Empty: all" }}
          optional
        >
          <TextArea rows={2} value={textOf(one.products)} onChange={(text) => set({ products: linesOf(text) })} />
        </Field>
        <Field
          label={{ ja: "対象の商品の種類", en: "Kinds of goods" }}
          hint={{ ja: "1行にひとつ", en: "One a line" }}
          optional
        >
          <TextArea rows={2} value={textOf(one.categories)} onChange={(text) => set({ categories: linesOf(text) })} />
        </Field>
        <CapField
          label={{ ja: "上乗せの上限（1注文）", en: "At most on one order" }}
          value={one.caps.perOrder}
          onChange={(perOrder) => set({ caps: { ...one.caps, perOrder } })}
        />
        <CapField
          shared
          label={{ ja: "上乗せの上限（お一人）", en: "At most for one person" }}
          value={one.caps.perPerson}
          onChange={(perPerson) => set({ caps: { ...one.caps, perPerson } })}
        />
        <CapField
          shared
          label={{ ja: "上乗せの上限（全体）", en: "At most in all" }}
          value={one.caps.inAll}
          onChange={(inAll) => set({ caps: { ...one.caps, inAll } })}
        />
        <Field
          label={{ ja: "優先", en: "Priority" }}
          hint={{ ja: "大きいものから数えます", en: "The larger counts first" }}
        >
          <NumberInput value={one.priority} onChange={(priority) => priority !== null && set({ priority })} />
        </Field>
      </Fields>
      <Checkbox checked={one.isOn} onChange={(isOn) => set({ isOn })} label={{ ja: "動かす", en: "It runs" }} />
    </RuleDialog>
  )
}

function ForWhom({ one, set }: { one: Multiplier; set: (to: Partial<Multiplier>) => void }) {
  const segments = useCall(listSegments, {}).data?.items ?? []
  const live = segments.filter(({ liveVersion }) => liveVersion !== null)
  return (
    <Field label={{ ja: "対象", en: "For whom" }}>
      <Select
        value={one.segmentId ?? "all"}
        options={[
          { value: "all", label: { ja: "すべての会員", en: "All members" } },
          ...live.map(({ segmentId, name }) => ({ value: segmentId, label: name })),
        ]}
        onChange={(value) => set({ segmentId: value === "all" ? null : value })}
      />
    </Field>
  )
}
