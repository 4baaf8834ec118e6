import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { clusterOf, customerById, type Identity, resolveCustomer } from "./index.ts"

const at = new Date("2026-03-01T00:00:00Z")
const email = (value: string): Identity => ({ kind: "email", issuer: "", value })
const shop = (value: string): Identity => ({ kind: "shop", issuer: "shopify:1", value })
const anonymous = (value: string): Identity => ({ kind: "anonymous", issuer: "web", value })

test("A05 a visitor has a profile before anything is known, and keeps it when they say who they are", async () => {
  const ctx = await testContext()
  const visitor = await resolveCustomer(ctx, { identities: [anonymous("v1")], source: "web", at })
  expect(visitor.created).toBe(true)
  const buyer = await resolveCustomer(ctx, {
    identities: [anonymous("v1"), email("Aya@example.jp")],
    profile: { familyName: "渡邉", givenName: "綾" },
    source: "shopify",
    at,
  })
  expect(buyer).toEqual({ customerId: visitor.customerId, created: false })
  const found = await inTransaction(ctx, (ctx) => customerById(ctx, visitor.customerId))
  expect(found).toMatchObject({
    displayName: "渡邉 綾",
    email: "Aya@example.jp",
    known: true,
    language: "ja",
    mergedInto: null,
  })
})

test("A07 two people who turn out to be one are merged; the older profile stays", async () => {
  const ctx = await testContext()
  const known = await resolveCustomer(ctx, { identities: [email("a@example.jp")], source: "web", at })
  ctx.pass(1000)
  const other = await resolveCustomer(ctx, { identities: [shop("1"), anonymous("v2")], source: "shopify", at })
  const both = await resolveCustomer(ctx, { identities: [shop("1"), email("a@example.jp")], source: "shopify", at })
  expect(both).toEqual({ customerId: known.customerId, created: false })
  await inTransaction(ctx, async (ctx) => {
    expect(await customerById(ctx, other.customerId)).toMatchObject({ customerId: known.customerId })
    expect(await clusterOf(ctx, other.customerId)).toEqual([known.customerId, other.customerId])
  })
})

test("M20 F14 32 at once with one mail make one customer", async () => {
  const ctx = await testContext()
  const all = await Promise.all(
    Array.from({ length: 32 }, (_, i) =>
      resolveCustomer(ctx, { identities: [email("same@example.jp"), shop(String(i))], source: "web", at }),
    ),
  )
  expect(new Set(all.map((one) => one.customerId)).size).toBe(1)
  expect(all.filter((one) => one.created)).toHaveLength(1)
})
