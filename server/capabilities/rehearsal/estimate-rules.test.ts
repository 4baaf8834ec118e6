import { expect, test } from "vitest"
import { changesOf } from "./change-rules.ts"
import { estimator } from "./estimate-rules.ts"
import type { Outcome } from "./model.ts"
import { round, suggest } from "./suggest-rules.ts"

const person = (change: Partial<Outcome> = {}): Outcome => ({
  revenue: 10_000,
  orders: 2,
  issued: 100,
  signUp: 0,
  used: 50,
  usedIfUser: 80,
  expired: 25,
  open: 25,
  reachDays: 70,
  seenDays: 365,
  rank: "basic",
  ...change,
})
const money = { yenPerPoint: 1, marginBp: 4_000 }
const forecastOf = (people: readonly Outcome[], seed = 11) => {
  const estimate = estimator(seed, money)
  for (const one of people) estimate.add(one)
  return estimate.forecast()
}

test("X05 sums are exact, intervals hold them, and the same seed says the same again", () => {
  const people = Array.from({ length: 400 }, (_, i) =>
    person({ issued: i, reachDays: i % 4 === 0 ? null : 70, rank: i % 2 ? "a" : "b" }),
  )
  const forecast = forecastOf(people)
  expect(forecast).toMatchObject({ people: 400, orders: 800, revenue: 4_000_000, marginBefore: 1_600_000 })
  expect(forecast.issued.value).toBe(79_800)
  expect(forecast.reach.value).toBe(0.75)
  expect(forecast.cost.value).toBe(20_000)
  expect(forecast.margin.value).toBe(1_580_000)
  expect(forecast.ranks.map(({ key, people }) => [key, people.value])).toEqual([
    ["a", 200],
    ["b", 200],
  ])
  for (const figure of [forecast.issued, forecast.reach, forecast.liability]) {
    expect(figure.low).toBeLessThanOrEqual(figure.value)
    expect(figure.high).toBeGreaterThanOrEqual(figure.value)
  }
  expect(forecastOf(people)).toEqual(forecast)
  expect(forecastOf(people, 12).issued.low).not.toBe(forecast.issued.low)
})

test("X05 the interval of a share is as wide as the closed formula says", () => {
  const people = Array.from({ length: 1_000 }, (_, i) => person({ reachDays: i % 2 ? 70 : null }))
  const { reach } = forecastOf(people)
  const formula = 1.96 * Math.sqrt(0.25 / 1_000)
  expect((reach.high - reach.low) / 2).toBeGreaterThan(formula * 0.8)
  expect((reach.high - reach.low) / 2).toBeLessThan(formula * 1.2)
})

test("H06 the median time counts those who were not seen long enough as not known, not as never", () => {
  const quick = Array.from({ length: 50 }, () => person({ reachDays: 28 }))
  const fresh = Array.from({ length: 100 }, () => person({ reachDays: null, seenDays: 7 }))
  expect(forecastOf([...quick, ...fresh]).medianDays.value).toBe(28)
  const never = Array.from({ length: 100 }, () => person({ reachDays: null }))
  expect(forecastOf([...quick, ...never]).medianDays.value).toBeNull()
})

test("nobody at all is forecast as nothing", () => {
  expect(forecastOf([])).toMatchObject({
    people: 0,
    issued: { value: 0 },
    costShare: { value: 0 },
    medianDays: { value: null },
  })
})

test("X05 what a draft changes for a person has its kinds", () => {
  const ranks = { live: ["basic", "gold"], draft: ["basic", "gold", "black"] }
  expect(changesOf(null, person(), ranks)).toEqual([])
  expect(changesOf(person(), person(), ranks)).toEqual([])
  expect(changesOf(person({ reachDays: null }), person({ issued: 120, rank: "black" }), ranks)).toEqual([
    "more",
    "rank-up",
    "reaches",
  ])
  expect(changesOf(person({ rank: "gold" }), person({ issued: 90, reachDays: null }), ranks)).toEqual([
    "fewer",
    "rank-down",
    "reaches-no-more",
  ])
})

test("X05 suggestions come from the brand's own purchases, and say so when there are too few", () => {
  const tenths = (middle: number) => Array.from({ length: 9 }, (_, i) => middle * (0.4 + i * 0.15))
  const shape = {
    buyers: 1200,
    orders: 3e3,
    revenue: 18e6,
    firstAt: null,
    repeaters: 500,
    given: 0,
    orderValues: tenths(5800),
    spends: tenths(21e3),
    spendCuts: [24e3, 61e3, 18e4],
    gaps: tenths(60),
  }
  const found = suggest(shape, 365, 4_000)
  expect(found.fromPast).toBe(true)
  expect(found.perHundred.value).toBe(3)
  expect(found.signUp.value).toBe(500)
  expect(found.expiryMonths.value).toBe(12)
  expect(found.thresholds.value).toEqual([20_000, 50_000, 200_000])
  // A thin margin bears less.
  expect(suggest(shape, 365, 1_500).perHundred.value).toBe(1)
  expect(suggest({ ...shape, buyers: 12 }, 365, 4_000).fromPast).toBe(false)
  expect([8, 47, 4_900, 61_000, 99_000].map(round)).toEqual([10, 50, 5_000, 50_000, 100_000])
})
