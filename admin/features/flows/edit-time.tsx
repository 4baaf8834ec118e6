import type { Calendar, DateSource, WaitUntil } from "../../../server/capabilities/flows/model-times.ts"
import { Checkboxes } from "../../../ui/choices.tsx"
import { DateInput, TimeInput } from "../../../ui/dates.tsx"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Offered } from "../../app/conditions/use-offer.ts"
import { Sentence, SpanInput, Words } from "./edit-parts.tsx"
import { weekdayNames, weekdays } from "./words-time.ts"

const waits = [
  { value: "span", label: { ja: "日数・時間だけ", en: "for a while" } },
  { value: "time", label: { ja: "ある時刻まで", en: "until a time of day" } },
  { value: "weekday", label: { ja: "ある曜日まで", en: "until a weekday" } },
  { value: "before-weekend", label: { ja: "週末の前まで", en: "until before the weekend" } },
  { value: "date", label: { ja: "ある日まで", en: "until a date" } },
  { value: "quiet-hours", label: { ja: "静かな時間が明けるまで", en: "until quiet hours end" } },
] as const

function waitFor(kind: WaitUntil["kind"]): WaitUntil {
  switch (kind) {
    case "span":
      return { kind, span: { n: 3, unit: "days" } }
    case "time":
      return { kind, at: "10:00" }
    case "weekday":
      return { kind, weekdays: ["sat"], at: "10:00" }
    case "before-weekend":
      return { kind, at: "19:00" }
    case "date":
      return { kind, of: { kind: "birthday" }, days: -7, at: "10:00" }
    case "quiet-hours":
      return { kind, from: "21:00", to: "08:00" }
  }
}

type Props = { until: WaitUntil; onChange: (until: WaitUntil) => void; offered: Offered }

/** How long somebody waits, as a sentence. */
export function WaitEditor({ until, onChange, offered }: Props) {
  return (
    <>
      <Sentence>
        <Words say={{ ja: "", en: "Wait" }} />
        <Select
          label={{ ja: "待ち方", en: "How to wait" }}
          value={until.kind}
          onChange={(kind) => onChange(waitFor(kind))}
          options={waits}
        />
        <Words say={{ ja: "待つ", en: "" }} />
      </Sentence>
      <WaitDetails until={until} onChange={onChange} offered={offered} />
    </>
  )
}

function WaitDetails({ until, onChange, offered }: Props) {
  const t = useText()
  switch (until.kind) {
    case "span":
      return (
        <>
          <Sentence>
            <SpanInput
              label={{ ja: "どれだけ", en: "How long" }}
              value={until.span}
              onChange={(span) => onChange({ ...until, span })}
            />
            <Words say={{ ja: "待つ", en: "" }} />
          </Sentence>
          <Sentence>
            <Words say={{ ja: "そのあと", en: "then until" }} />
            <TimeInput
              label={{ ja: "時刻", en: "Time" }}
              value={until.at ?? ""}
              onChange={(at) => onChange({ ...until, at })}
            />
            <Words say={{ ja: "まで", en: "" }} />
            {until.at && (
              <button type="button" className="link" onClick={() => onChange({ kind: "span", span: until.span })}>
                {t({ ja: "時刻を決めない", en: "any time" })}
              </button>
            )}
          </Sentence>
        </>
      )
    case "quiet-hours":
      return (
        <Sentence>
          <TimeInput
            label={{ ja: "はじまり", en: "From" }}
            value={until.from}
            onChange={(from) => onChange({ ...until, from })}
          />
          <span>〜</span>
          <TimeInput
            label={{ ja: "おわり", en: "To" }}
            value={until.to}
            onChange={(to) => onChange({ ...until, to })}
          />
          <Words say={{ ja: "は動かさない", en: "nothing moves" }} />
        </Sentence>
      )
    case "weekday":
      return (
        <>
          <Weekdays values={until.weekdays} onChange={(days) => onChange({ ...until, weekdays: days })} />
          <AtTime at={until.at} onChange={(at) => onChange({ ...until, at })} />
        </>
      )
    case "date":
      return (
        <>
          <DateSourceEditor of={until.of} offered={offered} onChange={(of) => onChange({ ...until, of })} />
          <DaysBeside days={until.days} onChange={(days) => onChange({ ...until, days })} />
          <AtTime at={until.at} onChange={(at) => onChange({ ...until, at })} />
        </>
      )
    default:
      return <AtTime at={until.at} onChange={(at) => onChange({ ...until, at })} />
  }
}

export const AtTime = ({ at, onChange }: { at: string; onChange: (at: string) => void }) => (
  <Sentence>
    <Words say={{ ja: "時刻は", en: "at" }} />
    <TimeInput label={{ ja: "時刻", en: "Time" }} value={at} onChange={onChange} />
    <Words say={{ ja: "（ブランドの時計）", en: "on the brand's clock" }} />
  </Sentence>
)

/** 7日前 / 7 days before. */
export function DaysBeside({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  return (
    <Sentence>
      <Words say={{ ja: "その", en: "" }} />
      <NumberInput
        label={{ ja: "日数", en: "Days" }}
        value={Math.abs(days)}
        onChange={(n) => n !== null && n <= 365 && onChange(days < 0 ? -n : n)}
      />
      <Words say={{ ja: "日", en: "days" }} />
      <Select
        short
        label={{ ja: "前かあとか", en: "Before or after" }}
        value={days < 0 ? "before" : "after"}
        onChange={(side) => onChange(side === "before" ? -Math.abs(days) : Math.abs(days))}
        options={[
          { value: "before", label: { ja: "前", en: "before" } },
          { value: "after", label: { ja: "あと（当日は0）", en: "after (0: on the day)" } },
        ]}
      />
    </Sentence>
  )
}

export function Weekdays({
  values,
  onChange,
}: {
  values: readonly (typeof weekdays)[number][]
  onChange: (values: (typeof weekdays)[number][]) => void
}) {
  return (
    <Checkboxes
      values={values}
      onChange={(chosen) => chosen.length > 0 && onChange(weekdays.filter((day) => chosen.includes(day)))}
      options={weekdays.map((value) => ({ value, label: weekdayNames[value] }))}
    />
  )
}

const sources = [
  { value: "birthday", label: { ja: "誕生日", en: "Birthday" } },
  { value: "firstSeen", label: { ja: "はじめて知った日", en: "The day we first knew them" } },
  { value: "firstOrder", label: { ja: "最初の注文の日", en: "First order" } },
  { value: "lastOrder", label: { ja: "最後の注文の日", en: "Last order" } },
  { value: "property", label: { ja: "顧客の日付の項目", en: "A date of the customer" } },
  { value: "fact", label: { ja: "できごとの日付", en: "A date of the event" } },
  { value: "day", label: { ja: "決まった日", en: "One day" } },
] as const
type SourceKey = (typeof sources)[number]["value"]

const sourceKey = (of: DateSource): SourceKey => (of.kind === "moment" ? of.of : of.kind)

function sourceFor(key: SourceKey, property: string | undefined): DateSource {
  switch (key) {
    case "birthday":
      return { kind: "birthday" }
    case "property":
      return { kind: "property", key: property ?? "anniversary" }
    case "fact":
      return { kind: "fact", path: "event.occurredAt" }
    case "day":
      return { kind: "day", day: "2027-01-01" }
    default:
      return { kind: "moment", of: key }
  }
}

export function DateSourceEditor({
  of,
  onChange,
  offered,
}: {
  of: DateSource
  onChange: (of: DateSource) => void
  offered: Offered
}) {
  const days = offered.offer.fields.filter(({ kind, type }) => kind === "property" && type === "day")
  return (
    <Sentence>
      <Select
        label={{ ja: "どの日", en: "Which date" }}
        value={sourceKey(of)}
        onChange={(key) => onChange(sourceFor(key, days[0]?.key))}
        options={sources.filter(({ value }) => value !== "property" || days.length > 0 || of.kind === "property")}
      />
      {of.kind === "property" && (
        <Select
          label={{ ja: "項目", en: "Property" }}
          value={of.key}
          onChange={(key) => onChange({ kind: "property", key })}
          options={days.map(({ key, label }) => ({ value: key, label }))}
        />
      )}
      {of.kind === "fact" && (
        <TextInput
          label={{ ja: "できごとの項目", en: "Property of the event" }}
          value={of.path}
          onChange={(path) => path !== "" && onChange({ kind: "fact", path })}
        />
      )}
      {of.kind === "day" && (
        <DateInput
          label={{ ja: "日", en: "Day" }}
          value={of.day}
          onChange={(day) => day && onChange({ kind: "day", day })}
        />
      )}
    </Sentence>
  )
}

const rhythms = [
  { value: "daily", label: { ja: "毎日", en: "every day" } },
  { value: "weekly", label: { ja: "毎週", en: "every week" } },
  { value: "monthly", label: { ja: "毎月", en: "every month" } },
  { value: "quarterly", label: { ja: "3か月に一度", en: "every quarter" } },
] as const

function rhythmOf({ weekdays: on, dayOfMonth, months }: Calendar): (typeof rhythms)[number]["value"] {
  if (on) return "weekly"
  if (dayOfMonth) return months ? "quarterly" : "monthly"
  return "daily"
}

/** When a repeated start comes. */
export function CalendarEditor({ calendar, onChange }: { calendar: Calendar; onChange: (calendar: Calendar) => void }) {
  const { at, weekdays: on, dayOfMonth } = calendar
  const turn = (rhythm: (typeof rhythms)[number]["value"]) =>
    onChange(
      rhythm === "weekly"
        ? { at, weekdays: ["fri"] }
        : rhythm === "monthly"
          ? { at, dayOfMonth: 1 }
          : rhythm === "quarterly"
            ? { at, dayOfMonth: 1, months: [1, 4, 7, 10] }
            : { at },
    )
  return (
    <>
      <Sentence>
        <Select label={{ ja: "くり返し", en: "Rhythm" }} value={rhythmOf(calendar)} onChange={turn} options={rhythms} />
        {dayOfMonth !== undefined && (
          <NumberInput
            label={{ ja: "日", en: "Day of the month" }}
            unit={{ ja: "日", en: "" }}
            value={dayOfMonth}
            onChange={(day) => day && day >= 1 && day <= 31 && onChange({ ...calendar, dayOfMonth: day })}
          />
        )}
      </Sentence>
      {on && <Weekdays values={on} onChange={(days) => onChange({ ...calendar, weekdays: days })} />}
      <AtTime at={at} onChange={(time) => onChange({ ...calendar, at: time })} />
    </>
  )
}
