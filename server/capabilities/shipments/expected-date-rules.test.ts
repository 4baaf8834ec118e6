import fc from "fast-check"
import { expect, test } from "vitest"
import { everyDay, officeDays } from "#kernel/calendar"
import { addDays, day } from "#kernel/days"
import { prefectureOf, prefectures } from "#kernel/prefectures"
import { carrierCodes } from "./carriers/carrier.ts"
import type { ShippingPlace } from "./expected-date-rules.ts"
import { arrivalAfterHandOver, expectedArrival, slotOf } from "./expected-date-rules.ts"

const tokyo = prefectureOf("東京都")?.code
const osaka = prefectureOf("大阪府")?.code
const naha = prefectureOf("沖縄県")?.code
const warehouse: ShippingPlace = {
  zone: "Asia/Tokyo",
  prefecture: tokyo,
  cutOff: "14:00",
  processingDays: { min: 0, max: 1 },
  workingDays: officeDays,
  carrier: "yamato",
}
const jst = (text: string) => new Date(`${text}+09:00`)

test.each([
  ["before the cut-off", "2026-04-01T13:59:59", "2026-04-02", "2026-04-03"],
  ["at the cut-off it is tomorrow's work", "2026-04-01T14:00:00", "2026-04-03", "2026-04-04"],
  ["Friday afternoon waits for Monday", "2026-04-03T15:00:00", "2026-04-07", "2026-04-08"],
  ["the golden week", "2026-05-02T10:00:00", "2026-05-08", "2026-05-09"],
])("E11 the arrival is a range: %s", (_name, orderedAt, firstDay, lastDay) => {
  expect(expectedArrival(warehouse, { orderedAt: jst(orderedAt), to: osaka })).toMatchObject({ firstDay, lastDay })
})

test("E11 Okinawa takes longer, and an unknown address widens the range", () => {
  const orderedAt = jst("2026-04-01T10:00:00")
  expect(expectedArrival(warehouse, { orderedAt, to: naha })).toMatchObject({
    firstDay: "2026-04-03",
    lastDay: "2026-04-06",
  })
  expect(expectedArrival(warehouse, { orderedAt, to: undefined })).toMatchObject({
    firstDay: "2026-04-02",
    lastDay: "2026-04-06",
  })
})

test("E11 a freight carrier brings nothing on Sundays and holidays", () => {
  const freight: ShippingPlace = { ...warehouse, carrier: "seino", processingDays: { min: 0, max: 0 } }
  expect(expectedArrival(freight, { orderedAt: jst("2026-04-03T10:00:00"), to: osaka })).toMatchObject({
    firstDay: "2026-04-04",
    lastDay: "2026-04-06",
  })
  const everyDayOpen = { ...freight, workingDays: everyDay }
  expect(expectedArrival(everyDayOpen, { orderedAt: jst("2026-04-03T15:00:00"), to: osaka }).firstDay).toBe(
    "2026-04-06",
  )
})

test("J27 a chosen day is kept when it can be reached, alone once even the slowest way reaches it", () => {
  const order = { orderedAt: jst("2026-04-01T10:00:00"), to: osaka }
  const on = (text: string) => expectedArrival(warehouse, { ...order, chosen: { day: day(text) } })
  expect(on("2026-04-10")).toMatchObject({ firstDay: "2026-04-10", lastDay: "2026-04-10", isChosenDayKept: true })
  expect(on("2026-04-02")).toMatchObject({ firstDay: "2026-04-02", lastDay: "2026-04-03", isChosenDayKept: true })
  expect(on("2026-04-01")).toMatchObject({ firstDay: "2026-04-02", lastDay: "2026-04-03", isChosenDayKept: false })
})

test("J27 a slot that the carrier does not offer is not promised", () => {
  const order = { orderedAt: jst("2026-04-01T10:00:00"), to: osaka }
  const slot = (carrier: "yamato" | "sagawa", slotCode: string) =>
    expectedArrival({ ...warehouse, carrier }, { ...order, chosen: { slotCode } }).slot?.name.ja
  expect(slot("yamato", "1416")).toBe("14時〜16時")
  expect(slot("sagawa", "1214")).toBe("12時〜14時")
  expect(slot("yamato", "1214")).toBeUndefined()
  expect(slotOf(undefined, "am")).toBeUndefined()
})

test("E11 once handed over, only the road counts", () => {
  const parcel = { handedOverOn: day("2026-04-04"), to: osaka }
  expect(arrivalAfterHandOver(warehouse, parcel)).toMatchObject({ firstDay: "2026-04-05", lastDay: "2026-04-05" })
})

test("F61 the local clock of the place decides, wherever the server stands", () => {
  const newYork: ShippingPlace = { ...warehouse, zone: "America/New_York", workingDays: everyDay }
  const orderedAt = new Date("2026-04-01T03:00:00Z") // still 31 March, 23:00
  expect(expectedArrival(newYork, { orderedAt, to: osaka }).shipsFirstDay).toBe("2026-04-01")
})

test("E11 ordering later never promises an earlier arrival, and a range never runs backwards", () => {
  const at = fc
    .integer({ min: 0, max: 365 * 24 * 60 })
    .map((minutes) => new Date(jst("2026-01-01T00:00:00").getTime() + minutes * 60_000))
  const places = fc.record({
    carrier: fc.constantFrom(undefined, ...carrierCodes),
    min: fc.nat(3),
    extra: fc.nat(3),
    to: fc.constantFrom(undefined, ...prefectures.map((prefecture) => prefecture.code)),
    wish: fc.constantFrom(undefined, 0, 3, 20),
  })
  fc.assert(
    fc.property(at, at, places, (a, b, { carrier, min, extra, to, wish }) => {
      const place = { ...warehouse, carrier, processingDays: { min, max: min + extra } }
      const [early, late] = a < b ? [a, b] : [b, a]
      const one = expectedArrival(place, { orderedAt: early, to })
      const two = expectedArrival(place, { orderedAt: late, to })
      expect(one.firstDay <= two.firstDay && one.lastDay <= two.lastDay).toBe(true)
      expect(one.firstDay <= one.lastDay && one.shipsFirstDay <= one.shipsLastDay).toBe(true)
      expect(one.shipsFirstDay < one.firstDay).toBe(true)
      if (wish === undefined) return
      const wished = expectedArrival(place, { orderedAt: early, to, chosen: { day: addDays(one.firstDay, wish) } })
      expect(wished.isChosenDayKept && wished.firstDay >= addDays(one.firstDay, wish)).toBe(true)
      expect(wished.firstDay <= wished.lastDay && wished.lastDay >= one.lastDay).toBe(true)
    }),
    { numRuns: 300 },
  )
})
