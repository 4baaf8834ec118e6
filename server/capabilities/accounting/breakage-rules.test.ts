import fc from "fast-check"
import { expect, test } from "vitest"
import { breakageOf, type CohortEnds, ownCurve } from "./breakage-rules.ts"

const ends = (used: readonly number[], expired: readonly number[] = []) =>
  used.map((points, age) => ({ age, used: points, expired: expired[age] ?? 0 }))

test("X04 a cohort that came to its end says exactly what was never used", () => {
  const cohort: CohortEnds = {
    issueMonth: "2025-01",
    issued: 1_000,
    seenMonths: 3,
    ends: ends([300, 400, 100], [0, 0, 200]),
  }
  const found = breakageOf([cohort])
  expect(found.breakage).toBeCloseTo(0.2, 9)
  expect(found.low).toBeCloseTo(0.2, 9)
  expect(found.high).toBeCloseTo(0.2, 9)
  expect(found.curve.map(({ used }) => Math.round(used * 100))).toEqual([30, 70, 80])
  expect(ownCurve(cohort)).toEqual([0.3, 0.7, 0.8])
})

test("X04 young cohorts count only for the ages that they were seen for", () => {
  const old: CohortEnds = { issueMonth: "2025-01", issued: 1_000, seenMonths: 2, ends: ends([500, 250], [0, 250]) }
  const young: CohortEnds = { issueMonth: "2025-02", issued: 1_000, seenMonths: 1, ends: ends([500]) }
  const found = breakageOf([old, young])
  expect(found.curve.map(({ used, cohorts }) => [used, cohorts])).toEqual([
    [0.5, 2],
    [0.75, 1],
  ])
  expect(found.breakage).toBeCloseTo(0.25, 9)
})

test("X04 nothing is said of the share before anything has come to an end", () => {
  expect(breakageOf([]).breakage).toBeNull()
  expect(breakageOf([{ issueMonth: "2026-01", issued: 500, seenMonths: 1, ends: [] }])).toMatchObject({
    breakage: null,
    high: 1,
  })
})

test("X04 the curve never falls, and its bounds hold the estimate", () => {
  const cohort = fc.array(fc.tuple(fc.nat(100), fc.nat(100)), { maxLength: 12 }).map((months): CohortEnds => {
    const sum = months.reduce((all, [used, expired]) => all + used + expired, 0)
    return {
      issueMonth: "2025-01",
      issued: sum + 50,
      seenMonths: months.length,
      ends: months.map(([used, expired], age) => ({ age, used, expired })),
    }
  })
  fc.assert(
    fc.property(fc.array(cohort, { maxLength: 8 }), (cohorts) => {
      const { curve, breakage, low, high } = breakageOf(cohorts)
      curve.forEach((point, i) => expect(point.used).toBeGreaterThanOrEqual((curve[i - 1]?.used ?? 0) - 1e-12))
      if (breakage === null) return
      expect(breakage).toBeGreaterThanOrEqual(low - 1e-9)
      expect(breakage).toBeLessThanOrEqual(high + 1e-9)
    }),
    { seed: 4, numRuns: 200 },
  )
})
