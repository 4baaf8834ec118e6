import holidayJp from "@holiday-jp/holiday_jp"
import type { Day, Weekday } from "./days.ts"
import { addDays, addMonths, dayOf, partsOf, weekdayOf } from "./days.ts"
import type { Text } from "./text.ts"

const holidays: Readonly<Record<string, { readonly name: string; readonly name_en: string } | undefined>> =
  holidayJp.holidays

/** The name of a Japanese national holiday (1970-2050), substitute holidays included. */
export function holidayName(of: Day): Text | undefined {
  const holiday = holidays[of]
  return holiday && { ja: holiday.name, en: holiday.name_en }
}

/** When a brand, or its warehouse, works. A day named in `openDays` is open whatever the rest says. */
export type WorkingDays = {
  readonly closedWeekdays: readonly Weekday[]
  readonly closedOnHolidays: boolean
  readonly closedDays: readonly Day[]
  readonly openDays: readonly Day[]
}

/** Closed at weekends and on Japanese holidays. */
export const officeDays: WorkingDays = {
  closedWeekdays: ["sat", "sun"],
  closedOnHolidays: true,
  closedDays: [],
  openDays: [],
}

/** Open every day, as the carriers are. */
export const everyDay: WorkingDays = { closedWeekdays: [], closedOnHolidays: false, closedDays: [], openDays: [] }

export function isWorkingDay(of: Day, days: WorkingDays): boolean {
  if (days.openDays.includes(of)) return true
  if (days.closedDays.includes(of) || days.closedWeekdays.includes(weekdayOf(of))) return false
  return !(days.closedOnHolidays && holidayName(of) !== undefined)
}

/** The day itself when it is a working day, else the next one. Throws RangeError when none comes within two years. */
export function workingDayFrom(from: Day, days: WorkingDays): Day {
  let at = from
  for (let looked = 0; looked < 731; looked++, at = addDays(at, 1)) if (isWorkingDay(at, days)) return at
  throw new RangeError("these working days never open")
}

/** `n` working days after `from`; 0 is `from` itself when it is one, else the next working day. `n` is 0 or more. */
export function addWorkingDays(from: Day, n: number, days: WorkingDays): Day {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`)
  let at = workingDayFrom(from, days)
  for (let left = n; left > 0; left--) at = workingDayFrom(addDays(at, 1), days)
  return at
}

/** How many working days lie after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, days: WorkingDays): number {
  let count = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(at, days)) count++
  return count
}

/**
 * A brand's books (J28): the calendar month in which its fiscal year begins, and its closing day (締め日). 31 means the
 * end of each month; a closing day that a month lacks is that month's last day.
 */
export type FiscalCalendar = { readonly firstMonth: number; readonly closingDay: number }

/** April to March, closed at the end of each month. */
export const aprilBooks: FiscalCalendar = { firstMonth: 4, closingDay: 31 }

/** One closed month of the books. `month` is the calendar month whose closing day ends it; both days are included. */
export type FiscalMonth = {
  readonly fiscalYear: number
  readonly month: number
  readonly firstDay: Day
  readonly lastDay: Day
}

/** The month of the books that holds the day. Closing on the 20th, 21 March belongs to April. */
export function fiscalMonthOf(of: Day, books: FiscalCalendar): FiscalMonth {
  const { year, month } = partsOf(of)
  const closing = dayOf(year, month, books.closingDay)
  const named = of <= closing ? dayOf(year, month, 1) : addMonths(dayOf(year, month, 1), 1)
  const { year: namedYear, month: namedMonth } = partsOf(named)
  const before = partsOf(addMonths(named, -1))
  return {
    fiscalYear: namedMonth >= books.firstMonth ? namedYear : namedYear - 1,
    month: namedMonth,
    firstDay: addDays(dayOf(before.year, before.month, books.closingDay), 1),
    lastDay: dayOf(namedYear, namedMonth, books.closingDay),
  }
}

/** First and last day of a fiscal year; 2026 with `aprilBooks` is 2026-04-01 to 2027-03-31. */
export function fiscalYearDays(fiscalYear: number, books: FiscalCalendar): { firstDay: Day; lastDay: Day } {
  const firstNamed = dayOf(fiscalYear, books.firstMonth, 1)
  const lastNamed = partsOf(addMonths(firstNamed, 11))
  const before = partsOf(addMonths(firstNamed, -1))
  return {
    firstDay: addDays(dayOf(before.year, before.month, books.closingDay), 1),
    lastDay: dayOf(lastNamed.year, lastNamed.month, books.closingDay),
  }
}
