/**
 * A day of the calendar, "2026-04-01": what is written on a wall calendar, without a time or a zone. An instant is a
 * `Date`. The two are different types on purpose; `zones.ts` is the only bridge. Days sort and compare as text.
 */
export type Day = string & { readonly [dayMark]: true }
declare const dayMark: unique symbol

/** A day of every year, "02-29": a birthday without its year. */
export type MonthDay = `${number}-${number}`

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const
export type Weekday = (typeof weekdays)[number]

/** True for a day that exists, from 1000-01-01 to 9999-12-31. "2026-02-30" does not. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== "string" || !/^[1-9]\d{3}-\d\d-\d\d$/.test(value)) return false
  const { year, month, date } = parts(value)
  return month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month)
}

/** For days that the code itself writes. Throws RangeError; use `isDay` for what people send. */
export function day(text: string): Day {
  if (isDay(text)) return text
  throw new RangeError(`not a day: ${JSON.stringify(text)}`)
}

/** The day with these numbers; a date beyond the month's end is clamped to the end. */
export function dayOf(year: number, month: number, date: number): Day {
  return day(`${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(date, daysInMonth(year, month)), 2)}`)
}

/** Year, month 1-12 and date 1-31. */
export function partsOf(from: Day): { year: number; month: number; date: number } {
  return parts(from)
}

export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return isLeapYear(year) ? 29 : 28
}

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

export function addDays(from: Day, days: number): Day {
  return dayFromNumber(dayNumber(from) + whole(days))
}

/**
 * `n` months later on the same date, clamped to the month's end: 31 Jan + 1 = 28 or 29 Feb. The same as Postgres'
 * `date + interval 'n months'`. Clamping forgets: for a series take every step from its anchor, with `monthlyDay`.
 */
export function addMonths(from: Day, n: number): Day {
  const { year, month, date } = parts(from)
  const months = year * 12 + (month - 1) + whole(n)
  return dayOf(Math.floor(months / 12), (months % 12) + 1, date)
}

/** `n` years later; 29 Feb becomes 28 Feb in a common year, as in Postgres. */
export const addYears = (from: Day, n: number): Day => addMonths(from, whole(n) * 12)

/** How many days later `to` is; negative when it is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from)

export const earlierDay = (a: Day, b: Day): Day => (a < b ? a : b)
export const laterDay = (a: Day, b: Day): Day => (a > b ? a : b)

export const firstOfMonth = (from: Day): Day => day(`${from.slice(0, 8)}01`)
export const lastOfMonth = (from: Day): Day => dayOf(parts(from).year, parts(from).month, 31)

export function weekdayOf(from: Day): Weekday {
  // Day 0 is 1 January 1970, a Thursday.
  return weekdays[(((dayNumber(from) + 3) % 7) + 7) % 7] ?? "mon"
}

/**
 * Day number `step` of a monthly series: 31 Jan, 28 Feb, 31 Mar ... Every day is counted from the anchor, so a short
 * month does not shorten those after it (F63). `everyMonths` is 1 or more.
 */
export function monthlyDay(anchor: Day, step: number, everyMonths = 1): Day {
  return addMonths(anchor, step * everyMonths)
}

/** The first day of the series that lies after `after`; the anchor itself is its first day. */
export function nextMonthlyDay(anchor: Day, after: Day, everyMonths = 1): Day {
  if (everyMonths < 1) throw new RangeError("everyMonths must be 1 or more")
  if (after < anchor) return anchor
  const a = parts(anchor)
  const b = parts(after)
  const months = (b.year - a.year) * 12 + (b.month - a.month)
  let step = Math.floor(months / everyMonths)
  while (monthlyDay(anchor, step, everyMonths) <= after) step++
  return monthlyDay(anchor, step, everyMonths)
}

/** When people born on 29 February celebrate in a common year. A setting of the brand. */
export type LeapBirthday = "feb-28" | "mar-1"

/** The birthday within a year. Takes a birth date or a month and day. */
export function birthdayIn(year: number, birth: Day | MonthDay, leap: LeapBirthday = "feb-28"): Day {
  const monthDay = birth.slice(-5)
  if (monthDay !== "02-29" || isLeapYear(year)) return day(`${pad(year, 4)}-${monthDay}`)
  return dayOf(year, leap === "feb-28" ? 2 : 3, leap === "feb-28" ? 28 : 1)
}

/** The first birthday on `from` or later. */
export function nextBirthday(birth: Day | MonthDay, from: Day, leap: LeapBirthday = "feb-28"): Day {
  const { year } = parts(from)
  const thisYear = birthdayIn(year, birth, leap)
  return thisYear >= from ? thisYear : birthdayIn(year + 1, birth, leap)
}

/** The week that holds the day, first and last day included. */
export function weekOf(from: Day, startsOn: Weekday = "mon"): { firstDay: Day; lastDay: Day } {
  const back = (weekdays.indexOf(weekdayOf(from)) - weekdays.indexOf(startsOn) + 7) % 7
  const firstDay = addDays(from, -back)
  return { firstDay, lastDay: addDays(firstDay, 6) }
}

/** Every day from the first to the last, both included. */
export function* eachDay(first: Day, last: Day): Generator<Day> {
  const end = dayNumber(last)
  for (let at = dayNumber(first); at <= end; at++) yield dayFromNumber(at)
}

// Days are counted in UTC, where every day has 24 hours: no machine's zone can move a day.
const dayMs = 86_400_000
const dayNumber = (from: Day): number => Date.UTC(...utcArguments(from)) / dayMs
const dayFromNumber = (number: number): Day => day(new Date(number * dayMs).toISOString().slice(0, 10))
const utcArguments = (from: Day): [number, number, number] => {
  const { year, month, date } = parts(from)
  return [year, month - 1, date]
}

const parts = (text: string) => ({
  year: Number(text.slice(0, 4)),
  month: Number(text.slice(5, 7)),
  date: Number(text.slice(8, 10)),
})

const pad = (value: number, width: number) => String(value).padStart(width, "0")

function whole(n: number): number {
  if (Number.isSafeInteger(n)) return n
  throw new RangeError(`not a whole number: ${n}`)
}
