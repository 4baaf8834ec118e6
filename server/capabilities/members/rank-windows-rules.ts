import { addDays, addMonths, type Day, dayOf, partsOf } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import type { Window } from "./model-ranks.ts"

/** A span of instants: from the first, up to and without the second. */
export type Span = { readonly from: Date; readonly to: Date }

const beginning = new Date(0)
const never = new Date(8_640_000_000_000_000)

const firstMonthOf = (window: Window): number => (window.kind === "fiscal-year" ? window.firstMonth : 1)

/** The first day of the year that holds the day. */
export function yearStart(window: Window, of: Day): Day {
  const { year, month } = partsOf(of)
  const first = firstMonthOf(window)
  return dayOf(month >= first ? year : year - 1, first, 1)
}

export const isYear = (window: Window): boolean => window.kind === "calendar-year" || window.kind === "fiscal-year"

/** What counts at the instant. A rolling window of 12 months on 1 April begins on 1 April of the year before. */
export function windowAt(window: Window, zone: string, at: Date): Span {
  const today = dayIn(zone, at)
  switch (window.kind) {
    case "ever":
      return { from: beginning, to: never }
    case "rolling":
      return { from: startOfDay(zone, addMonths(today, -window.months)), to: never }
    default: {
      const first = yearStart(window, today)
      return { from: startOfDay(zone, first), to: startOfDay(zone, addMonths(first, 12)) }
    }
  }
}

/** The year before the one that holds the instant. */
export function yearBefore(window: Window, zone: string, at: Date): Span {
  const first = yearStart(window, dayIn(zone, at))
  return { from: startOfDay(zone, addMonths(first, -12)), to: startOfDay(zone, first) }
}

/** The first instant at which a fact of `at` has left a rolling window. */
export function leavesAt(months: number, zone: string, at: Date): Date {
  const of = dayIn(zone, at)
  let gone = addMonths(of, months)
  // Short months end early: what happened on the 31st is still seen from the last day of a month of 30.
  while (addMonths(gone, -months) <= of) gone = addDays(gone, 1)
  return startOfDay(zone, gone)
}

/** The first judgement at or after the instant where all days or all firsts of months are judged. */
export function judgementFrom(every: "day" | "month", zone: string, at: Date): Date {
  const of = dayIn(zone, at)
  const start = startOfDay(zone, of)
  const isOn = start.getTime() === at.getTime()
  if (every === "day") return isOn ? start : startOfDay(zone, addDays(of, 1))
  const { year, month, date } = partsOf(of)
  return isOn && date === 1 ? start : startOfDay(zone, addMonths(dayOf(year, month, 1), 1))
}

/** When the years from the one of `first` to the one after `last` are judged. */
export function yearJudgements(window: Window, afterDays: number, zone: string, first: Date, last: Date): Date[] {
  const found: Date[] = []
  const end = addMonths(yearStart(window, dayIn(zone, last)), 24)
  for (let of = addMonths(yearStart(window, dayIn(zone, first)), 12); of <= end; of = addMonths(of, 12))
    found.push(startOfDay(zone, addDays(of, afterDays)))
  return found
}
