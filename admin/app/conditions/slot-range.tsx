import type { NumberRange } from "../../../server/capabilities/segments/model-tests.ts"
import { Field } from "../../../ui/field.tsx"
import { NumberInput, Select } from "../../../ui/inputs.tsx"
import { useSurroundings } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { isNone } from "./phrase-tests.ts"

type Mode = "atLeast" | "atMost" | "between" | "exactly" | "none"

const modes = [
  { value: "atLeast", label: { ja: "以上", en: "At least" } },
  { value: "atMost", label: { ja: "以下", en: "At most" } },
  { value: "between", label: { ja: "あいだ", en: "Between" } },
  { value: "exactly", label: { ja: "ちょうど", en: "Exactly" } },
  { value: "none", label: { ja: "一度もない", en: "Never" } },
] as const

export function modeOf(range: NumberRange): Mode {
  if (isNone(range)) return "none"
  if (range.atLeast === undefined) return "atMost"
  if (range.atMost === undefined) return "atLeast"
  return range.atLeast === range.atMost ? "exactly" : "between"
}

/** The range in another way of saying it, with the numbers that it has. */
export function inMode(range: NumberRange, mode: Mode): NumberRange {
  const n = range.atLeast ?? range.atMost ?? 1
  const one = Math.max(1, n)
  switch (mode) {
    case "atLeast":
      return { atLeast: one }
    case "atMost":
      return { atMost: one }
    case "between":
      return { atLeast: one, atMost: Math.max(one, range.atMost ?? one * 2) }
    case "exactly":
      return { atLeast: one, atMost: one }
    case "none":
      return { atMost: 0 }
  }
}

type Props = {
  range: NumberRange
  onChange: (range: NumberRange) => void
  unit?: Text
  /** Numbers are minor units of the brand's currency. */
  money?: boolean
  /** "Never" makes no sense of an age. */
  canBeNone?: boolean
}

export function RangeEditor({ range, onChange, unit, money, canBeNone = true }: Props) {
  const mode = modeOf(range)
  const write = (end: "atLeast" | "atMost", value: number | null) => {
    if (value === null) return
    onChange(mode === "exactly" ? { atLeast: value, atMost: value } : { ...range, [end]: value })
  }
  return (
    <>
      <Field label={{ ja: "どれだけ", en: "How much" }}>
        <Select
          value={mode}
          onChange={(next) => onChange(inMode(range, next))}
          options={modes.filter(({ value }) => canBeNone || value !== "none")}
        />
      </Field>
      {mode !== "none" && (
        <div className="segment-pair">
          {mode !== "atMost" && (
            <Amount value={range.atLeast} onChange={(value) => write("atLeast", value)} unit={unit} money={money} />
          )}
          {mode === "between" && <span aria-hidden>〜</span>}
          {(mode === "atMost" || mode === "between") && (
            <Amount value={range.atMost} onChange={(value) => write("atMost", value)} unit={unit} money={money} />
          )}
        </div>
      )}
    </>
  )
}

type AmountProps = {
  value: number | undefined
  onChange: (value: number | null) => void
  unit: Text | undefined
  money: boolean | undefined
}

function Amount({ value, onChange, unit, money }: AmountProps) {
  const { currency } = useSurroundings()
  const digits = money
    ? (new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 0)
    : 0
  const scale = 10 ** digits
  const shownUnit: Text | undefined = money ? { ja: currency === "JPY" ? "円" : currency, en: currency } : unit
  return (
    <NumberInput
      label={{ ja: "値", en: "Amount" }}
      value={value === undefined ? null : value / scale}
      onChange={(typed) => onChange(typed === null ? null : Math.round(typed * scale))}
      digits={digits}
      unit={shownUnit}
    />
  )
}
