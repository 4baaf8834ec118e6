import { expect, test } from "vitest"
import { day } from "#kernel/days"
import { baseDateBefore, baseDateReport, earlierBaseDate } from "./base-date-rules.ts"

test.each([
  ["2026-03-30", "2025-09-30"],
  ["2026-03-31", "2026-03-31"],
  ["2026-09-29", "2026-03-31"],
  ["2026-09-30", "2026-09-30"],
  ["2026-12-31", "2026-09-30"],
])("L32 the base date on or before %s is %s", (of, base) => {
  expect(baseDateBefore(day(of))).toBe(base)
})

test("L32 the base date before each is half a year earlier", () => {
  expect(earlierBaseDate(day("2026-09-30"))).toBe("2026-03-31")
  expect(earlierBaseDate(day("2026-03-31"))).toBe("2025-09-30")
})

test.each([
  [10_000_000, 0, false, 0],
  [10_000_001, 0, true, 5_000_001],
  [12_000_000, 3_000_000, false, 0],
  [24_000_000, 2_000_000, true, 11_000_000],
])("L32 %i unused of which %i are exempt: deposit %s, %i yen", (unused, exempt, mustDeposit, deposit) => {
  const report = baseDateReport(day("2026-03-31"), { issued: 0, redeemed: 0, unused, exempt }, 1)
  expect(report).toMatchObject({ mustDeposit, deposit })
})
