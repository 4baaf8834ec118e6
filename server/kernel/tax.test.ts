import fc from "fast-check"
import { expect, test } from "vitest"
import type { TaxRule } from "./tax.ts"
import { splitTax, taxIn, taxPerLine } from "./tax.ts"

const included: TaxRule = { pricesIncludeTax: true, rounding: "down" }
const added: TaxRule = { pricesIncludeTax: false, rounding: "down" }

test.each([
  [1100, 10, 1000, 100],
  [1080, 8, 1000, 80],
  [999, 8, 925, 74],
  [100, 10, 91, 9],
  [500, 0, 500, 0],
  [-1100, 10, -1000, -100],
])("L12 J21 %d including %d %% is %d + %d", (amount, ratePercent, base, tax) => {
  expect(splitTax([{ amount, ratePercent }], included)).toEqual([{ ratePercent, base, tax, total: amount }])
})

test("J06 one rounding per rate and invoice, not per line", () => {
  const lines = [
    { amount: 105, ratePercent: 8 },
    { amount: 105, ratePercent: 8 },
    { amount: 1000, ratePercent: 10 },
    { amount: 105, ratePercent: 8 },
    { amount: 300, ratePercent: 0 },
  ]
  // 3 × floor(8.4) would be 24; 315 × 8 % is 25.2
  expect(splitTax(lines, added)).toEqual([
    { ratePercent: 10, base: 1000, tax: 100, total: 1100 },
    { ratePercent: 8, base: 315, tax: 25, total: 340 },
    { ratePercent: 0, base: 300, tax: 0, total: 300 },
  ])
})

test.each([
  ["down", 8],
  ["half_up", 8],
  ["up", 9],
] as const)("J06 the brand's rounding, %s: 8 %% on 105 is %d", (rounding, tax) => {
  expect(taxIn(105, 8, { pricesIncludeTax: false, rounding })).toBe(tax)
})

test("J06 the tax shown per line adds up to the invoice's", () => {
  expect(taxPerLine(25, [105, 105, 105])).toEqual([9, 8, 8])
  expect(taxPerLine(-25, [-105, -105, -105])).toEqual([-9, -8, -8])
})

test("J06 base and tax always make the total, and the order of lines does not matter", () => {
  const line = fc.record({
    amount: fc.integer({ min: -10_000_000, max: 10_000_000 }),
    ratePercent: fc.constantFrom(0, 8, 10),
  })
  const rule = fc.record({
    pricesIncludeTax: fc.boolean(),
    rounding: fc.constantFrom("down" as const, "half_up" as const, "up" as const),
  })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), rule, (lines, how) => {
      const split = splitTax(lines, how)
      for (const part of split) expect(part.base + part.tax).toBe(part.total)
      expect(splitTax(lines.toReversed(), how)).toEqual(split)
      const given = lines.reduce((total, { amount }) => total + amount, 0)
      const kept = split.reduce((total, part) => total + (how.pricesIncludeTax ? part.total : part.base), 0)
      expect(kept + 0).toBe(given + 0)
    }),
  )
})

test("J21 a rate that is no whole percent is a bug", () => {
  for (const rate of [-8, 0.08, Number.NaN]) expect(() => taxIn(100, rate, included)).toThrow(RangeError)
})
