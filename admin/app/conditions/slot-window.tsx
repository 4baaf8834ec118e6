import type { DayWindow, EventWindow } from "../../../server/capabilities/segments/model-windows.ts"
import { Checkbox } from "../../../ui/choices.tsx"
import { DateInput } from "../../../ui/dates.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, type Option, Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { same } from "../../../ui/text.ts"
import type { Offer } from "./kinds.ts"
import { PickList } from "./pick-list.tsx"

type Kind = EventWindow["kind"]

const starts: { readonly [K in Kind]: Extract<EventWindow, { kind: K }> } = {
  ever: { kind: "ever" },
  last: { kind: "last", n: 30, unit: "day" },
  "before-last": { kind: "before-last", n: 60, unit: "day" },
  between: { kind: "between", from: null, to: null },
  calendar: { kind: "calendar", period: "month", back: 0 },
  season: { kind: "season", months: [11, 12], years: 3 },
  hours: { kind: "hours", hours: 24 },
  since: { kind: "since", names: ["Order Placed"], which: "last", orEver: true },
}

const dayKinds: readonly Option<Kind>[] = [
  { value: "last", label: { ja: "過去〜日・週・月・年", en: "In the last …" } },
  { value: "before-last", label: { ja: "〜より前", en: "Longer ago than …" } },
  { value: "calendar", label: { ja: "今月・先週など", en: "This month, last week …" } },
  { value: "between", label: { ja: "日付で決める", en: "Between two days" } },
  { value: "season", label: { ja: "毎年の季節", en: "A season of each year" } },
  { value: "ever", label: { ja: "期間を限らない", en: "At any time" } },
]
const eventKinds: readonly Option<Kind>[] = [
  ...dayKinds,
  { value: "hours", label: { ja: "過去〜時間", en: "In the last … hours" } },
  { value: "since", label: { ja: "ある出来事のあと", en: "Since something happened" } },
]

type Props<W> = { window: W; onChange: (window: W) => void }

export function DayWindowEditor({ window, onChange, offer }: Props<DayWindow> & { offer: Offer }) {
  const change = (next: EventWindow) => {
    if (next.kind !== "hours" && next.kind !== "since") onChange(next)
  }
  return <Editor window={window} onChange={change} kinds={dayKinds} offer={offer} />
}

export const EventWindowEditor = (props: Props<EventWindow> & { offer: Offer }) => (
  <Editor {...props} kinds={eventKinds} />
)

type EditorProps = Props<EventWindow> & { kinds: readonly Option<Kind>[]; offer: Offer }

function Editor({ window, onChange, kinds, offer }: EditorProps) {
  return (
    <Fields>
      <Field label={{ ja: "いつ", en: "When" }}>
        <Select value={window.kind} onChange={(kind) => onChange(starts[kind])} options={kinds} />
      </Field>
      {(window.kind === "last" || window.kind === "before-last") && <Length window={window} onChange={onChange} />}
      {window.kind === "calendar" && <Calendar window={window} onChange={onChange} />}
      {window.kind === "between" && <Between window={window} onChange={onChange} />}
      {window.kind === "season" && <Season window={window} onChange={onChange} />}
      {window.kind === "hours" && (
        <Field label={{ ja: "長さ", en: "How long" }}>
          <NumberInput
            value={window.hours}
            onChange={(hours) => hours && onChange({ ...window, hours })}
            unit={{ ja: "時間", en: "hours" }}
          />
        </Field>
      )}
      {window.kind === "since" && <Since window={window} onChange={onChange} offer={offer} />}
    </Fields>
  )
}

type Of<K extends Kind> = { window: Extract<EventWindow, { kind: K }>; onChange: (window: EventWindow) => void }

const units = [
  { value: "day", label: { ja: "日", en: "days" } },
  { value: "week", label: { ja: "週間", en: "weeks" } },
  { value: "month", label: { ja: "か月", en: "months" } },
  { value: "year", label: { ja: "年", en: "years" } },
] as const

const Length = ({ window, onChange }: Of<"last" | "before-last">) => (
  <div className="segment-pair">
    <NumberInput
      label={{ ja: "長さ", en: "How long" }}
      value={window.n}
      onChange={(n) => n !== null && n > 0 && onChange({ ...window, n })}
    />
    <Select
      short
      label={{ ja: "単位", en: "Unit" }}
      value={window.unit}
      onChange={(unit) => onChange({ ...window, unit })}
      options={units}
    />
  </div>
)

const periods = [
  { value: "day", label: { ja: "日", en: "Day" } },
  { value: "week", label: { ja: "週（月曜から）", en: "Week from Monday" } },
  { value: "month", label: { ja: "月", en: "Month" } },
  { value: "quarter", label: { ja: "四半期", en: "Quarter" } },
  { value: "year", label: { ja: "年", en: "Year" } },
] as const

const Calendar = ({ window, onChange }: Of<"calendar">) => (
  <>
    <Field label={{ ja: "暦の期間", en: "Period" }}>
      <Select value={window.period} onChange={(period) => onChange({ ...window, period })} options={periods} />
    </Field>
    <Field
      label={{ ja: "いくつ前か", en: "How many back" }}
      hint={{ ja: "0 はいまの期間です。", en: "0 is the present one." }}
    >
      <NumberInput
        value={window.back}
        onChange={(back) => back !== null && back >= 0 && onChange({ ...window, back })}
      />
    </Field>
  </>
)

const Between = ({ window, onChange }: Of<"between">) => (
  <>
    <Field optional label={{ ja: "この日から", en: "From" }}>
      <DateInput clearable inPopup value={window.from} onChange={(from) => onChange({ ...window, from })} />
    </Field>
    <Field optional label={{ ja: "この日まで", en: "Until" }}>
      <DateInput clearable inPopup value={window.to} onChange={(to) => onChange({ ...window, to })} />
    </Field>
  </>
)

const months = Array.from({ length: 12 }, (_, index) => index + 1)
const english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

const seasons = [
  { value: "0", label: { ja: "毎年まとめて", en: "All years together" } },
  { value: "1", label: { ja: "この前に終わった季節だけ", en: "Only the last season that is over" } },
  { value: "2", label: { ja: "その1年前の季節だけ", en: "Only the one a year before it" } },
  { value: "3", label: { ja: "その2年前の季節だけ", en: "Only the one two years before it" } },
]

/** `back` 0: every year; else that one season, whole. */
const seasonOf = ({ kind, months, years }: Of<"season">["window"], back: number) =>
  back === 0 ? { kind, months, years } : { kind, months, years: 1, back }

function Season({ window, onChange }: Of<"season">) {
  const t = useText()
  const toggle = (month: number) => {
    const next = months.filter((m) => (m === month ? !window.months.includes(m) : window.months.includes(m)))
    if (next.length > 0) onChange({ ...window, months: next })
  }
  return (
    <>
      <Field group label={{ ja: "月", en: "Months" }}>
        <div className="segment-months">
          {months.map((month) => (
            <button
              key={month}
              type="button"
              aria-pressed={window.months.includes(month)}
              onClick={() => toggle(month)}
            >
              {t({ ja: `${month}月`, en: english[month - 1] ?? "" })}
            </button>
          ))}
        </div>
      </Field>
      <Field label={{ ja: "どの年の", en: "Of which year" }}>
        <Select
          value={String(window.back ?? 0)}
          onChange={(back) => onChange(seasonOf(window, Number(back)))}
          options={seasons}
        />
      </Field>
      {window.back === undefined && (
        <Field label={{ ja: "さかのぼる年数", en: "Years back" }}>
          <NumberInput
            value={window.years}
            onChange={(years) => years && onChange({ ...window, years })}
            unit={{ ja: "年", en: "years" }}
          />
        </Field>
      )}
    </>
  )
}

const Since = ({ window, onChange, offer }: Of<"since"> & { offer: Offer }) => (
  <>
    <Field label={{ ja: "どの回のあとか", en: "Since which" }}>
      <Select
        value={window.which}
        onChange={(which) => onChange({ ...window, which })}
        options={[
          { value: "last", label: { ja: "最後の回", en: "The last time" } },
          { value: "first", label: { ja: "最初の回", en: "The first time" } },
        ]}
      />
    </Field>
    <PickList
      free
      label={{ ja: "出来事", en: "What happened" }}
      options={offer.events.map(({ name, title }) => ({ value: name, label: title.ja === "" ? same(name) : title }))}
      values={window.names}
      onChange={(names) => onChange({ ...window, names })}
    />
    <Checkbox
      checked={window.orEver}
      onChange={(orEver) => onChange({ ...window, orEver })}
      label={{ ja: "一度もなければ、期間を限らずに数える", en: "If it never happened, count everything" }}
    />
  </>
)
