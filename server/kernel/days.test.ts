import fc from "fast-check"
import { expect, test } from "vitest"
import type { Day } from "./days.ts"
import {
  addDays,
  addMonths,
  addYears,
  birthdayIn,
  day,
  dayOf,
  daysBetween,
  eachDay,
  isDay,
  lastOfMonth,
  monthlyDay,
  nextBirthday,
  nextMonthlyDay,
  partsOf,
  weekdayOf,
  weekOf,
} from "./days.ts"

const anyDay = fc
  .tuple(fc.integer({ min: 1900, max: 2200 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([year, month, date]) => dayOf(year, month, date))

test.each([
  "2026-02-30",
  "2025-02-29",
  "1900-02-29",
  "2026-13-01",
  "2026-00-10",
  "2026-04-00",
  "26-04-01",
  "2026-4-1",
  "2026/04/01",
  " 2026-04-01",
  "2026-04-01T00:00",
  "0999-01-01",
  "２０２６-04-01",
  "",
  20260401,
  null,
  undefined,
])("%s is not a day", (value) => {
  expect(isDay(value)).toBe(false)
})

test("days that exist are days, and what is not throws where code wrote it", () => {
  for (const text of ["2024-02-29", "2000-02-29", "1000-01-01", "9999-12-31"]) expect(isDay(text)).toBe(true)
  expect(() => day("2026-02-30")).toThrow(RangeError)
  expect(() => addDays(day("9999-12-31"), 1)).toThrow(RangeError)
  expect(() => addMonths(day("2026-01-01"), 0.5)).toThrow(RangeError)
})

test.each([
  ["2024-01-31", 1, "2024-02-29"], // setMonth would say 2 March
  ["2026-01-31", 1, "2026-02-28"],
  ["2026-03-31", -1, "2026-02-28"],
  ["2026-12-15", 1, "2027-01-15"],
  ["2026-01-15", -1, "2025-12-15"],
  ["2026-08-31", 13, "2027-09-30"],
  ["2026-05-31", -123, "2016-02-29"],
  ["2026-05-31", 0, "2026-05-31"],
])("F63 %s + %d months is %s", (from, months, expected) => {
  expect(addMonths(day(from), months)).toBe(expected)
})

test("F63 29 Feb + 1 year is 28 Feb, + 4 years 29 Feb", () => {
  expect(addYears(day("2024-02-29"), 1)).toBe("2025-02-28")
  expect(addYears(day("2024-02-29"), 4)).toBe("2028-02-29")
})

test("F63 a series anchored on the 31st returns to the 31st", () => {
  const series = Array.from({ length: 6 }, (_, step) => monthlyDay(day("2024-01-31"), step))
  expect(series).toEqual(["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31", "2024-06-30"])
  expect(nextMonthlyDay(day("2026-01-31"), day("2026-02-28"))).toBe("2026-03-31")
  expect(nextMonthlyDay(day("2026-01-31"), day("2026-02-27"))).toBe("2026-02-28")
  expect(nextMonthlyDay(day("2026-01-31"), day("2025-06-01"))).toBe("2026-01-31")
  expect(nextMonthlyDay(day("2026-01-31"), day("2026-01-31"), 2)).toBe("2026-03-31")
})

test("F63 the next day of a series is the smallest one after the day asked for", () => {
  fc.assert(
    fc.property(anyDay, anyDay, fc.integer({ min: 1, max: 14 }), (anchor, after, every) => {
      const next = nextMonthlyDay(anchor, after, every)
      expect(next > after || next === anchor).toBe(true)
      const series = []
      for (let step = 0; series.length === 0 || (series.at(-1) ?? "") < next; step++)
        series.push(monthlyDay(anchor, step, every))
      expect(series.filter((at) => at > after || after < anchor)[0]).toBe(next)
    }),
  )
})

test("F63 months keep the date or clamp to the month's end, and years are twelve months", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -1200, max: 1200 }), (from, months) => {
      const to = addMonths(from, months)
      const was = partsOf(from)
      const is = partsOf(to)
      expect(is.year * 12 + is.month).toBe(was.year * 12 + was.month + months)
      expect(is.date === was.date || (is.date < was.date && to === lastOfMonth(to))).toBe(true)
    }),
  )
})

test("F63 a 29 February birthday follows the brand's rule", () => {
  expect(birthdayIn(2025, "02-29")).toBe("2025-02-28")
  expect(birthdayIn(2025, "02-29", "mar-1")).toBe("2025-03-01")
  expect(birthdayIn(2028, day("2004-02-29"), "mar-1")).toBe("2028-02-29")
  expect(nextBirthday("02-29", day("2025-03-01"))).toBe("2026-02-28")
  expect(nextBirthday("02-29", day("2025-03-01"), "mar-1")).toBe("2025-03-01")
  expect(nextBirthday(day("1980-12-31"), day("2026-12-31"))).toBe("2026-12-31")
  expect(nextBirthday(day("1980-01-01"), day("2026-12-31"))).toBe("2027-01-01")
})

test("F63 everyone has one birthday in every year", () => {
  fc.assert(
    fc.property(anyDay, anyDay, fc.constantFrom("feb-28" as const, "mar-1" as const), (birth, from, leap) => {
      const next = nextBirthday(birth, from, leap)
      expect(next >= from && daysBetween(from, next) <= 366).toBe(true)
    }),
  )
})

test("days add, subtract and compare as numbers do", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
      const to = addDays(from, days)
      expect(daysBetween(from, to)).toBe(days)
      expect(Math.sign(days)).toBe(from < to ? 1 : from > to ? -1 : 0)
      expect(addDays(to, -days)).toBe(from)
    }),
  )
})

test("weekdays", () => {
  expect(weekdayOf(day("1970-01-01"))).toBe("thu")
  expect(weekdayOf(day("2026-04-01"))).toBe("wed")
  expect(weekdayOf(day("1900-01-03"))).toBe("wed")
  expect(weekOf(day("2026-04-01"))).toEqual({ firstDay: "2026-03-30", lastDay: "2026-04-05" })
  expect(weekOf(day("2026-04-01"), "sun")).toEqual({ firstDay: "2026-03-29", lastDay: "2026-04-04" })
  expect(weekOf(day("2026-04-05"), "sun").firstDay).toBe("2026-04-05")
  fc.assert(fc.property(anyDay, (of) => weekdayOf(addDays(of, 7)) === weekdayOf(of)))
})

test("each day once, both ends included", () => {
  const days: Day[] = [...eachDay(day("2024-02-27"), day("2024-03-02"))]
  expect(days).toEqual(["2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"])
  expect([...eachDay(day("2024-03-02"), day("2024-03-01"))]).toEqual([])
})
