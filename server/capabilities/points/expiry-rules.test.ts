import { expect, test } from "vitest"
import { day } from "#kernel/days"
import { expiresAt } from "./expiry-rules.ts"

const months = (count: number) => ({ kind: "months" as const, months: count })
const ends = (rule: Parameters<typeof expiresAt>[0], from: string, zone = "Asia/Tokyo") =>
  expiresAt(rule, new Date(from), zone)?.toISOString()

test.each([
  ["the last moment of a day", "2026-03-31T23:59:59.999+09:00", "2026-04-30T15:00:00.000Z"],
  ["the first of the next", "2026-04-01T00:00:00.000+09:00", "2026-05-01T15:00:00.000Z"],
  ["the same instant, told in New York's time", "2026-03-31T11:00:00.000-04:00", "2026-05-01T15:00:00.000Z"],
])("F61 L18 whose day it is, the brand's clock says: %s", (_, from, until) => expect(ends(months(1), from)).toBe(until))

test.each([
  ["the day before clocks go forward", "2026-03-07", "2026-03-08T05:00:00.000Z"],
  ["the day of 23 hours", "2026-03-08", "2026-03-09T04:00:00.000Z"],
  ["the day of 25 hours", "2026-11-01", "2026-11-02T05:00:00.000Z"],
])("F62 L18 points end with the day, however long it is: %s", (_, on, until) =>
  expect(ends({ kind: "at", on: day(on) }, "2026-01-01T00:00:00Z", "America/New_York")).toBe(until),
)

test.each([
  ["31 January and a month", months(1), "2026-01-31T10:00:00+09:00", "2026-02-28T15:00:00.000Z"],
  ["in a leap year", months(1), "2028-01-31T10:00:00+09:00", "2028-02-29T15:00:00.000Z"],
  ["29 February and a year", months(12), "2028-02-29T10:00:00+09:00", "2029-02-28T15:00:00.000Z"],
  ["31 August and six", months(6), "2026-08-31T10:00:00+09:00", "2027-02-28T15:00:00.000Z"],
  ["every 29 February", { kind: "yearly", month: 2, day: 29 }, "2026-01-10T10:00:00+09:00", "2026-02-28T15:00:00.000Z"],
  [
    "on that very day: the next",
    { kind: "yearly", month: 3, day: 31 },
    "2026-03-31T10:00:00+09:00",
    "2027-03-31T15:00:00.000Z",
  ],
] as const)("F63 L18 short months end on their last day: %s", (_, rule, from, until) =>
  expect(ends(rule, from)).toBe(until),
)
