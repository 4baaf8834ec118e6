import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { customerById, defineProperty, resolveCustomer } from "./index.ts"
import {
  maxDefinitions,
  type PropertyDefinition,
  readProperty,
  readPropertyText,
  sortProperties,
} from "./property-rules.ts"
import { insertDefinition } from "./storage-properties.ts"

const define = (type: PropertyDefinition["type"], choices: string[] = []): PropertyDefinition => ({
  key: "p",
  type,
  label: { ja: "項目", en: "Property" },
  choices: choices.map((value) => ({ value, label: { ja: `${value}の`, en: value.toUpperCase() } })),
  personal: false,
  isArchived: false,
})
const expected = { expected: expect.any(String) }

test.each([
  ["text", "あ".repeat(1000), "あ".repeat(1001)],
  ["number", -1e12, 1e12 + 1],
  ["number", 0.5, "0.5"],
  ["number", 0, Number.NaN],
  ["boolean", false, "false"],
  ["date", "2024-02-29", "2026-02-29"],
  ["date", "1926-12-25", "2026-4-1"],
  ["choice", "dry", "Dry"],
  ["list", ["dry", "oily"], ["dry", "wet"]],
  ["list", [], "dry"],
] as const)("A15 a %s takes %j and refuses %j", (type, good, bad) => {
  const definition = define(type, type === "choice" || type === "list" ? ["dry", "oily"] : [])
  expect(readProperty(definition, good)).toEqual(good)
  expect(readProperty(definition, bad)).toEqual(expected)
})

test.each([
  ["number", "１，２３４", 1234],
  ["number", "", undefined],
  ["number", "12kg", expected],
  ["boolean", "はい", true],
  ["boolean", "○", true],
  ["boolean", "いいえ", false],
  ["boolean", "maybe", expected],
  ["date", "2026/4/1", "2026-04-01"],
  ["date", "２０２６年４月１日", "2026-04-01"],
  ["date", "2026/13/1", expected],
  ["choice", "DRY", "dry"],
  ["choice", "dryの", "dry"],
  ["choice", "wet", expected],
  ["list", "dry； oilyの、dry", ["dry", "oily", "dry"]],
  ["text", "  乾燥 ", "乾燥"],
] as const)("A15 a cell of a file for a %s: %j", (type, cell, value) => {
  expect(readPropertyText(define(type, type === "choice" || type === "list" ? ["dry", "oily"] : []), cell)).toEqual(
    value,
  )
})

test("F85 what fits no definition is a trait, and odd names harm nobody", () => {
  const sorted = sortProperties([define("number")], {
    p: "no number",
    __proto__: 1,
    shoe: 24,
    gone: undefined,
    huge: "x".repeat(3000),
  })
  expect({ ...sorted.properties }).toEqual({})
  expect({ ...sorted.traits }).toEqual({ p: "no number", shoe: 24 })
  expect({ ...sortProperties([define("number")], { p: 3 }).properties }).toEqual({ p: 3 })
})

test("A15 a property is filled by the next fact that mentions it", async () => {
  const ctx = await testContext()
  const fact = (minutes: number) => ({
    identities: [{ kind: "email" as const, issuer: "", value: "a@example.jp" }],
    profile: { properties: { skin_type: "dry", plan: "gold" } },
    source: "web",
    at: new Date(ctx.now().getTime() - minutes * 60_000),
  })
  const { customerId } = await resolveCustomer(ctx, fact(9))
  const shown = () => inTransaction(ctx, async (ctx) => (await customerById(ctx, customerId))?.properties)
  expect(await shown()).toEqual({})
  await defineProperty(ctx, {
    key: "skin_type",
    type: "text",
    label: { ja: "肌質", en: "Skin" },
    choices: [],
    personal: false,
  })
  await resolveCustomer(ctx, fact(5))
  expect(await shown()).toEqual({ skin_type: "dry" })
})

test("F85 there is an end to the number of properties", async () => {
  const ctx = await testContext()
  await inTransaction(ctx, async (ctx) => {
    for (let i = 0; i < maxDefinitions; i++) await insertDefinition(ctx, { ...define("text"), key: `p${i}` })
  })
  const more = defineProperty(ctx, { ...define("text"), key: "one_more" })
  await expect(more).rejects.toMatchObject({ code: "customers.TooManyProperties", details: { limit: maxDefinitions } })
})
