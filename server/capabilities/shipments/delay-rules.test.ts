import fc from "fast-check"
import { expect, test } from "vitest"
import { day } from "#kernel/days"
import { dayIn } from "#kernel/zones"
import type { ParcelState } from "./carriers/carrier.ts"
import { parcelStates } from "./carriers/carrier.ts"
import type { ParcelOnItsWay } from "./delay-rules.ts"
import { delayReasons, judgeDelay } from "./delay-rules.ts"

const jst = (text: string) => new Date(`2026-04-${text}+09:00`)
const promised = { firstDay: day("2026-04-03"), lastDay: day("2026-04-04") }

function parcel(state: ParcelState | undefined, at: string, more: Partial<ParcelOnItsWay> = {}): ParcelOnItsWay {
  return {
    promised,
    latest: state && { state, at: jst(at) },
    handedOverAt: state && state !== "label_created" ? jst("02T18:00") : undefined,
    road: { min: 1, max: 2 },
    carrier: "yamato",
    zone: "Asia/Tokyo",
    ...more,
  }
}

test.each<[string, ParcelOnItsWay, string, string, string, string | undefined]>([
  ["not shipped, still time", parcel(undefined, ""), "02T12:00", "on_time", "on_its_way", "2026-04-03"],
  ["not shipped, getting tight", parcel(undefined, ""), "03T12:00", "at_risk", "not_handed_over", "2026-04-04"],
  [
    "label only, too late by any road",
    parcel("label_created", "01T09:00"),
    "04T12:00",
    "late",
    "not_handed_over",
    "2026-04-05",
  ],
  ["on the road in time", parcel("in_transit", "03T02:00"), "03T12:00", "on_time", "on_its_way", "2026-04-03"],
  ["on the van today", parcel("out_for_delivery", "04T08:00"), "04T12:00", "on_time", "on_its_way", "2026-04-03"],
  [
    "on yesterday's van, no word since",
    parcel("out_for_delivery", "03T08:00"),
    "04T07:00",
    "at_risk",
    "slow_road",
    "2026-04-04",
  ],
  [
    "on the van, the last slot is over",
    parcel("out_for_delivery", "04T08:00"),
    "04T21:00",
    "late",
    "slow_road",
    "2026-04-05",
  ],
  [
    "still on the road on the last evening",
    parcel("in_transit", "04T12:00"),
    "04T21:30",
    "late",
    "slow_road",
    "2026-04-05",
  ],
  ["silent for two days", parcel("accepted", "02T18:00"), "04T18:00", "at_risk", "no_movement", "2026-04-04"],
  [
    "handed over late",
    parcel("accepted", "03T20:00", { handedOverAt: jst("03T20:00") }),
    "03T22:00",
    "at_risk",
    "slow_road",
    "2026-04-04",
  ],
  ["nobody home, in time", parcel("absent", "04T15:00"), "05T12:00", "on_time", "attempted", undefined],
  ["nobody home, but already late", parcel("absent", "05T15:00"), "05T16:00", "late", "attempted", undefined],
  [
    "waits at the branch",
    parcel("held_at_branch", "04T15:00"),
    "06T12:00",
    "on_time",
    "waits_for_recipient",
    undefined,
  ],
  [
    "redelivery arranged",
    parcel("redelivery_requested", "04T20:00"),
    "05T12:00",
    "on_time",
    "redelivery_arranged",
    undefined,
  ],
  ["under investigation", parcel("investigating", "03T15:00"), "03T16:00", "at_risk", "investigating", undefined],
  [
    "investigated past the promise",
    parcel("investigating", "03T15:00"),
    "05T00:00",
    "late",
    "investigating",
    undefined,
  ],
  ["coming back", parcel("returning", "03T15:00"), "03T16:00", "will_not_arrive", "coming_back", undefined],
  ["lost", parcel("lost", "03T15:00"), "03T16:00", "will_not_arrive", "lost", undefined],
  ["delivered on the last day", parcel("delivered_okihai", "04T20:59"), "09T00:00", "on_time", "delivered", undefined],
  ["delivered a day late", parcel("delivered", "05T00:00"), "09T00:00", "late", "delivered", undefined],
])("E11 %s", (_name, on, now, standing, reason, firstDay) => {
  const judged = judgeDelay(on, jst(now))
  expect(judged).toMatchObject({ standing, reason })
  expect(judged.expected?.firstDay).toBe(firstDay)
  expect(delayReasons[judged.reason].ja).not.toBe("")
})

test("E11 a parcel kept for the chosen day is not late", () => {
  const latest = { state: "in_transit" as const, at: jst("01T09:00"), note: "waits_for_chosen_time" as const }
  expect(judgeDelay(parcel("in_transit", "01T09:00", { latest }), jst("04T12:00"))).toMatchObject({
    standing: "on_time",
    reason: "waits_for_chosen_time",
  })
  expect(judgeDelay(parcel("in_transit", "01T09:00", { latest }), jst("04T22:00")).standing).toBe("late")
})

test("E11 a carrier that rests on Sunday makes Saturday's parcel at risk already on Saturday evening", () => {
  const on = parcel("in_transit", "04T02:00", { carrier: "seino" }) // 4 April 2026 is a Saturday
  expect(judgeDelay(on, jst("04T21:00"))).toMatchObject({ standing: "late", expected: { firstDay: "2026-04-06" } })
})

test("E11 as time passes without news a parcel's standing only gets worse, and is known before the promise breaks", () => {
  const rank = { on_time: 0, at_risk: 1, late: 2, will_not_arrive: 3 }
  const hour = fc.integer({ min: 0, max: 12 * 24 })
  const moving = fc.constantFrom<(ParcelState | undefined)[]>(
    undefined,
    "label_created",
    "accepted",
    "in_transit",
    "out_for_delivery",
    "unknown",
  )
  fc.assert(
    fc.property(moving, hour, hour, hour, (state, eventHour, a, b) => {
      const at = new Date(jst("01T00:00").getTime() + eventHour * 3_600_000)
      const on = parcel(state, "01T00:00", {
        latest: state && { state, at },
        handedOverAt: state && state !== "label_created" ? at : undefined,
      })
      const [early, late] = [Math.min(a, b), Math.max(a, b)].map((hours) => new Date(at.getTime() + hours * 3_600_000))
      if (!early || !late) throw new Error("two instants")
      const one = judgeDelay(on, early)
      const two = judgeDelay(on, late)
      expect(rank[one.standing]).toBeLessThanOrEqual(rank[two.standing])
      if (dayIn("Asia/Tokyo", late) > promised.lastDay) expect(two.standing).toBe("late")
      for (const { expected } of [one, two])
        expect(expected === undefined || expected.firstDay <= expected.lastDay).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test("E11 every state is judged", () => {
  for (const state of parcelStates)
    expect(judgeDelay(parcel(state, "03T09:00"), jst("03T12:00")).standing).toBeDefined()
})
