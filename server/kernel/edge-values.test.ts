import fc from "fast-check"
import { expect, test } from "vitest"
import { readAmount, readOccurredAt, readTime } from "./edge.ts"

const receivedAt = new Date("2026-04-01T00:00:00Z")
const minutes = (count: number) => new Date(receivedAt.getTime() + count * 60_000)

test.each([0, 1_000_000_000_000, -1_000_000_000_000])("F84 %d is an amount", (value) => {
  expect(readAmount(value, "total")).toBe(value)
})

test.each([1_000_000_000_001, 0.5, Number.NaN, Number.POSITIVE_INFINITY, "100", null, undefined, 10n])(
  "F84 %s is not an amount",
  (value) => {
    expect(() => readAmount(value, "total")).toThrow("edge.AmountOutOfRange")
  },
)

test.each([
  ["2026-04-01T09:00:00+09:00", "2026-04-01T00:00:00.000Z"],
  ["2026-04-01T00:00:00Z", "2026-04-01T00:00:00.000Z"],
  ["2026-04-01 00:00Z", "2026-04-01T00:00:00.000Z"],
  ["2026-04-01T00:00:00.123456789Z", "2026-04-01T00:00:00.123Z"],
  ["2026-03-31T20:00:00-0400", "2026-04-01T00:00:00.000Z"],
  ["2024-02-29T23:59:59.9+09:00", "2024-02-29T14:59:59.900Z"],
  [Date.UTC(2026, 3, 1), "2026-04-01T00:00:00.000Z"],
])("F50 %s is read as %s", (value, expected) => {
  expect(readTime(value, "at", new Date("2030-01-01Z")).toISOString()).toBe(expected)
})

test("F50 every instant as a program writes it is read as itself", () => {
  const at = fc.date({ min: new Date("2000-01-01Z"), max: new Date("2029-12-31Z"), noInvalidDate: true })
  fc.assert(
    fc.property(at, (at) => {
      expect(readTime(at.toISOString(), "at", new Date("2030-01-01Z"))).toEqual(at)
    }),
  )
})

test.each([
  "2026-04-01T09:00:00", // no zone: another instant on another machine
  "2026-02-30T00:00:00Z",
  "2026-02-30T00:00:00.000Z",
  "2026-04-01T24:00:00.000Z",
  "2026-13-01T00:00:00.000Z",
  "2026-04-01T00:0x:00.000Z",
  "2026-04-01T00:00:00.0x0Z",
  "2026-04-01T24:00:00Z",
  "2026-04-01T00:60:00Z",
  "2026-04-01",
  "1999-12-31T23:59:59Z",
  "1800-01-01T00:00:00Z",
  "9999-01-01T00:00:00Z",
  "yesterday",
  "",
  1.5,
  Number.NaN,
  {},
])("F84 %s is not a time we take", (value) => {
  expect(() => readTime(value, "at", new Date("2030-01-01Z"))).toThrow("edge.TimeOutOfRange")
})

test("F50 up to ten minutes ahead is the sender's word; beyond, the time of receipt stands in", () => {
  const at = (date: Date) => readOccurredAt(date.toISOString(), receivedAt)
  expect(at(minutes(-40 * 24 * 60))).toEqual({
    occurredAt: minutes(-40 * 24 * 60),
    countsAt: minutes(-40 * 24 * 60),
    isClockSkewed: false,
  })
  expect(at(minutes(10))).toEqual({ occurredAt: minutes(10), countsAt: receivedAt, isClockSkewed: false })
  expect(at(new Date(minutes(10).getTime() + 1))).toEqual({
    occurredAt: receivedAt,
    countsAt: receivedAt,
    isClockSkewed: true,
  })
  expect(at(minutes(2 * 24 * 60)).isClockSkewed).toBe(true)
  expect(readOccurredAt(undefined, receivedAt).occurredAt).toBe(receivedAt)
})

test("F50 nothing counts in our future, whatever the sender claims", () => {
  const claims = fc.date({ min: new Date("2000-01-01Z"), max: new Date("2999-01-01Z"), noInvalidDate: true })
  fc.assert(
    fc.property(claims, (claim) => {
      const read = readOccurredAt(claim.toISOString(), receivedAt)
      expect(read.countsAt.getTime()).toBeLessThanOrEqual(receivedAt.getTime())
      expect(read.occurredAt.getTime()).toBeLessThanOrEqual(minutes(10).getTime())
    }),
  )
})
