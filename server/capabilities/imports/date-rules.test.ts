import { expect, test } from "vitest"
import { dateOrderOf, readDay, readInstant, readTimeOfDay } from "./date-rules.ts"

const tokyo = "Asia/Tokyo"
const london = "Europe/London"

test.each([
  ["2010-12-01 08:26:00", "ymd", london, "2010-12-01T08:26:00.000Z"],
  ["2010/12/1 8:26", "ymd", tokyo, "2010-11-30T23:26:00.000Z"],
  ["12/1/2010 8:26", "mdy", london, "2010-12-01T08:26:00.000Z"],
  ["12/1/2010 8:26", "dmy", london, "2010-01-12T08:26:00.000Z"],
  ["1.12.2010", "dmy", london, "2010-12-01T00:00:00.000Z"],
  ["2011-07-01 08:26", "ymd", london, "2011-07-01T07:26:00.000Z"],
  ["2026-04-01T09:00:00+09:00", "ymd", london, "2026-04-01T00:00:00.000Z"],
  ["2026-04-01 09:00:00 +0900", "ymd", london, "2026-04-01T00:00:00.000Z"],
  ["2026-04-01T00:00:00Z", "ymd", tokyo, "2026-04-01T00:00:00.000Z"],
  ["2026-04-01 09:00:00.123 JST", "ymd", london, "2026-04-01T00:00:00.000Z"],
  ["20260401", "ymd", tokyo, "2026-03-31T15:00:00.000Z"],
  ["20260401090000", "ymd", tokyo, "2026-04-01T00:00:00.000Z"],
  ["2026年4月1日 9時05分", "ymd", tokyo, "2026-04-01T00:05:00.000Z"],
  ["２０２６／４／１　９：００", "ymd", tokyo, "2026-04-01T00:00:00.000Z"],
  ["2026/4/1(水) 9:00", "ymd", tokyo, "2026-04-01T00:00:00.000Z"],
  ["令和8年4月1日", "ymd", tokyo, "2026-03-31T15:00:00.000Z"],
  ["R8.4.1", "ymd", tokyo, "2026-03-31T15:00:00.000Z"],
  ["4/1/26 12:05 AM", "mdy", tokyo, "2026-03-31T15:05:00.000Z"],
  ["4/1/2026 1:05 PM", "mdy", tokyo, "2026-04-01T04:05:00.000Z"],
] as const)("%s in %s at %s is %s", (text, order, zone, expected) => {
  expect(readInstant(text, { order, zone })?.toISOString()).toBe(expected)
})

test.each(["", "soon", "2026-02-30", "13/13/2026", "2026-04-01 25:00", "1/2", "0000-00-00", "99999999", "2026-13-01"])(
  "%s is no date",
  (text) => {
    expect(readInstant(text, { order: "dmy", zone: tokyo })).toBeUndefined()
  },
)

test("a time of day from a column of its own is used where the date has none", () => {
  expect(readInstant("2026/4/1", { order: "ymd", zone: tokyo, time: "９時５分" })?.toISOString()).toBe(
    "2026-04-01T00:05:00.000Z",
  )
  expect(readInstant("2026/4/1 8:00", { order: "ymd", zone: tokyo, time: "9:05" })?.toISOString()).toBe(
    "2026-03-31T23:00:00.000Z",
  )
  expect(readTimeOfDay("8:26 pm")).toBe("20:26:00")
  expect(readTimeOfDay("25:00")).toBeUndefined()
})

const now = new Date("2026-04-01T00:00:00Z")

test.each([
  ["a day above 12 comes first", ["1/2/2026", "25/1/2026"], "dmy", true],
  ["a day above 12 comes second", ["1/2/2026", "1/25/2026"], "mdy", true],
  ["one reading lies in the future", ["3/1/2026", "3/12/2025", "1/4/2026", "3/11/2026"], "mdy", true],
  ["one reading puts the file in order", ["1/2/2025", "2/2/2025", "3/2/2025", "4/2/2025", "1/3/2025"], "dmy", true],
  ["newest first is an order too", ["4/2/2025", "3/2/2025", "2/2/2025", "1/2/2025"], "mdy", false],
  ["nothing tells", ["1/2/2025"], "dmy", false],
  ["dates that begin with the year need no decision", ["2025/1/2", "令和7年1月2日"], "ymd", true],
] as const)("the order of day and month is decided from the data: %s", (_what, texts, order, sure) => {
  const found = dateOrderOf(texts, now)
  expect(found.sure).toBe(sure)
  if (sure) expect(found.order).toBe(order)
})

test("a date of birth is a day, not an instant", () => {
  expect(readDay("1985/2/3", "ymd")).toBe("1985-02-03")
  expect(readDay("3/2/85", "dmy")).toBe("1985-02-03")
  expect(readDay("昭和60年2月3日", "ymd")).toBe("1985-02-03")
})
