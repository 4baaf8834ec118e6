import { expect, test } from "vitest"
import { ageOn } from "./age.ts"

test.each([
  ["1992-11-22", "2026-11-22", 34],
  ["1992-11-23", "2026-11-22", 33],
  ["2000-02-29", "2026-02-28", 25],
  ["2000-02-29", "2026-03-01", 26],
])("born on %s, on %s: %i", (bornOn, today, age) => {
  expect(ageOn(bornOn, new Date(`${today}T12:00:00`))).toBe(age)
})
