import fc from "fast-check"
import { expect, test } from "vitest"
import type { Weekday } from "./days.ts"
import { weekdays, weekdayOf } from "./days.ts"
import type { CatchUp, Schedule } from "./schedules.ts"
import { dueOccurrences, nextOccurrence, occurrencesBetween } from "./schedules.ts"
import type { TimeOfDay } from "./zones.ts"
import { localIn } from "./zones.ts"

const daily: Schedule = { timeOfDay: "09:00", zone: "Asia/Tokyo" }
const jst = (text: string) => new Date(`${text}+09:00`)
const days = (occurrences: readonly { day: string }[]) => occurrences.map((one) => one.day)

test("F64 the next occurrence is strictly later, and its key names it for ever", () => {
  const next = nextOccurrence(daily, jst("2026-04-01T08:59:59.999"))
  expect(next).toEqual({ key: "2026-04-01T09:00[Asia/Tokyo]", day: "2026-04-01", at: jst("2026-04-01T09:00:00") })
  expect(nextOccurrence(daily, next.at).day).toBe("2026-04-02")
  expect(occurrencesBetween(daily, jst("2026-04-01T08:00:00"), next.at)).toEqual([next])
})

test("weekdays and dates of the month, the 31st in short months", () => {
  const mondays: Schedule = { ...daily, weekdays: ["mon", "thu"] }
  expect(days(occurrencesBetween(mondays, jst("2026-04-01T00:00:00"), jst("2026-04-14T00:00:00")))).toEqual([
    "2026-04-02",
    "2026-04-06",
    "2026-04-09",
    "2026-04-13",
  ])
  const monthEnd: Schedule = { timeOfDay: "09:00", zone: "Asia/Tokyo", dayOfMonth: 31 }
  expect(days(occurrencesBetween(monthEnd, jst("2026-01-01T00:00:00"), jst("2026-05-01T00:00:00")))).toEqual([
    "2026-01-31",
    "2026-02-28",
    "2026-03-31",
    "2026-04-30",
  ])
})

test("F62 in New York 02:30 fires once at 03:00 in spring, and 01:30 once, the first, in autumn", () => {
  const at = (timeOfDay: TimeOfDay, from: string, until: string) =>
    occurrencesBetween({ timeOfDay, zone: "America/New_York" }, new Date(from), new Date(until)).map((one) =>
      one.at.toISOString(),
    )
  expect(at("02:30", "2026-03-07T12:00:00Z", "2026-03-09T12:00:00Z")).toEqual([
    "2026-03-08T07:00:00.000Z",
    "2026-03-09T06:30:00.000Z",
  ])
  expect(at("01:30", "2026-10-31T12:00:00Z", "2026-11-02T12:00:00Z")).toEqual([
    "2026-11-01T05:30:00.000Z",
    "2026-11-02T06:30:00.000Z",
  ])
})

test.each([
  ["none", []],
  ["last", ["2026-04-04"]],
  ["all", ["2026-04-02", "2026-04-03", "2026-04-04"]],
] as [CatchUp, string[]][])("F65 three days off, catch up %s", (catchUp, fired) => {
  const span = { firedUntil: jst("2026-04-01T12:00:00"), now: jst("2026-04-04T12:00:00"), catchUp }
  const due = dueOccurrences(daily, span)
  expect(days(due.fire)).toEqual(fired)
  expect(due.fire.length + due.missed.length).toBe(3)
})

test("F65 an occurrence of the last ten minutes is on time even when nothing is caught up", () => {
  const span = { firedUntil: jst("2026-04-01T12:00:00"), now: jst("2026-04-03T09:09:59"), catchUp: "none" as const }
  expect(days(dueOccurrences(daily, span).fire)).toEqual(["2026-04-03"])
  expect(days(dueOccurrences(daily, span).missed)).toEqual(["2026-04-02"])
  expect(days(dueOccurrences(daily, { ...span, catchUp: "last" }).fire)).toEqual(["2026-04-03"])
  expect(dueOccurrences(daily, { ...span, now: jst("2026-04-02T09:10:00") }).fire).toEqual([])
})

test("F60 a clock that went back makes nothing due", () => {
  const span = { firedUntil: jst("2026-04-04T12:00:00"), now: jst("2026-04-01T12:00:00"), catchUp: "all" as const }
  expect(dueOccurrences(daily, span)).toEqual({ fire: [], missed: [] })
})

test("a schedule that never comes is an error, not a loop", () => {
  expect(() => nextOccurrence({ ...daily, weekdays: [] }, jst("2026-04-01T00:00:00"))).toThrow(RangeError)
  const thirteenth: Schedule = { timeOfDay: "09:00", zone: "Asia/Tokyo", dayOfMonth: 0 }
  expect(() => nextOccurrence(thirteenth, jst("2026-04-01T00:00:00"))).toThrow(RangeError)
})

const clock = fc.record({
  zone: fc.constantFrom("Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "UTC"),
  timeOfDay: fc.constantFrom<TimeOfDay[]>("00:00", "01:30", "02:15", "02:30", "09:00", "23:59"),
})
const someWeekdays = fc.subarray<Weekday>([...weekdays], { minLength: 1 })
const anySchedule: fc.Arbitrary<Schedule> = fc.oneof(
  clock,
  fc.tuple(clock, someWeekdays).map(([time, wanted]) => ({ ...time, weekdays: wanted })),
  fc.tuple(clock, fc.integer({ min: 1, max: 31 })).map(([time, dayOfMonth]) => ({ ...time, dayOfMonth })),
)

test("F64 any cut of a span into two gives the same occurrences, once each", () => {
  const at = fc.date({ min: new Date("2025-01-01Z"), max: new Date("2027-01-01Z"), noInvalidDate: true })
  fc.assert(
    fc.property(anySchedule, fc.tuple(at, at, at), (schedule, instants) => {
      const [from, cut, until] = instants.toSorted((a, b) => a.getTime() - b.getTime())
      if (!from || !cut || !until) throw new Error("three instants")
      const whole = occurrencesBetween(schedule, from, until)
      const halves = [...occurrencesBetween(schedule, from, cut), ...occurrencesBetween(schedule, cut, until)]
      expect(halves).toEqual(whole)
      expect(new Set(whole.map((one) => one.key)).size).toBe(whole.length)
      for (const one of whole) {
        expect(localIn(schedule.zone, one.at).day).toBe(one.day)
        expect(!schedule.weekdays || schedule.weekdays.includes(weekdayOf(one.day))).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})
