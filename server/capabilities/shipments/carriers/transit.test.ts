import fc from "fast-check"
import { expect, test } from "vitest"
import { prefectureOf, prefectures } from "#kernel/prefectures"
import { carriers } from "./carriers.ts"
import { transitDays } from "./transit.ts"

const code = (name: string) => prefectureOf(name)?.code
const anyCode = fc.constantFrom(...prefectures.map((prefecture) => prefecture.code))

test.each([
  ["東京都", "東京都", 1, 1],
  ["東京都", "大阪府", 1, 1],
  ["東京都", "広島県", 1, 2],
  ["東京都", "福岡県", 2, 2],
  ["東京都", "北海道", 2, 3],
  ["青森県", "北海道", 1, 2],
  ["福岡県", "北海道", 3, 4],
  ["北海道", "北海道", 1, 2],
  ["東京都", "沖縄県", 2, 4],
  ["福岡県", "沖縄県", 2, 3],
  ["沖縄県", "沖縄県", 1, 1],
  ["北海道", "沖縄県", 3, 4],
])("J27 from %s to %s takes %d to %d days", (from, to, min, max) => {
  expect(transitDays(code(from), code(to))).toEqual({ min, max })
})

test("J27 all pairs have a sensible range, the same both ways, and an unknown address has the widest", () => {
  fc.assert(
    fc.property(anyCode, anyCode, (from, to) => {
      const days = transitDays(from, to)
      expect(days.min >= 1 && days.min <= days.max && days.max <= 4).toBe(true)
      expect(transitDays(to, from)).toEqual(days)
    }),
  )
  expect(transitDays(code("東京都"), undefined)).toEqual({ min: 1, max: 4 })
  expect(transitDays(code("東京都"), code("大阪府"), "seino")).toEqual({ min: 1, max: 2 })
})

test("J27 every carrier's slots begin with the morning and end later than they start", () => {
  for (const { slots } of Object.values(carriers)) {
    expect(slots[0]?.name.ja).toBe("午前中")
    for (const slot of slots) expect(slot.from < slot.until).toBe(true)
    expect(new Set(slots.map((slot) => slot.code)).size).toBe(slots.length)
  }
})
