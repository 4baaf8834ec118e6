import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type Played, playPerson, type Rules } from "./play-rules.ts"

const dayMs = 86_400_000
const from = new Date("2025-04-01T00:00:00+09:00")
const until = new Date("2026-04-01T00:00:00+09:00")
const onDay = (day: number, net: number): Played<{ net: number }> => ({
  order: { net },
  at: new Date(from.getTime() + day * dayMs),
  net,
})

/** One point for a hundred yen, usable after fourteen days, gone after 180 more. */
const plain: Rules<{ net: number }> = {
  pointsFor: ({ net }, { paidByPoints, rank }) => Math.floor(((net - paidByPoints) / 100) * (rank === "gold" ? 2 : 1)),
  ranksOver: (past, joined) => {
    let spent = 0
    const gold = past.find(({ net }) => (spent += net) >= 50_000)
    return [{ at: new Date(joined.getTime() - 1), rank: "basic" }, ...(gold ? [{ at: gold.at, rank: "gold" }] : [])]
  },
  signUp: 0,
  usableAt: (_order, at) => new Date(at.getTime() + 14 * dayMs),
  expiresAt: (usable) => new Date(usable.getTime() + 180 * dayMs),
  slides: false,
  yenPerPoint: 1,
}
const allUse = { usersBp: 10_000, leastUse: 500 }
const noneUse = { usersBp: 0, leastUse: 500 }

describe("X05 a programme played over one person's past", () => {
  test("what is earned can be used from the day it is confirmed, and is used at the next purchase", () => {
    const outcome = playPerson([onDay(0, 60_000), onDay(30, 10_000)], plain, allUse, until)
    // 600 points of the first purchase pay for the second, which makes her gold before it: (10,000 − 600) / 100 × 2.
    expect(outcome).toMatchObject({
      used: 600,
      issued: 600 + 188,
      reachDays: 14,
      rank: "gold",
      orders: 2,
      seenDays: 365,
    })
    expect(outcome.expired + outcome.open).toBe(188)
  })

  test("who never uses loses what expires; the share of users mixes both exactly", () => {
    const past = [onDay(0, 60_000), onDay(30, 10_000)]
    const saver = playPerson(past, plain, noneUse, until)
    expect(saver).toMatchObject({ used: 0, issued: 800, expired: 800, open: 0 })
    const half = playPerson(past, plain, { usersBp: 5_000, leastUse: 500 }, until)
    expect(half.used).toBe(300)
    expect(half.usedIfUser).toBe(600)
  })

  test("too few points are never used, and she never reaches the least use (H06)", () => {
    const outcome = playPerson([onDay(0, 4_000), onDay(40, 4_000)], plain, allUse, until)
    expect(outcome).toMatchObject({ used: 0, reachDays: null })
  })

  test("points of joining are there at once, and a purchase is never paid beyond its price", () => {
    const outcome = playPerson([onDay(0, 300), onDay(1, 300)], { ...plain, signUp: 500 }, allUse, until)
    expect(outcome).toMatchObject({ reachDays: 0, used: 300, signUp: 500 })
  })

  test("where points live on with every purchase, only a long pause ends them", () => {
    const past = [onDay(0, 60_000), onDay(150, 1_000), onDay(300, 1_000)]
    expect(playPerson(past, plain, noneUse, until).expired).toBeGreaterThanOrEqual(600)
    expect(playPerson(past, { ...plain, slides: true }, noneUse, until).expired).toBe(0)
  })

  test("every point issued is used, expired or still there, whatever was bought", () => {
    const bought = fc.array(fc.tuple(fc.nat(364), fc.nat(80_000)), { minLength: 1, maxLength: 25 })
    fc.assert(
      fc.property(bought, fc.nat(10_000), fc.integer({ min: 1, max: 2_000 }), (days, usersBp, leastUse) => {
        const past = days.toSorted((a, b) => a[0] - b[0]).map(([day, net]) => onDay(day, net))
        const o = playPerson(past, plain, { usersBp, leastUse }, until)
        expect(o.used + o.expired + o.open).toBeCloseTo(o.issued, 6)
        expect(Math.min(o.used, o.expired, o.open)).toBeGreaterThanOrEqual(0)
        expect(o.used).toBeLessThanOrEqual(o.usedIfUser + 1e-9)
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})
