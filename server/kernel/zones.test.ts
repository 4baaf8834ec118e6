import { execFileSync } from "node:child_process"
import fc from "fast-check"
import { expect, test } from "vitest"
import { day } from "./days.ts"
import { dayIn, endOfDay, instantAt, isTimeOfDay, isZone, localIn, startOfDay } from "./zones.ts"

const tokyo = "Asia/Tokyo"
const newYork = "America/New_York"
const zones = [tokyo, newYork, "UTC", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"]
const anyInstant = fc.date({ min: new Date("2000-01-01Z"), max: new Date("2037-01-01Z"), noInvalidDate: true })

test("F61 the day turns at midnight in Japan, to the millisecond", () => {
  expect(dayIn(tokyo, new Date("2026-04-01T23:59:59.999+09:00"))).toBe("2026-04-01")
  expect(dayIn(tokyo, new Date("2026-04-02T00:00:00.000+09:00"))).toBe("2026-04-02")
  expect(startOfDay(tokyo, day("2026-04-01")).toISOString()).toBe("2026-03-31T15:00:00.000Z")
  expect(endOfDay(tokyo, day("2026-04-01")).toISOString()).toBe("2026-04-01T15:00:00.000Z")
})

test.each([
  ["01:59", "2026-03-08T06:59:00.000Z"],
  ["02:00", "2026-03-08T07:00:00.000Z"],
  ["02:30", "2026-03-08T07:00:00.000Z"], // does not exist: the first instant that does, 03:00
  ["02:59:59", "2026-03-08T07:00:00.000Z"],
  ["03:00", "2026-03-08T07:00:00.000Z"],
  ["03:01", "2026-03-08T07:01:00.000Z"],
] as const)("F62 spring in New York: %s is %s", (time, expected) => {
  expect(instantAt(newYork, day("2026-03-08"), time).toISOString()).toBe(expected)
})

test.each([
  ["00:59", "2026-11-01T04:59:00.000Z"],
  ["01:30", "2026-11-01T05:30:00.000Z"], // twice: the first
  ["02:00", "2026-11-01T07:00:00.000Z"],
] as const)("F62 autumn in New York: %s is %s", (time, expected) => {
  expect(instantAt(newYork, day("2026-11-01"), time).toISOString()).toBe(expected)
})

test("F62 days of 23, 25 and no hours; a midnight that is skipped; half an hour of summer time", () => {
  const hours = (zone: string, of: string) =>
    (endOfDay(zone, day(of)).getTime() - startOfDay(zone, day(of)).getTime()) / 3_600_000
  expect(hours(newYork, "2026-03-08")).toBe(23)
  expect(hours(newYork, "2026-11-01")).toBe(25)
  expect(hours("Australia/Lord_Howe", "2026-04-05")).toBe(24.5)
  expect(hours("Pacific/Apia", "2011-12-30")).toBe(0)
  expect(startOfDay("America/Santiago", day("2026-09-06")).toISOString()).toBe("2026-09-06T04:00:00.000Z")
})

test("F62 a later time on the wall never comes before an earlier one", () => {
  const minute = fc.integer({ min: 0, max: 1439 })
  const time = (at: number) =>
    `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}` as `${number}:${number}`
  fc.assert(
    fc.property(fc.constantFrom(...zones), anyInstant, minute, minute, (zone, at, a, b) => {
      const of = dayIn(zone, at)
      const [first, second] = [Math.min(a, b), Math.max(a, b)]
      const one = instantAt(zone, of, time(first))
      const two = instantAt(zone, of, time(second))
      expect(one.getTime()).toBeLessThanOrEqual(two.getTime())
      expect(startOfDay(zone, of).getTime()).toBeLessThanOrEqual(one.getTime())
      expect(two.getTime()).toBeLessThan(endOfDay(zone, of).getTime())
    }),
  )
})

test("F61 every instant lies in its day", () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), anyInstant, (zone, at) => {
      const of = dayIn(zone, at)
      expect(startOfDay(zone, of).getTime()).toBeLessThanOrEqual(at.getTime())
      expect(at.getTime()).toBeLessThan(endOfDay(zone, of).getTime())
      const local = localIn(zone, at)
      expect(local.day).toBe(of)
      expect(isTimeOfDay(local.time)).toBe(true)
    }),
  )
})

test("zones and times that do not exist are refused", () => {
  for (const zone of [tokyo, "UTC", "America/Argentina/Buenos_Aires"]) expect(isZone(zone)).toBe(true)
  for (const zone of ["Asia/Edo", "+09:00", "", " ", 9, undefined]) expect(isZone(zone)).toBe(false)
  for (const time of ["00:00", "23:59", "23:59:59"]) expect(isTimeOfDay(time)).toBe(true)
  for (const time of ["24:00", "9:00", "09:60", "0900", "", 9]) expect(isTimeOfDay(time)).toBe(false)
  expect(() => instantAt("Asia/Edo", day("2026-04-01"), "09:00")).toThrow(RangeError)
  expect(() => instantAt(tokyo, day("2026-04-01"), "24:00")).toThrow(RangeError)
})

test("F61 F98 machines in three zones give identical results", () => {
  const here = (name: string) => JSON.stringify(new URL(name, import.meta.url).href)
  const script = `
    import { addMonths, addDays, day, weekdayOf, nextBirthday } from ${here("./days.ts")}
    import { dayIn, instantAt, startOfDay } from ${here("./zones.ts")}
    import { addWorkingDays, fiscalMonthOf, holidayName, officeDays } from ${here("./calendar.ts")}
    import { nextOccurrence } from ${here("./schedules.ts")}
    import { createHash } from "node:crypto"
    const hash = createHash("sha256")
    for (const zone of ["Asia/Tokyo", "America/New_York", "UTC"]) {
      const start = startOfDay(zone, day("2026-01-01"))
      for (let hour = 0; hour < 24 * 366; hour += 5) {
        const at = new Date(start.getTime() + hour * 3600000 - 1)
        const of = dayIn(zone, at)
        hash.update(JSON.stringify([of, addMonths(of, 1), addDays(of, 40), weekdayOf(of), nextBirthday("02-29", of),
          instantAt(zone, of, "02:30"), addWorkingDays(of, 2, officeDays), fiscalMonthOf(of, { firstMonth: 4, closingDay: 20 }),
          holidayName(of), nextOccurrence({ timeOfDay: "01:30", zone, dayOfMonth: 31 }, at)]))
      }
    }
    console.log(new Date(2026, 0, 1).toISOString(), hash.digest("hex"))`
  const runs = ["UTC", newYork, tokyo].map((TZ) =>
    execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...process.env, TZ },
      encoding: "utf8",
    }).split(" "),
  )
  expect(new Set(runs.map(([midnight]) => midnight)).size).toBe(3) // the machines really differ
  expect(new Set(runs.map(([, digest]) => digest)).size).toBe(1)
})
