import { expect, test } from "vitest"
import { officeDays } from "#kernel/calendar"
import { day } from "#kernel/days"
import type { Calendar, Span, WaitUntil } from "./model-times.ts"
import { afterSpan, occurrences, waitUntil } from "./times-rules.ts"

const tokyo = "Asia/Tokyo"
const newYork = "America/New_York"

test.each<[string, string, Span, string, string]>([
  [
    "F61 a day over midnight in Japan",
    "2026-04-01T23:59:59.999+09:00",
    { n: 1, unit: "days" },
    tokyo,
    "2026-04-02T23:59:59.999+09:00",
  ],
  [
    "F62 a day over the missing hour is the same local time",
    "2026-03-07T12:00:00-05:00",
    { n: 1, unit: "days" },
    newYork,
    "2026-03-08T12:00:00-04:00",
  ],
  [
    "F62 a time that is skipped comes when the clock goes on",
    "2026-03-07T02:30:00-05:00",
    { n: 1, unit: "days" },
    newYork,
    "2026-03-08T03:00:00-04:00",
  ],
  [
    "F62 of a time that comes twice the first counts",
    "2026-10-31T01:30:00-04:00",
    { n: 1, unit: "days" },
    newYork,
    "2026-11-01T01:30:00-04:00",
  ],
  [
    "F62 hours are hours, whatever the clock does",
    "2026-03-08T01:00:00-05:00",
    { n: 2, unit: "hours" },
    newYork,
    "2026-03-08T04:00:00-04:00",
  ],
  [
    "F63 a month after 31 January",
    "2026-01-31T09:00:00+09:00",
    { n: 1, unit: "months" },
    tokyo,
    "2026-02-28T09:00:00+09:00",
  ],
  [
    "F63 a month after 31 January of a leap year",
    "2028-01-31T09:00:00+09:00",
    { n: 1, unit: "months" },
    tokyo,
    "2028-02-29T09:00:00+09:00",
  ],
  ["weeks", "2026-04-01T09:00:00+09:00", { n: 2, unit: "weeks" }, tokyo, "2026-04-15T09:00:00+09:00"],
])("%s", (_name, from, span, zone, expected) => {
  expect(afterSpan(new Date(from), span, zone)).toEqual(new Date(expected))
})

const until = (wait: WaitUntil, from: string, zone = tokyo, date: string | null = null) =>
  waitUntil(wait, new Date(from), { zone, days: officeDays }, () => (date === null ? null : day(date)))

const at = "18:00"
test.each<[string, WaitUntil, string, string, string?]>([
  [
    "O08 from Wednesday: Friday",
    { kind: "before-weekend", at },
    "2026-04-01T12:00:00+09:00",
    "2026-04-03T18:00:00+09:00",
  ],
  [
    "O08 on Friday before the time: today",
    { kind: "before-weekend", at },
    "2026-04-03T17:59:00+09:00",
    "2026-04-03T18:00:00+09:00",
  ],
  [
    "O08 on Friday after the time: the next one",
    { kind: "before-weekend", at },
    "2026-04-03T18:00:01+09:00",
    "2026-04-10T18:00:00+09:00",
  ],
  [
    "O08 on Saturday: the next Friday",
    { kind: "before-weekend", at },
    "2026-04-04T12:00:00+09:00",
    "2026-04-10T18:00:00+09:00",
  ],
  // 20 March 2026, a Friday, is the equinox.
  [
    "O08 before a holiday on Friday: Thursday",
    { kind: "before-weekend", at },
    "2026-03-17T12:00:00+09:00",
    "2026-03-19T18:00:00+09:00",
  ],
  // 29 April 2026 is a Wednesday in between: no weekend.
  [
    "O08 a holiday in the middle of the week is no weekend",
    { kind: "before-weekend", at },
    "2026-04-27T12:00:00+09:00",
    "2026-05-01T18:00:00+09:00",
  ],
  [
    "the next time the clock shows it",
    { kind: "time", at: "09:00" },
    "2026-04-01T09:00:01+09:00",
    "2026-04-02T09:00:00+09:00",
  ],
  [
    "at once when it shows it now",
    { kind: "time", at: "09:00" },
    "2026-04-01T09:00:00+09:00",
    "2026-04-01T09:00:00+09:00",
  ],
  [
    "the next of these weekdays",
    { kind: "weekday", weekdays: ["mon", "thu"], at: "09:00" },
    "2026-04-01T12:00:00+09:00",
    "2026-04-02T09:00:00+09:00",
  ],
  [
    "a span and then a time",
    { kind: "span", span: { n: 3, unit: "days" }, at: "10:00" },
    "2026-04-01T12:00:00+09:00",
    "2026-04-05T10:00:00+09:00",
  ],
  [
    "C30 quiet hours end in the morning",
    { kind: "quiet-hours", from: "21:00", to: "09:00" },
    "2026-04-01T23:30:00+09:00",
    "2026-04-02T09:00:00+09:00",
  ],
  [
    "C30 after midnight they end today",
    { kind: "quiet-hours", from: "21:00", to: "09:00" },
    "2026-04-02T00:30:00+09:00",
    "2026-04-02T09:00:00+09:00",
  ],
  [
    "C30 outside of them nobody waits",
    { kind: "quiet-hours", from: "21:00", to: "09:00" },
    "2026-04-01T12:00:00+09:00",
    "2026-04-01T12:00:00+09:00",
  ],
  [
    "F62 an alarm in the missing hour",
    { kind: "time", at: "02:30" },
    "2026-03-08T00:00:00-05:00",
    "2026-03-08T03:00:00-04:00",
    newYork,
  ],
])("%s", (_name, wait, from, expected, zone) => {
  expect(until(wait, from, zone)).toEqual(new Date(expected))
})

test("a date: days before it, over, unknown", () => {
  const wait = (days: number): WaitUntil => ({ kind: "date", of: { kind: "birthday" }, days, at: "09:00" })
  expect(until(wait(-3), "2026-04-01T12:00:00+09:00", tokyo, "2026-04-20")).toEqual(
    new Date("2026-04-17T09:00:00+09:00"),
  )
  expect(until(wait(-3), "2026-04-18T12:00:00+09:00", tokyo, "2026-04-20")).toBeNull()
  expect(until(wait(0), "2026-04-01T12:00:00+09:00", tokyo, null)).toBeNull()
})

test.each<[string, Calendar, string, string, string[]]>([
  [
    "every Monday",
    { at: "09:00", weekdays: ["mon"] },
    "2026-04-01T00:00:00+09:00",
    "2026-04-14T00:00:00+09:00",
    ["2026-04-06T09:00", "2026-04-13T09:00"],
  ],
  [
    "F63 the 31st is the last day of each month",
    { at: "09:00", dayOfMonth: 31 },
    "2026-01-31T10:00:00+09:00",
    "2026-05-01T00:00:00+09:00",
    ["2026-02-28T09:00", "2026-03-31T09:00", "2026-04-30T09:00"],
  ],
  [
    "each quarter",
    { at: "09:00", dayOfMonth: 1, months: [1, 4, 7, 10] },
    "2026-01-02T00:00:00+09:00",
    "2026-12-31T00:00:00+09:00",
    ["2026-04-01T09:00", "2026-07-01T09:00", "2026-10-01T09:00"],
  ],
  [
    "F64 after the occurrence itself it is over",
    { at: "09:00" },
    "2026-04-01T09:00:00+09:00",
    "2026-04-02T08:59:59+09:00",
    [],
  ],
])("schedules: %s", (_name, calendar, after, to, expected) => {
  expect(occurrences(calendar, tokyo, new Date(after), new Date(to)).map(({ key }) => key)).toEqual(expected)
})
