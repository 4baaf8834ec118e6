import { isWorkingDay, type WorkingDays } from "#kernel/calendar"
import { addDays, addMonths, type Day, day, daysInMonth, partsOf, weekdayOf } from "#kernel/days"
import { dayIn, instantAt, isTimeOfDay, localIn, type TimeOfDay } from "#kernel/zones"
import type { Calendar, Span, WaitUntil } from "./model-times.ts"

const minuteMs = 60_000

/** What times depend on beside the instant. */
export type Clock = { readonly zone: string; readonly days: WorkingDays }

function timeOf(text: string): TimeOfDay {
  if (!isTimeOfDay(text)) throw new RangeError(`not a time of day: ${text}`)
  return text
}

/**
 * So much later. Minutes and hours are counted by the clock's own seconds; days and more lead to the same local time on
 * another day of the calendar, so that summer time moves nothing (F62) and months end where they end (F63).
 */
export function afterSpan(from: Date, { n, unit }: Span, zone: string): Date {
  if (unit === "minutes" || unit === "hours")
    return new Date(from.getTime() + n * minuteMs * (unit === "hours" ? 60 : 1))
  const later = plainMs(zone, from, n, unit)
  if (later !== undefined) return new Date(from.getTime() + later)
  const to = dayLater(dayAt(zone, from), n, unit)
  return new Date(instantAt(zone, to, localIn(zone, from).time).getTime() + (from.getTime() % 1_000))
}

// Thousands come to the same step on the same day: what their days come to is reckoned once.
const kept = <K, V>(most: number, make: (key: K) => V) => {
  const known = new Map<K, V>()
  return (key: K): V => {
    const before = known.get(key)
    if (before !== undefined || known.has(key)) return before as V // safe: has() said so
    if (known.size >= most) known.clear()
    const made = make(key)
    known.set(key, made)
    return made
  }
}

const laterOf = kept(10_000, (key: string): Day => {
  const [from = "", n = "0", unit = "days"] = key.split(" ")
  if (unit === "months") return addMonths(day(from), Number(n))
  return addDays(day(from), Number(n) * (unit === "weeks" ? 7 : 1))
})
const dayLater = (from: Day, n: number, unit: string): Day => laterOf(`${from} ${n} ${unit}`)

const startOf = kept(10_000, (key: string): number | undefined => {
  const [zone = "", of = ""] = key.split(" ")
  const start = instantAt(zone, day(of), "00:00").getTime()
  return instantAt(zone, addDays(day(of), 1), "00:00").getTime() - start === 86_400_000 ? start : undefined
})
/** When a day begins that has its 24 hours; undefined for those on which clocks are changed. */
const plainStart = (zone: string, of: Day): number | undefined => startOf(`${zone} ${of}`)

type Later = {
  readonly zone: string
  readonly quarter: number
  readonly n: number
  readonly unit: string
  readonly ms: number | undefined
}
let last: Later = { zone: "", quarter: 0, n: 0, unit: "", ms: 0 }

/**
 * How much later the same local time is, where clocks are changed on neither day, which is nearly always; undefined elsewhere.
 * Those who come to a step together mostly come within the same quarter of an hour: theirs is known from the one before.
 */
function plainMs(zone: string, from: Date, n: number, unit: string): number | undefined {
  const quarter = Math.floor(from.getTime() / quarterMs)
  if (last.quarter === quarter && last.n === n && last.unit === unit && last.zone === zone) return last.ms
  const today = dayAt(zone, from)
  const [start, end] = [plainStart(zone, today), plainStart(zone, dayLater(today, n, unit))]
  last = { zone, quarter, n, unit, ms: start === undefined || end === undefined ? undefined : end - start }
  return last.ms
}

// Every change of a zone's offset falls on a quarter of an hour, so within one the day can't change.
const quarterMs = 900_000
const quarterDay = kept(20_000, (key: string): Day => {
  const [zone = "", quarter = "0"] = key.split(" ")
  return dayIn(zone, new Date(Number(quarter) * quarterMs))
})

/** The day that a wall calendar in the zone shows; for many instants. */
export const dayAt = (zone: string, at: Date): Day => quarterDay(`${zone} ${Math.floor(at.getTime() / quarterMs)}`)

/** The first instant at or after `from` at which the local clock shows this time, on a day that `fits`. */
function nextTime(from: Date, at: string, zone: string, fits: (day: Day) => boolean = () => true): Date {
  const time = timeOf(at)
  for (let day = dayIn(zone, from), looked = 0; looked < 800; day = addDays(day, 1), looked++) {
    if (!fits(day)) continue
    const instant = instantAt(zone, day, time)
    if (instant >= from) return instant
  }
  throw new RangeError("no such day within two years")
}

/** Whether the day is the last working day before days off that a Saturday or Sunday is among. */
export function isBeforeWeekend(day: Day, days: WorkingDays): boolean {
  if (!isWorkingDay(day, days)) return false
  for (
    let next = addDays(day, 1), looked = 0;
    looked < 30 && !isWorkingDay(next, days);
    next = addDays(next, 1), looked++
  )
    if (weekdayOf(next) === "sat" || weekdayOf(next) === "sun") return true
  return false
}

/**
 * When a wait is over that began at `from`. Null: there is no such date, or it is over, and nothing is waited for. Pure:
 * asked again it says the same, so a wait needs no alarm that could be lost. `dateFor` gives the date of a date wait, on or
 * after a day for what comes again each year.
 */
export function waitUntil(
  until: WaitUntil,
  from: Date,
  { zone, days }: Clock,
  dateFor: (source: Extract<WaitUntil, { kind: "date" }>["of"], notBefore: Day) => Day | null,
): Date | null {
  switch (until.kind) {
    case "span": {
      const at = afterSpan(from, until.span, zone)
      return until.at === undefined ? at : nextTime(at, until.at, zone)
    }
    case "time":
      return nextTime(from, until.at, zone)
    case "weekday":
      return nextTime(from, until.at, zone, (day) => until.weekdays.includes(weekdayOf(day)))
    case "before-weekend":
      return nextTime(from, until.at, zone, (day) => isBeforeWeekend(day, days))
    case "quiet-hours":
      return quietEnd(from, until, zone)
    case "date": {
      const today = dayIn(zone, from)
      // What comes each year may have passed today already, by the clock: then it is next year's.
      for (const notBefore of [addDays(today, -until.days), addDays(today, 1 - until.days)]) {
        const date = dateFor(until.of, notBefore)
        if (date === null) return null
        const at = instantAt(zone, addDays(date, until.days), timeOf(until.at))
        if (at >= from) return at
      }
      return null
    }
  }
}

function quietEnd(from: Date, quiet: { from: string; to: string }, zone: string): Date {
  const now = localIn(zone, from).time.slice(0, 5)
  const isOver = quiet.from <= quiet.to ? now < quiet.from || now >= quiet.to : now < quiet.from && now >= quiet.to
  return isOver ? from : nextTime(from, quiet.to, zone)
}

/** The instants of a calendar after `after` up to `until`, with the local day and time that name each (F64). */
export function occurrences(calendar: Calendar, zone: string, after: Date, until: Date): { key: string; at: Date }[] {
  const found: { key: string; at: Date }[] = []
  const last = dayIn(zone, until)
  for (let day = dayIn(zone, after); day <= last; day = addDays(day, 1)) {
    if (!isOn(calendar, day)) continue
    const at = instantAt(zone, day, timeOf(calendar.at))
    if (at > after && at <= until) found.push({ key: `${day}T${calendar.at}`, at })
  }
  return found
}

export function isOn({ weekdays, dayOfMonth, months, days }: Calendar, day: Day): boolean {
  const { year, month, date } = partsOf(day)
  if (days) return days.includes(day)
  if (months && !months.includes(month)) return false
  if (dayOfMonth !== undefined && date !== Math.min(dayOfMonth, daysInMonth(year, month))) return false
  return !weekdays || weekdays.includes(weekdayOf(day))
}
