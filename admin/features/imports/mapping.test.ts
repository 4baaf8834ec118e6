import { expect, test } from "vitest"
import { assign, fieldOf, missingIn } from "./mapping.ts"

const field = (key: string, more: Partial<{ required: boolean; joins: boolean }> = {}) => ({
  key,
  label: { ja: key, en: key },
  required: false,
  joins: false,
  ...more,
})
const fields = [field("number", { required: true }), field("sku"), field("phone", { joins: true })]

test("a column is read as one field, and a field that is one value has one column", () => {
  const before = { number: ["A"], sku: ["B"] }
  expect(assign(fields, before, "C", "sku")).toEqual({ number: ["A"], sku: ["C"] })
  expect(assign(fields, before, "A", "sku")).toEqual({ sku: ["A"] })
  expect(assign(fields, before, "B", undefined)).toEqual({ number: ["A"] })
  expect(before).toEqual({ number: ["A"], sku: ["B"] })
})

test("parts of one value are added to each other", () => {
  expect(assign(fields, { phone: ["T1"] }, "T2", "phone")).toEqual({ phone: ["T1", "T2"] })
})

test("what is needed and has no column is known", () => {
  expect(missingIn(fields, { sku: ["B"] }).map(({ key }) => key)).toEqual(["number"])
  expect(fieldOf({ sku: ["B"] }, "B")).toBe("sku")
  expect(fieldOf({ sku: ["B"] }, "C")).toBeUndefined()
})
