import fc from "fast-check"
import { expect, test } from "vitest"
import type { WorkingDays } from "./calendar.ts"
import {
  addWorkingDays,
  aprilBooks,
  everyDay,
  fiscalMonthOf,
  fiscalYearDays,
  holidayName,
  isWorkingDay,
  officeDays,
  workingDayFrom,
  workingDaysBetween,
} from "./calendar.ts"
import { addDays, day, dayOf, daysBetween } from "./days.ts"

const anyDay = fc.integer({ min: 0, max: 8000 }).map((offset) => addDays(day("2020-01-01"), offset))

test.each([
  ["2026-01-01", "元日"],
  ["2026-05-06", "振替休日"],
  ["2026-09-22", "休日"],
  ["2026-03-20", "春分の日"],
  ["2020-07-24", "スポーツの日"], // moved for the Olympic games
])("J28 %s is %s", (of, name) => {
  expect(holidayName(day(of))?.ja).toContain(name)
})

test("J28 ordinary days have no name", () => {
  for (const ordinary of ["2026-04-01", "2026-12-25", "2020-10-12"]) expect(holidayName(day(ordinary))).toBeUndefined()
})

test("J28 working days step over the golden week", () => {
  expect(addWorkingDays(day("2026-05-01"), 1, officeDays)).toBe("2026-05-07")
  expect(addWorkingDays(day("2026-05-02"), 0, officeDays)).toBe("2026-05-07")
  expect(addWorkingDays(day("2026-05-02"), 2, everyDay)).toBe("2026-05-04")
  expect(workingDaysBetween(day("2026-05-01"), day("2026-05-08"), officeDays)).toBe(2)
})

test("J28 a brand closes and opens days of its own", () => {
  const warehouse: WorkingDays = {
    ...officeDays,
    closedDays: [day("2026-08-13"), day("2026-08-14")],
    openDays: [day("2026-08-15")],
  }
  expect(isWorkingDay(day("2026-08-12"), warehouse)).toBe(true)
  expect(workingDayFrom(day("2026-08-13"), warehouse)).toBe("2026-08-15") // a Saturday, opened
})

test("working days that never come are an error, not a loop", () => {
  const never = { ...everyDay, closedWeekdays: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const }
  expect(() => workingDayFrom(day("2026-01-01"), never)).toThrow(RangeError)
  expect(() => addWorkingDays(day("2026-01-01"), -1, everyDay)).toThrow(RangeError)
})

test("J28 n working days later means n working days between", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (from, n) => {
      const start = workingDayFrom(from, officeDays)
      const to = addWorkingDays(from, n, officeDays)
      expect(isWorkingDay(to, officeDays)).toBe(true)
      expect(workingDaysBetween(start, to, officeDays)).toBe(n)
    }),
  )
})

test.each([
  ["2026-03-20", 20, 2025, 3, "2026-02-21", "2026-03-20"],
  ["2026-03-21", 20, 2026, 4, "2026-03-21", "2026-04-20"],
  ["2026-12-25", 20, 2026, 1, "2026-12-21", "2027-01-20"],
  ["2026-03-31", 31, 2025, 3, "2026-03-01", "2026-03-31"],
  ["2026-04-01", 31, 2026, 4, "2026-04-01", "2026-04-30"],
  ["2026-03-01", 30, 2025, 3, "2026-03-01", "2026-03-30"],
])("J28 %s closed on the %d belongs to year %d month %d", (of, closingDay, fiscalYear, month, firstDay, lastDay) => {
  expect(fiscalMonthOf(day(of), { firstMonth: 4, closingDay })).toEqual({ fiscalYear, month, firstDay, lastDay })
})

test("J28 the fiscal year runs from April to March", () => {
  expect(fiscalYearDays(2026, aprilBooks)).toEqual({ firstDay: "2026-04-01", lastDay: "2027-03-31" })
  expect(fiscalYearDays(2026, { firstMonth: 4, closingDay: 20 })).toEqual({
    firstDay: "2026-03-21",
    lastDay: "2027-03-20",
  })
  expect(fiscalYearDays(2026, { firstMonth: 1, closingDay: 31 }).lastDay).toBe("2026-12-31")
})

test("J28 months of the books follow each other without gap or overlap, inside their year", () => {
  const books = fc.record({ firstMonth: fc.integer({ min: 1, max: 12 }), closingDay: fc.integer({ min: 1, max: 31 }) })
  fc.assert(
    fc.property(anyDay, books, (of, calendar) => {
      const month = fiscalMonthOf(of, calendar)
      expect(month.firstDay <= of && of <= month.lastDay).toBe(true)
      expect(fiscalMonthOf(addDays(month.lastDay, 1), calendar).firstDay).toBe(addDays(month.lastDay, 1))
      const year = fiscalYearDays(month.fiscalYear, calendar)
      expect(year.firstDay <= month.firstDay && month.lastDay <= year.lastDay).toBe(true)
      expect(daysBetween(year.firstDay, year.lastDay)).toBeGreaterThan(360)
    }),
  )
  expect(dayOf(2026, 2, 31)).toBe("2026-02-28")
})
