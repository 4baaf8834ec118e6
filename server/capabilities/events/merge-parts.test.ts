import { expect, test } from "vitest"
import { wantsMerging } from "./merge-parts.ts"

test("D32 brands of the same night bring a table together once", () => {
  const [hour, night] = [3_600, 24 * 3_600]
  expect(wantsMerging({ count: 7, largest: 0.4, ageSeconds: hour })).toBe(true)
  expect(wantsMerging({ count: 7, largest: 0.99, ageSeconds: night })).toBe(true)
  expect(wantsMerging({ count: 2, largest: 0.99, ageSeconds: hour })).toBe(false)
  expect(wantsMerging({ count: 1, largest: 1, ageSeconds: night })).toBe(false)
})
