import fc from "fast-check"
import { expect, test } from "vitest"
import { exponentOf, minorUnits, readPrice } from "./money-rules.ts"

test.each([
  { text: "199.00", currency: "USD", amount: 19_900 },
  { text: "199", currency: "USD", amount: 19_900 },
  { text: "0.1", currency: "USD", amount: 10 },
  { text: "-5.05", currency: "EUR", amount: -505 },
  { text: "1980", currency: "JPY", amount: 1_980 },
  { text: "1980.00", currency: "JPY", amount: 1_980 },
  { text: "1.234", currency: "KWD", amount: 1_234 },
  { text: "-0", currency: "JPY", amount: 0 },
  { text: "1980.5", currency: "JPY", amount: undefined },
  { text: "1.005", currency: "USD", amount: undefined },
  { text: "1e3", currency: "JPY", amount: undefined },
  { text: "", currency: "JPY", amount: undefined },
  { text: "1,980", currency: "JPY", amount: undefined },
  { text: "1000000000001", currency: "JPY", amount: undefined },
])("J20 $text $currency is $amount in minor units", ({ text, currency, amount }) => {
  expect(minorUnits(text, currency)).toBe(amount)
})

test("J20 every amount survives being written and read, where a float would not", () => {
  const currencies = fc.constantFrom("JPY", "USD", "KWD")
  const same = fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), currencies, (amount, currency) => {
    const digits = exponentOf(currency)
    const text = String(amount).padStart(digits + 1, "0")
    const written = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
    expect(minorUnits(written, currency)).toBe(amount)
  })
  fc.assert(same)
})

test.each([
  { text: "1,980 JPY", price: { amount: 1_980, currency: "JPY" } },
  { text: "JPY 1980", price: { amount: 1_980, currency: "JPY" } },
  { text: "1980", price: { amount: 1_980, currency: "JPY" } },
  { text: "¥1,980", price: { amount: 1_980, currency: "JPY" } },
  { text: "１，９８０円", price: { amount: 1_980, currency: "JPY" } },
  { text: "19.99 USD", price: { amount: 1_999, currency: "USD" } },
  { text: "1,234,567.89 usd", price: { amount: 123_456_789, currency: "USD" } },
  { text: "1980.5 JPY", price: undefined },
  { text: "19,80 EUR", price: undefined },
  { text: "1 980 JPY", price: undefined },
  { text: "JPY 1980 USD", price: undefined },
  { text: "応相談", price: undefined },
  { text: "-100 JPY", price: undefined },
])("a price written $text is $price", ({ text, price }) => {
  expect(readPrice(text, "JPY")).toEqual(price)
})
