import { expect, test } from "vitest"
import { day } from "../../../server/kernel/days.ts"
import { type PointsSettings } from "../../../server/capabilities/points/model-settings.ts"
import { checkPoints, expiryOf, valuesOf } from "./settings-values.ts"

const expiries: readonly PointsSettings["expiry"][] = [
  null,
  { kind: "months", months: 6 },
  { kind: "sliding", months: 24 },
  { kind: "yearly", month: 2, day: 29 },
  { kind: "at", on: day("2027-03-31") },
]

test.each(expiries)("L21 L18 the form of points by hand says the rule that it was given: %o", (expiry) => {
  const values = valuesOf({ approvalAbove: 500, expiry })
  expect(Object.values(checkPoints(values)).filter((error) => error !== undefined)).toEqual([])
  expect(expiryOf(values)).toEqual(expiry)
})

test("L21 what can't be a rule is named in the form, and nothing else", () => {
  const values = valuesOf({ approvalAbove: 1_000, expiry: null })
  const wrong = (more: Partial<typeof values>) =>
    Object.entries(checkPoints({ ...values, ...more })).flatMap(([field, error]) => (error ? [field] : []))
  expect(wrong({ approvalAbove: null })).toEqual(["approvalAbove"])
  expect(wrong({ approvalAbove: -1 })).toEqual(["approvalAbove"])
  expect(wrong({ kind: "months", months: 0 })).toEqual(["months"])
  expect(wrong({ kind: "yearly", month: 13, day: 32 })).toEqual(["month", "day"])
  expect(wrong({ kind: "at", on: "2027-02-30" })).toEqual(["on"])
  expect(wrong({ months: 0, month: 0, on: "" })).toEqual([])
})
