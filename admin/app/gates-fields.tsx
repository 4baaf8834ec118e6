import { getRanks } from "../../server/capabilities/members/contract.ts"
import { listSegments } from "../../server/capabilities/segments/contract.ts"
import { Checkbox, Checkboxes } from "../../ui/choices.tsx"
import { MomentInput } from "../../ui/dates.tsx"
import { Field } from "../../ui/field.tsx"
import { Select } from "../../ui/inputs.tsx"
import type { Text } from "../../ui/text.ts"
import { useMay } from "./session.tsx"
import { useCall } from "./use-call.ts"

type Bound<V> = { readonly value: V; readonly onChange: (value: V) => void }

/** The ranks that hold now, to choose from. */
export function useRankOptions() {
  const ranks = useCall(getRanks, {})
  return (ranks.data?.live?.document.ranks ?? []).map(({ key, name }) => ({ value: key, label: name }))
}

/** One segment, or none: kept as its id, empty for none. */
export function SegmentField({ label, value, onChange }: Bound<string> & { label: Text }) {
  const may = useMay()
  const segments = useCall(listSegments, { state: "all" }, { when: may("segments:read") })
  return (
    <Field label={label} optional>
      <Select
        value={value || "none"}
        onChange={(chosen) => onChange(chosen === "none" ? "" : chosen)}
        options={[
          { value: "none", label: { ja: "指定しない", en: "Everybody" } },
          ...(segments.data?.items ?? []).map(({ segmentId, name }) => ({ value: segmentId, label: name })),
        ]}
      />
    </Field>
  )
}

/** Which of the ranks; nothing where the brand has none. */
export function RanksField({
  label,
  value,
  onChange,
  optional = false,
}: Bound<string[]> & { label: Text; optional?: boolean }) {
  const options = useRankOptions()
  if (options.length === 0) return null
  return (
    <Field label={label} optional={optional} group>
      <Checkboxes values={value} onChange={onChange} options={options} />
    </Field>
  )
}

type Props = {
  opens: Bound<Date | null> & { label: Text; hint?: Text }
  closes: Bound<Date | null> & { label: Text }
  forMembers: Bound<boolean>
  ranks: Bound<string[]>
  segment: Bound<string>
}

/** When something is open, and for whom: rewards, quests. */
export const GatesFields = ({ opens, closes, forMembers, ranks, segment }: Props) => (
  <>
    <Field label={opens.label} hint={opens.hint} optional group>
      <MomentInput value={opens.value} onChange={opens.onChange} label={opens.label} />
    </Field>
    <Field label={closes.label} optional group>
      <MomentInput value={closes.value} onChange={closes.onChange} label={closes.label} />
    </Field>
    <Checkbox
      checked={forMembers.value}
      onChange={forMembers.onChange}
      label={{ ja: "会員だけ", en: "Members only" }}
    />
    <RanksField {...ranks} label={{ ja: "ランクを限る", en: "Only these ranks" }} optional />
    <SegmentField {...segment} label={{ ja: "セグメントを限る", en: "Only this segment" }} />
  </>
)
