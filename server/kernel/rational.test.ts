import fc from "fast-check"
import { expect, test } from "vitest"
import type { Rounding } from "./rational.ts"
import {
  allocate,
  basisPoints,
  compare,
  decimal,
  floor,
  minus,
  over,
  percent,
  plus,
  rational,
  round,
  times,
} from "./rational.ts"

const int = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
const anyRational = fc.tuple(int, fc.integer({ min: 1, max: 1_000_000 })).map(([num, den]) => rational(num, den))

test("L12 what floats lose is kept: the golden yen", () => {
  expect(Math.floor(1100 / 1.1)).toBe(999) // the trap
  expect(floor(over(rational(1100), decimal("1.1")))).toBe(1000)
  expect(floor(over(rational(1080), decimal("1.08")))).toBe(1000)
  expect(floor(over(rational(999), decimal("1.08")))).toBe(925)
  expect(floor(times(rational(39), decimal("1.5")))).toBe(58)
})

test("decimals, percents and basis points are exact", () => {
  expect(plus(decimal("0.1"), decimal("0.2"))).toEqual(decimal("0.3"))
  expect(decimal("-12.50")).toEqual(rational(-25, 2))
  expect(percent(8)).toEqual(rational(2, 25))
  expect(basisPoints(12_500)).toEqual(decimal("1.25"))
  for (const bad of ["", "1e3", "1.", ".5", "1,000", "NaN", "１"]) expect(() => decimal(bad)).toThrow(RangeError)
})

test.each<[number, number, Rounding, number]>([
  [5, 2, "down", 2],
  [5, 2, "half_up", 3],
  [5, 2, "up", 3],
  [-5, 2, "down", -2],
  [-5, 2, "half_up", -3],
  [-5, 2, "up", -3],
  [7, 3, "half_up", 2],
  [8, 3, "half_up", 3],
  [1, 1000, "up", 1],
  [6, 3, "up", 2],
])("%d/%d rounded %s is %d", (num, den, rounding, expected) => {
  expect(round(rational(num, den), rounding)).toBe(expected)
})

test("floor goes down below zero too", () => {
  expect(floor(rational(-1, 2))).toBe(-1)
  expect(floor(rational(-4, 2))).toBe(-2)
})

test("fractions obey the laws of arithmetic", () => {
  fc.assert(
    fc.property(anyRational, anyRational, anyRational, (a, b, c) => {
      expect(plus(a, b)).toEqual(plus(b, a))
      expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)))
      expect(plus(minus(a, b), b)).toEqual(a)
      if (b.num !== 0n) expect(times(over(a, b), b)).toEqual(a)
      expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0)
      expect(a.den > 0n).toBe(true)
    }),
  )
})

test("floor and round stay within one of the value, and a refund mirrors its sale", () => {
  fc.assert(
    fc.property(anyRational, fc.constantFrom<Rounding[]>("down", "half_up", "up"), (value, rounding) => {
      const down = floor(value)
      expect(compare(rational(down), value)).toBeLessThanOrEqual(0)
      expect(compare(rational(down + 1), value)).toBeGreaterThan(0)
      const mirrored = round(times(value, rational(-1)), rounding)
      expect(mirrored + round(value, rounding)).toBe(0)
    }),
  )
})

test("what is not exact is refused", () => {
  expect(() => rational(0.5)).toThrow(RangeError)
  expect(() => rational(2 ** 53)).toThrow(RangeError)
  expect(() => rational(1, 0)).toThrow(RangeError)
  expect(() => over(rational(1), rational(0))).toThrow(RangeError)
  expect(() => floor(rational(10n ** 30n))).toThrow(RangeError)
})

test("L13 shares by largest remainder: 10 points over 333, 333 and 334 yen", () => {
  expect(allocate(10, [333, 333, 334])).toEqual([3, 3, 4])
  expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33])
  expect(allocate(5, [0, 10, 0])).toEqual([0, 5, 0])
  expect(allocate(5, [0, 0])).toEqual([3, 2])
  expect(allocate(0, [])).toEqual([])
  expect(() => allocate(1, [])).toThrow(RangeError)
  expect(() => allocate(1, [-1, 2])).toThrow(RangeError)
})

test("L31 shares are whole, add up to the total, and each is within one of its exact part", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), weights, (total, parts) => {
      const shares = allocate(total, parts)
      expect(shares.reduce((a, b) => a + b, 0)).toBe(total)
      const sum = parts.reduce((a, b) => a + b, 0)
      for (const [i, share] of shares.entries()) {
        if (sum === 0) continue
        const exact = rational(BigInt(total) * BigInt(parts[i] ?? 0), sum)
        const away = minus(rational(share), exact)
        expect(compare(away, rational(1)) < 0 && compare(away, rational(-1)) > 0).toBe(true)
        if (parts[i] === 0) expect(share + 0).toBe(0)
      }
    }),
  )
})
