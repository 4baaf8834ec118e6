import {
  addDays,
  addMonths,
  addYears,
  type Day,
  day,
  dayOf,
  firstOfMonth,
  lastOfMonth,
  partsOf,
  weekOf,
} from "#kernel/days"
import type { DayRange } from "./model-core.ts"
import type { DayWindow } from "./model-windows.ts"

type Unit = "day" | "week" | "month" | "year"

/** The last day that lies `n` units before today: with 30 days the last 30 days begin on the day after it. */
export function dayBefore(today: Day, n: number, unit: Unit): Day {
  if (unit === "month") return addMonths(today, -n)
  if (unit === "year") return addYears(today, -n)
  return addDays(today, -n * (unit === "week" ? 7 : 1))
}

/** A window as days, nothing later than today. */
export function daysOf(window: DayWindow, today: Day): DayRange {
  switch (window.kind) {
    case "ever":
      return { to: today }
    case "last":
      return { from: addDays(dayBefore(today, window.n, window.unit), 1), to: today }
    case "before-last":
      return { to: dayBefore(today, window.n, window.unit) }
    case "between": {
      const to = window.to !== null && window.to < today ? day(window.to) : today
      return window.from === null ? { to } : { from: day(window.from), to }
    }
    case "calendar":
      return periodOf(window.period, window.back, today)
    case "season":
      if (window.back !== undefined) return seasonBack(window.months, window.back, today)
      return { from: addDays(addYears(today, -window.years), 1), to: today, months: window.months }
  }
}

function periodOf(period: "day" | "week" | "month" | "quarter" | "year", back: number, today: Day): DayRange {
  const until = (from: Day, to: Day): DayRange => ({ from, to: to < today ? to : today })
  switch (period) {
    case "day":
      return until(addDays(today, -back), addDays(today, -back))
    case "week": {
      const { firstDay, lastDay } = weekOf(addDays(today, -7 * back))
      return until(firstDay, lastDay)
    }
    case "month": {
      const first = addMonths(firstOfMonth(today), -back)
      return until(first, lastOfMonth(first))
    }
    case "quarter": {
      const { year, month } = partsOf(today)
      const first = addMonths(dayOf(year, month - ((month - 1) % 3), 1), -3 * back)
      return until(first, lastOfMonth(addMonths(first, 2)))
    }
    case "year": {
      const { year } = partsOf(today)
      return until(dayOf(year - back, 1, 1), dayOf(year - back, 12, 31))
    }
  }
}

/** The whole season that was over `back` times ago. It begins with the month that has none of the others before it. */
function seasonBack(months: readonly number[], back: number, today: Day): DayRange {
  const before = (month: number) => (month === 1 ? 12 : month - 1)
  const firstMonth = months.find((month) => !months.includes(before(month))) ?? Math.min(...months)
  const monthsLong = Math.max(...months.map((month) => (month - firstMonth + 12) % 12)) + 1
  const lastDay = (from: Day) => lastOfMonth(addMonths(from, monthsLong - 1))
  const thisYears = dayOf(partsOf(today).year, firstMonth, 1)
  const years = lastDay(thisYears) < today ? 0 : lastDay(addYears(thisYears, -1)) < today ? 1 : 2
  const from = addYears(thisYears, 1 - back - years)
  return { from, to: lastDay(from), months }
}

export const isWithin = (of: Day, { from, to, months }: DayRange): boolean =>
  of <= to && (from === undefined || of >= from) && (months === undefined || months.includes(partsOf(of).month))
