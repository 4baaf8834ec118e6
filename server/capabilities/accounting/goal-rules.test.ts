import { expect, test } from "vitest"
import { orderValueOf, trackedOf } from "./goal-rules.ts"

const compared = (change: object) => ({
  compared: [
    {
      arm: "treated",
      against: "holdout",
      people: 900,
      othersPeople: 100,
      mean: 2,
      othersMean: 1.6,
      difference: 0.4,
      low: 0.1,
      high: 0.7,
      relative: 0.25,
      total: 360,
      totalLow: 90,
      totalHigh: 630,
      varianceSaved: 0,
      verdict: {
        kind: "better" as const,
        weeks: null,
      },
      ...change,
    },
  ],
})

test("H25 H27 a goal is tracked against those kept apart, and as a share of its target", () => {
  expect(trackedOf(compared({}), 2.5)).toMatchObject({
    ours: { people: 900, value: 2 },
    control: { value: 1.6 },
    reached: 0.8,
    verdict: "better",
  })
  expect(trackedOf({ compared: [] }, 2)).toMatchObject({ reached: null, verdict: "gathering" })
})

test("H26 order value is what was spent by orders, with an interval that says no more than both do", () => {
  const spent = compared({ mean: 14_000, othersMean: 8_000, difference: 6_000, low: 5_000, high: 7_000 })
  const found = orderValueOf(spent, compared({ low: 0.3, high: 0.5 }), 7_000)
  expect(found).toMatchObject({
    ours: { value: 7_000 },
    control: { value: 5_000 },
    difference: 2_000,
    reached: 1,
    verdict: "better",
  })
  expect(found.low).toBeCloseTo(13_000 / 2.1 - 5_000, 6)
  expect(found.high).toBeCloseTo(15_000 / 1.9 - 5_000, 6)
  expect(orderValueOf(spent, compared({ low: null, high: null }), 7_000)).toMatchObject({
    difference: null,
    verdict: "gathering",
  })
  expect(orderValueOf(spent, compared({ othersMean: 0, low: -1, high: 1 }), 7_000).low).toBeNull()
})
