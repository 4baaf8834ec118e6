import { expect, test } from "vitest"
import { countsOf, usualDay } from "./usual-day-rules.ts"

const at = (day: string, hour: number, count: number) => ({ day, hour, count })

test("the hours of a day, two currencies added", () => {
  const counts = countsOf([at("2026-11-20", 9, 2), at("2026-11-20", 9, 1), at("2026-11-19", 9, 5)], "2026-11-20")
  expect([counts[9], counts.length, counts.reduce((a, b) => a + b)]).toEqual([3, 24, 3])
})

test("the usual hour is the median of the days, so that one sale does not lift it", () => {
  const days = ["2026-10-23", "2026-10-30", "2026-11-06", "2026-11-13"]
  const hours = days.map((day, index) => at(day, 9, [2, 3, 100, 3][index] ?? 0))
  expect(usualDay(hours, days)?.[9]).toBe(3)
})

test("a day without any order makes no comparison", () => {
  expect(usualDay([at("2026-11-13", 9, 3)], ["2026-11-06", "2026-11-13"])).toBeNull()
  expect(usualDay([], [])).toBeNull()
})
