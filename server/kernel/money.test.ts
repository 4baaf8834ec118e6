import fc from "fast-check"
import { expect, test } from "vitest"
import {
  add,
  compareMoney,
  exponentOf,
  formatMoney,
  money,
  negate,
  readMoney,
  scale,
  share,
  subtract,
  sum,
  zero,
} from "./money.ts"
import { percent } from "./rational.ts"

test.each([
  ["¥1,234", "JPY", 1234],
  ["￥１，２３４", "JPY", 1234],
  ["1234円", "JPY", 1234],
  ["1,234 yen", "JPY", 1234],
  ["JPY 1,234", "JPY", 1234],
  ["1234.00", "JPY", 1234], // as shops send it: the zeros say nothing
  ["-¥500", "JPY", -500],
  ["¥-500", "JPY", -500],
  ["−500", "JPY", -500],
  ["△500", "JPY", -500],
  ["▲1,500円", "JPY", -1500],
  ["0", "JPY", 0],
  ["-0", "JPY", 0],
  ["12.50", "GBP", 1250],
  ["£1,234.5", "GBP", 123450],
  ["$0.05", "USD", 5],
  ["US$12", "USD", 1200],
  ["€12.5", "EUR", 1250],
  ["1.234", "KWD", 1234],
  ["1000000000000", "JPY", 1_000_000_000_000],
])("J20 %s in %s is %d minor units", (text, currency, amount) => {
  expect(readMoney(text, currency)).toEqual({ amount, currency })
})

test.each([
  ["¥1,234.5", "JPY"],
  ["1234.01", "JPY"],
  ["12.505", "GBP"],
  ["12,50", "EUR"],
  ["1,23", "JPY"],
  ["1,2345", "JPY"],
  ["$5", "JPY"],
  ["5 USD", "JPY"],
  ["1e3", "JPY"],
  ["0x10", "JPY"],
  ["--5", "JPY"],
  ["", "JPY"],
  ["¥", "JPY"],
  ["五百円", "JPY"],
  ["1 234abc", "JPY"],
  ["NaN", "JPY"],
])("J20 %s is not an amount of %s", (text, currency) => {
  expect(() => readMoney(text, currency, "total")).toThrow("money.NotMoney")
})

test("F84 amounts end at ±10^12 minor units", () => {
  expect(() => readMoney("1000000000001", "JPY")).toThrow("money.OutOfRange")
  expect(() => readMoney("9".repeat(30), "JPY")).toThrow("money.OutOfRange")
  expect(() => add(money(1_000_000_000_000, "JPY"), money(1, "JPY"))).toThrow("money.OutOfRange")
  expect(() => money(0.5, "JPY")).toThrow(RangeError)
  expect(() => money(Number.NaN, "JPY")).toThrow(RangeError)
})

test("J20 only currencies that exist, with their own decimals", () => {
  expect(["JPY", "KRW", "USD", "GBP", "KWD", "ISK"].map(exponentOf)).toEqual([0, 0, 2, 2, 3, 0])
  for (const code of ["XXXX", "jpy", "", "円"]) expect(() => money(1, code)).toThrow("money.UnknownCurrency")
})

test("J20 different currencies never mix", () => {
  expect(() => add(money(1, "JPY"), money(1, "USD"))).toThrow(RangeError)
  expect(() => compareMoney(money(1, "JPY"), money(1, "USD"))).toThrow(RangeError)
})

test.each([
  [1234, "JPY", "ja", "symbol", "¥1,234"],
  [1234567, "JPY", "ja", "unit", "1,234,567円"],
  [1234, "JPY", "en", "unit", "1,234 yen"],
  [-1234, "JPY", "ja", "symbol", "\u2212¥1,234"],
  [-500, "JPY", "ja", "unit", "\u2212500円"],
  [0, "JPY", "ja", "symbol", "¥0"],
  [1250, "GBP", "en", "symbol", "£12.50"],
  [5, "USD", "en", "unit", "$0.05"],
  [-123456, "EUR", "ja", "symbol", "\u2212€1,234.56"],
  [1250, "CHF", "en", "symbol", "CHF\u00a012.50"],
  [1234, "KWD", "en", "symbol", "KWD\u00a01.234"],
] as const)("J20 %d %s is shown in %s (%s) as %s", (amount, currency, language, style, expected) => {
  expect(formatMoney(money(amount, currency), language, style)).toBe(expected)
})

const amount = fc.integer({ min: -400_000_000_000, max: 400_000_000_000 })
const currency = fc.constantFrom("JPY", "GBP", "USD", "KWD", "EUR", "CHF")

test("J20 what is shown is read back as itself", () => {
  fc.assert(
    fc.property(
      amount,
      currency,
      fc.constantFrom("ja" as const, "en" as const),
      fc.constantFrom("symbol" as const, "unit" as const),
      (value, code, language, style) => {
        const shown = formatMoney(money(value, code), language, style)
        expect(readMoney(shown, code)).toEqual(money(value, code))
        expect(shown).not.toContain("-")
      },
    ),
  )
})

test("J20 sums, differences and shares keep every unit", () => {
  fc.assert(
    fc.property(amount, amount, fc.array(fc.nat(1000), { minLength: 1, maxLength: 10 }), (a, b, weights) => {
      const [x, y] = [money(a, "JPY"), money(b, "JPY")]
      expect(subtract(add(x, y), y)).toEqual(x)
      expect(add(x, negate(x))).toEqual(zero("JPY"))
      expect(sum(share(x, weights), "JPY")).toEqual(x)
    }),
  )
})

test("J20 a share is rounded once, and a refund mirrors its sale", () => {
  expect(scale(money(333, "JPY"), percent(10), "half_up").amount).toBe(33)
  expect(scale(money(335, "JPY"), percent(10), "half_up").amount).toBe(34)
  expect(scale(money(-335, "JPY"), percent(10), "half_up").amount).toBe(-34)
  for (const none of [negate(zero("JPY")), money(-0, "JPY")]) expect(Object.is(none.amount, 0)).toBe(true)
})
