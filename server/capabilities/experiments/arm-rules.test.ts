import fc from "fast-check"
import { expect, test } from "vitest"
import { armFor } from "./arm-rules.ts"

const ids = Array.from({ length: 20_000 }, (_, i) => `0190b8a0-0000-7000-8000-${String(i).padStart(12, "0")}`)
const shareOf = (arms: readonly string[], name: string) => arms.filter((arm) => arm === name).length / arms.length

test("M25 the same person falls in the same arm for ever, and one in ten is kept apart", () => {
  const first = ids.map((id) => armFor("salt", id, 1_000))
  expect(ids.map((id) => armFor("salt", id, 1_000))).toEqual(first)
  expect(shareOf(first, "holdout")).toBeGreaterThan(0.094)
  expect(shareOf(first, "holdout")).toBeLessThan(0.106)
  // Fixed for ever: another version of the product must not move anybody.
  expect(ids.slice(0, 40).flatMap((id, i) => (armFor("salt", id, 1_000) === "holdout" ? [i] : []))).toEqual([20, 28])
})

test("M25 two experiments are independent of each other", () => {
  const one = ids.filter((id) => armFor("one", id, 2_000) === "holdout")
  const both = one.filter((id) => armFor("two", id, 2_000) === "holdout")
  expect(both.length / one.length).toBeGreaterThan(0.17)
  expect(both.length / one.length).toBeLessThan(0.23)
})

test("M25 a larger holdout only ever adds people to it and moves nobody between arms", () => {
  const arms = [
    { name: "a", weight: 1 },
    { name: "b", weight: 3 },
  ]
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 0, max: 9_000 }), (id, x, y) => {
      const small = armFor("salt", id, Math.min(x, y), arms)
      const large = armFor("salt", id, Math.max(x, y), arms)
      expect(large === small || large === "holdout").toBe(true)
    }),
  )
  const drawn = ids.map((id) => armFor("salt", id, 0, arms))
  expect(shareOf(drawn, "a")).toBeGreaterThan(0.24)
  expect(shareOf(drawn, "a")).toBeLessThan(0.26)
})

test("M25 an arm without weight gets nobody", () => {
  const arms = [
    { name: "on", weight: 1 },
    { name: "off", weight: 0 },
  ]
  expect(new Set(ids.map((id) => armFor("salt", id, 0, arms)))).toEqual(new Set(["on"]))
  expect(new Set(ids.slice(0, 100).map((id) => armFor("salt", id, 0)))).toEqual(new Set(["treated"]))
})
