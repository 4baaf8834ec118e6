import fc from "fast-check"
import { expect, test } from "vitest"
import { allocateSale } from "./allocate-rules.ts"

const asDecided = { yenPerPoint: 1, expectedUseBp: 9_500, method: "relative-ssp" } as const

test("L31 the example of the standard: 100,000 yen, 10,000 points, 95 in 100 expected to be used", () => {
  const sale = allocateSale({ orderId: "o", price: 100_000, points: 10_000 }, asDecided)
  expect(sale).toMatchObject({ sspOfPoints: 9_500, toGoods: 91_324, toPoints: 8_676 })
})

test("L31 shares are whole and add up to the price, and none is less than nothing", () => {
  const sale = fc.record({
    orderId: fc.constant("o"),
    price: fc.integer({ min: -1_000, max: 10 ** 9 }),
    points: fc.nat(10 ** 7),
  })
  const parameters = fc.record({
    yenPerPoint: fc.integer({ min: 1, max: 100 }),
    expectedUseBp: fc.integer({ min: 0, max: 10_000 }),
    method: fc.constantFrom("relative-ssp", "none" as const),
  })
  fc.assert(
    fc.property(sale, parameters, (sold, decided) => {
      const found = allocateSale(sold, { ...decided, method: decided.method === "none" ? "none" : "relative-ssp" })
      expect(found.toGoods + found.toPoints).toBe(sold.price)
      if (sold.price > 0) expect(Math.min(found.toGoods, found.toPoints)).toBeGreaterThanOrEqual(0)
    }),
    { seed: 31, numRuns: 500 },
  )
})

test("L31 points for what was not bought take nothing of a price; the more use is expected, the more is deferred", () => {
  expect(allocateSale({ orderId: "o", price: 0, points: 500 }, asDecided)).toMatchObject({ toGoods: 0, toPoints: 0 })
  expect(allocateSale({ orderId: "o", price: 5_000, points: 50 }, { ...asDecided, method: "none" }).toPoints).toBe(0)
  const deferred = [0, 2_500, 5_000, 10_000].map(
    (expectedUseBp) =>
      allocateSale({ orderId: "o", price: 50_000, points: 5_000 }, { ...asDecided, expectedUseBp }).toPoints,
  )
  expect(deferred).toEqual(deferred.toSorted((a, b) => a - b))
  expect(deferred[0]).toBe(0)
})
