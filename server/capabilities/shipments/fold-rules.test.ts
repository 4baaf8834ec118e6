import fc from "fast-check"
import { expect, test } from "vitest"
import { isDelivered, parcelStates } from "./carriers/carrier.ts"
import { foldReports, type Report } from "./fold-rules.ts"

const shippedAt = new Date("2026-04-01T10:00:00+09:00")
const at = (text: string) => new Date(`2026-04-${text}+09:00`)
const report = (state: Report["state"], when: string): Report => ({
  state,
  note: null,
  method: null,
  isKnown: true,
  rawText: state,
  at: at(when),
  place: null,
})

const anyReport = fc.record({
  state: fc.constantFrom(...parcelStates),
  note: fc.constant(null),
  method: fc.constant(null),
  isKnown: fc.constant(true),
  rawText: fc.constantFrom("a", "b", "配達中"),
  at: fc.integer({ min: 0, max: 96 }).map((hours) => new Date(shippedAt.getTime() + hours * 3_600_000)),
  place: fc.constant(null),
})

test("G8 F50 the same reports in any order and with any repeats fold to the same parcel", () => {
  fc.assert(
    fc.property(fc.array(anyReport, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (reports, chance) => {
      const shuffled = [...reports, ...reports.slice(0, 3)]
        .map((r) => ({ r, k: chance.next().value ?? 0 }))
        .sort((a, b) => a.k - b.k)
        .map(({ r }) => r)
      expect(foldReports(shuffled, shippedAt)).toEqual(foldReports(reports, shippedAt))
    }),
  )
})

test("J25 a wording that can't be read changes nothing, and is never delivered", () => {
  fc.assert(
    fc.property(
      fc.array(
        anyReport.filter((r) => !isDelivered(r.state)),
        { maxLength: 8 },
      ),
      (reports) => {
        expect(foldReports(reports, shippedAt).deliveredAt).toBeNull()
      },
    ),
  )
  const known = [report("in_transit", "02T08:00")]
  expect(foldReports([...known, report("unknown", "02T09:00")], shippedAt)).toEqual(foldReports(known, shippedAt))
})

test("J25 absent, redelivery and the van again: a loop ends where the last report says", () => {
  const loop = [
    report("out_for_delivery", "02T08:00"),
    report("absent", "02T14:00"),
    report("redelivery_requested", "02T20:00"),
    report("out_for_delivery", "03T08:00"),
  ]
  expect(foldReports(loop, shippedAt)).toMatchObject({
    state: "out_for_delivery",
    deliveredAt: null,
    outForDeliveryAt: at("03T08:00"),
  })
})

test("J26 a delivery that an investigation follows within a day was none; a return later ends it", () => {
  const delivered = report("delivered", "03T10:00")
  expect(foldReports([delivered, report("investigating", "03T18:00")], shippedAt)).toMatchObject({
    state: "investigating",
    deliveredAt: null,
  })
  expect(foldReports([delivered, report("held_at_branch", "03T10:05")], shippedAt)).toMatchObject({
    state: "held_at_branch",
    deliveredAt: null,
  })
  expect(foldReports([delivered, report("in_transit", "03T11:00")], shippedAt)).toMatchObject({
    state: "delivered",
    deliveredAt: at("03T10:00"),
  })
})
