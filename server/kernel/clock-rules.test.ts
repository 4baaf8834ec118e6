import { expect, test } from "vitest"
import { correctionMs, expectedTime, movedBetween } from "./clock-rules.ts"

const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000]
const start = { databaseMs: 1_000 * day, boot: "a", upMs: 5 * day }
const later = (databaseMs: number, upMs: number, boot = "a") => ({
  databaseMs: start.databaseMs + databaseMs,
  boot,
  upMs: start.upMs + upMs,
})

test.each([
  ["ten seconds pass", later(10 * second, 10 * second), 0],
  ["a time server corrects by 59 minutes", later(59 * minute, 0), 0],
  ["a day ahead", later(day + 10 * second, 10 * second), day],
  ["two hours back", later(10 * second - 2 * hour, 10 * second), -2 * hour],
  ["a machine slept for a night: its uptime went on", later(9 * hour, 9 * hour), 0],
  ["a guest was paused for a day: its uptime stood still", later(day, 0), day],
  ["off for three days, then started anew", later(3 * day, -5 * day, "b"), 0],
  ["off for eight days: a rest or a wrong clock, nobody knows", later(8 * day, -5 * day, "b"), 8 * day],
  ["started anew with a clock that lost a day", later(-day, -5 * day, "b"), -day],
  ["another run of the machine under the same name", later(2 * day, -4 * day), 0],
])("F60 F65 the clock is judged by what passed: %s", (_, now, moved) => {
  expect(movedBetween(start, now)).toBe(moved)
})

test.each([
  [0, 0],
  [1_500, 0],
  [-90_000, -90_000],
  [hour, hour],
  [2 * hour, 0],
])("F60 a machine follows the database's time while they differ by little: %i ms", (offset, correction) => {
  expect(correctionMs(offset)).toBe(correction)
})

test("F60 what the database's clock should show goes on through a jump for half a minute, then follows", () => {
  const { heard, expectedMs } = expectedTime()
  expect(expectedMs(0)).toBeUndefined()
  heard(day, 0)
  heard(day + 5 * second + 40, 5 * second)
  expect(expectedMs(6 * second)).toBe(day + 6 * second + 40)
  heard(2 * day, 10 * second)
  heard(2 * day + 29 * second, 39 * second)
  expect(expectedMs(39 * second)).toBe(day + 39 * second + 40)
  heard(2 * day + 30 * second, 40 * second)
  expect(expectedMs(41 * second)).toBe(2 * day + 31 * second)
})
