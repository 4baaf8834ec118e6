import { expect, test } from "vitest"
import { instantOf, onTheWall, readTime } from "./wall-clock.ts"

test.each([
  ["2026-11-20", "10:20", "Asia/Tokyo", "2026-11-20T01:20:00.000Z"],
  ["2026-01-01", "00:00", "Asia/Tokyo", "2025-12-31T15:00:00.000Z"],
  ["2026-07-01", "09:00", "Europe/Paris", "2026-07-01T07:00:00.000Z"],
  ["2026-10-25", "02:30", "Europe/Paris", "2026-10-25T00:30:00.000Z"], // repeated: the first
  ["2026-03-29", "02:30", "Europe/Paris", "2026-03-29T01:30:00.000Z"], // skipped: the hour after
])("%s %s in %s is %s", (day, time, zone, instant) => {
  expect(instantOf(day, time, zone).toISOString()).toBe(instant)
})

test("the wall shows again what was asked for", () => {
  const at = instantOf("2026-12-03", "19:00", "Asia/Tokyo")
  expect(onTheWall(at, "Asia/Tokyo")).toEqual({ day: "2026-12-03", time: "19:00" })
})

test.each([
  ["19:00", "19:00"],
  ["9:5", "09:05"],
  ["１９時３０分", "19:30"],
  ["7", "07:00"],
  ["1930", "19:30"],
  ["25:00", null],
  ["soon", null],
])("%s is read as %s", (text, time) => expect(readTime(text)).toBe(time))
