import { DatePickerInput, DatesProvider } from "@mantine/dates"
import "@mantine/dates/styles.layer.css"
import "dayjs/locale/ja"
import { useState } from "react"
import "./dates.css"
import "./float.css"
import { useFieldProps } from "./field.tsx"
import { useSurroundings, useText } from "./language.tsx"
import type { Text } from "./text.ts"
import { instantOf, onTheWall, readTime } from "./wall-clock.ts"

type DateInputProps = {
  /** `2026-11-20`, or null while none is chosen. */
  value: string | null
  onChange: (day: string | null) => void
  least?: string
  most?: string
  label?: Text
  clearable?: boolean
  /** It stands in a `Popup`, which would close if its calendar opened outside of it. */
  inPopup?: boolean
}

const names = {
  calendarHeader: "calendar-head",
  calendarHeaderLevel: "calendar-level",
  calendarHeaderControl: "calendar-step",
  day: "calendar-day",
  weekday: "calendar-weekday",
  input: "date-input",
}

export function DateInput({ value, onChange, least, most, label, clearable, inPopup }: DateInputProps) {
  const t = useText()
  const { language } = useSurroundings()
  // A button opens the calendar, and buttons are not required or invalid.
  const { "aria-required": _required, "aria-invalid": _invalid, ...field } = useFieldProps()
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: language === "ja" ? 0 : 1, consistentWeeks: true }}>
      <DatePickerInput
        {...field}
        value={value}
        onChange={onChange}
        valueFormat={t({ ja: "YYYY/M/D（dd）", en: "ddd, MMM D, YYYY" })}
        monthLabelFormat={t({ ja: "YYYY年M月", en: "MMMM YYYY" })}
        yearLabelFormat={t({ ja: "YYYY年", en: "YYYY" })}
        placeholder={t({ ja: "日を選ぶ", en: "Choose a day" })}
        {...(least && { minDate: least })}
        {...(most && { maxDate: most })}
        {...(label && { "aria-label": t(label) })}
        clearable={clearable ?? false}
        clearButtonProps={{ "aria-label": t({ ja: "日を消す", en: "Clear the day" }) }}
        classNames={names}
        popoverProps={{
          classNames: { dropdown: "floating calendar" },
          transitionProps: { duration: 0 },
          offset: 6,
          withinPortal: !inPopup,
        }}
        ariaLabels={{
          nextMonth: t({ ja: "次の月", en: "Next month" }),
          previousMonth: t({ ja: "前の月", en: "Previous month" }),
          monthLevelControl: t({ ja: "月を選ぶ", en: "Choose a month" }),
          yearLevelControl: t({ ja: "年を選ぶ", en: "Choose a year" }),
        }}
      />
    </DatesProvider>
  )
}

type MomentInputProps = { value: Date | null; onChange: (at: Date | null) => void; least?: string; label?: Text }

/** A day and a time on the brand's clock. */
export function MomentInput({ value, onChange, least, label }: MomentInputProps) {
  const { timeZone } = useSurroundings()
  const wall = value && onTheWall(value, timeZone)
  const set = (day: string | null, time: string) =>
    onChange(day === null ? null : instantOf(day, time || "00:00", timeZone))
  return (
    <span className="moment-input">
      <DateInput
        value={wall?.day ?? null}
        onChange={(day) => set(day, wall?.time ?? "10:00")}
        {...(least && { least })}
        {...(label && { label })}
      />
      <TimeInput value={wall?.time ?? ""} disabled={wall === null} onChange={(time) => set(wall?.day ?? null, time)} />
    </span>
  )
}

export function TimeInput(props: {
  value: string
  onChange: (time: string) => void
  disabled?: boolean
  label?: Text
}) {
  const t = useText()
  const [typed, setTyped] = useState<string | null>(null)
  const settle = () => {
    const time = typed === null ? null : readTime(typed)
    if (time) props.onChange(time)
    setTyped(null)
  }
  return (
    <span className="input time-input">
      <input
        value={typed ?? props.value.replace(/^0/, "")}
        disabled={props.disabled}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === "Enter" && settle()}
        aria-label={t(props.label ?? { ja: "時刻", en: "Time" })}
      />
    </span>
  )
}
