import { expect, test } from "vitest"
import { estimator } from "./estimate-rules.ts"
import { compareForecast, type Counted } from "./measured-rules.ts"

const estimate = estimator(5, { yenPerPoint: 1, marginBp: 4_000 })
for (let i = 0; i < 400; i++)
  estimate.add({
    revenue: 1e4,
    orders: 2,
    issued: 150,
    signUp: 50,
    used: 60,
    usedIfUser: 90,
    expired: 10,
    open: 80,
    reachDays: i % 2 === 0 ? 60 : null,
    seenDays: 365,
    rank: "",
  })
const forecast = estimate.forecast()
const seen: Counted = {
  days: 200,
  members: 300,
  revenue: 1_000_000,
  earned: 10_000,
  issued: 25_000,
  used: 10_000,
  reached: 150,
}
const verdicts = (change: Partial<Counted>) =>
  Object.fromEntries(
    compareForecast(forecast, 365, 1, { ...seen, ...change }).map(({ key, verdict }) => [key, verdict]),
  )

test("H12 what was measured is compared with the forecast, each figure by its own words", () => {
  expect(verdicts({})).toEqual({ "earn-rate": "within", "use-share": "within", "cost-share": "above", reach: "within" })
  expect(verdicts({ used: 3_000, reached: 60, earned: 20_000 })).toEqual({
    "earn-rate": "above",
    "use-share": "below",
    "cost-share": "below",
    reach: "below",
  })
})

test("H12 nothing is said too early: four weeks for what orders earn, half of the time that was played for the rest", () => {
  expect(verdicts({ days: 30 })).toEqual({
    "earn-rate": "within",
    "use-share": "too-early",
    "cost-share": "too-early",
    reach: "too-early",
  })
  expect(new Set(Object.values(verdicts({ days: 20 })))).toEqual(new Set(["too-early"]))
  expect(new Set(Object.values(verdicts({ members: 10 })))).toEqual(new Set(["too-early"]))
  expect(verdicts({ revenue: 0, earned: 0 })["earn-rate"]).toBe("too-early")
})
