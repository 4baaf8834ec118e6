import { afterAll, beforeAll, expect, test } from "vitest"
import { eraseCustomer, resolveCustomer } from "#customers"
import { connectShop, shopVendors } from "#orders"
import { inTransaction } from "#kernel/context"
import { enqueue } from "#kernel/effects"
import { plug } from "#kernel/ports"
import { routineEffect } from "#kernel/routines"
import { type TestContext, testContext } from "#testing/context"
import { type FakeShop, startFakeShop } from "#testing/fake-shop"
import { inputOf } from "../../adapters/shops/shopify-discounts.ts"
import { shopify } from "../../adapters/shops/shopify.ts"
import { changeOffer, makeOffer, setOfferState } from "./edit-offers.ts"
import { issueCodes } from "./issue-codes.ts"
import { Terms } from "./model.ts"
import { shopDiscountOf } from "./shop-discount-rules.ts"
import { codesFile, shopsOf } from "./show-shops.ts"
import { selectCode } from "./storage-codes.ts"
import { takeBackCode } from "./take-back-code.ts"
import { tellAgain } from "./tell-shops.ts"
import { typedCode } from "./code-rules.ts"

let shop: FakeShop
let ctx: TestContext
let people = 0

beforeAll(async () => {
  shop = await startFakeShop()
  ctx = await testContext({ plugs: [plug(shopVendors, [shopify({ originOf: () => shop.origin })])] })
  const { secret, accessToken, domain: shopDomain } = shop
  await connectShop(ctx, { vendor: "shopify", name: "ひなた", shopDomain, secret, accessToken, ordersSince: undefined })
  await ctx.drain()
})
afterAll(() => shop.stop())

async function live(terms: Record<string, unknown> = {}): Promise<string> {
  const benefit = { kind: "percent", bp: 1_500, most: null }
  const { offerId } = await makeOffer(ctx, { name: "春のお礼", terms: Terms.parse({ benefit, ...terms }) })
  await setOfferState(ctx, offerId, "live")
  return offerId
}
async function given(offerId: string, count: number): Promise<{ codes: string[]; customers: string[] }> {
  const customers: string[] = []
  for (let i = 0; i < count; i++) {
    const identities = [{ kind: "email" as const, issuer: "", value: `shop${++people}@customer.example` }]
    customers.push((await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })).customerId)
  }
  const issued = await issueCodes(
    ctx,
    offerId,
    customers.map((customerId) => ({ customerId, cause: "test" })),
  )
  return { codes: issued.map((one) => ("refused" in one ? "" : one.code)), customers }
}
/** The moment passes in which codes gather, and what the shop makes us wait for. */
async function later(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    ctx.pass(120_000)
    await ctx.drain()
  }
}
const kept = async (code = "") => (await shop.discounts()).find(({ codes }) => codes.includes(code))
const standing = async (offerId: string) => (await shopsOf(ctx, offerId)).items[0]

test("G11 S64 every code that is given out stands in the shop once, under the offer's terms, a hundred in one call", async () => {
  const offerId = await live({ minimum: 3_000, usesPerPerson: 1 })
  expect(await shop.discounts()).toEqual([])
  const { codes } = await given(offerId, 130)
  await later()
  const discount = await kept(codes[0])
  expect(new Set(discount?.codes)).toEqual(new Set(codes))
  expect(discount).toMatchObject({
    isActive: true,
    input: {
      title: "春のお礼 (Maido)",
      context: { all: "ALL" },
      usageLimit: 1,
      appliesOncePerCustomer: true,
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: "3000" } },
      customerGets: { value: { percentage: 0.15 }, items: { all: true } },
    },
  })
  expect(await standing(offerId)).toMatchObject({
    takesCodes: true,
    state: "there",
    there: 130,
    waiting: 0,
    refused: 0,
  })
  const adds = shop.calls().filter(({ body }) => body.includes("discountRedeemCodeBulkAdd("))
  expect(adds.map(({ body }) => JSON.parse(body).variables.codes.length)).toEqual([100, 29])
})

test("F02 G11 an answer that gets lost makes no second discount, and a shop that has too much to do is asked later", async () => {
  const offerId = await live()
  const { codes } = await given(offerId, 2)
  await shop.discounts({ loseAnswers: 1 })
  await later()
  await shop.misbehave([{ status: 429, retryAfter: "2.0" }, { status: 500 }])
  const more = await given(offerId, 1)
  await later()
  await later()
  const found = (await shop.discounts()).filter((one) => codes.some((code) => one.codes.includes(code)))
  expect(found).toHaveLength(1)
  expect(new Set(found[0]?.codes)).toEqual(new Set([...codes, ...more.codes]))
  expect(await standing(offerId)).toMatchObject({ state: "there", there: 3 })
})

test("G11 F96 what is void, over or an erased person's leaves the shop; changed terms and a pause are told there", async () => {
  const offerId = await live({ codeDays: 1 })
  const { codes, customers } = await given(offerId, 3)
  await later()
  const [first = "", second = "", third = ""] = codes
  await takeBackCode(ctx, first)
  await inTransaction(ctx, (ctx) => eraseCustomer(ctx, customers[1] ?? "", "asked"))
  await later()
  await tell()
  expect((await kept(third))?.codes).toEqual([third])
  expect(await kept(second)).toBe(undefined)
  const benefit = { kind: "fixed" as const, amount: 500 }
  const terms = Terms.parse({ benefit, codeDays: 1 })
  await changeOffer(ctx, offerId, { terms }, 2)
  await later()
  expect((await kept(third))?.input.customerGets).toMatchObject({ value: { discountAmount: { amount: "500" } } })
  await setOfferState(ctx, offerId, "paused")
  await later()
  expect((await kept(third))?.isActive).toBe(false)
  ctx.pass(2 * 86_400_000)
  await tell()
  expect(await kept(third)).toBe(undefined)
})

/** Time sets off the look for what a shop has not heard. */
async function tell(): Promise<void> {
  const routine = ctx.assembled.routines.find(({ name }) => name === "offers.tell-shops")
  if (!routine) throw new Error("no routine")
  await inTransaction(ctx, (ctx) =>
    enqueue(ctx, routineEffect(routine), { at: ctx.now() }, { key: ctx.now().toISOString() }),
  )
  await later()
}

test("G11 a token without the right to write discounts is said so beside the offer, once, and mended by a person", async () => {
  const offerId = await live()
  await shop.discounts({ scopes: ["read_discounts"] })
  const { codes } = await given(offerId, 1)
  await later()
  expect(await standing(offerId)).toMatchObject({ state: "refused", reason: "access_denied", waiting: 1 })
  const before = shop.calls().length
  await given(offerId, 1)
  await later()
  expect(shop.calls()).toHaveLength(before)
  expect((await codesFile(ctx, offerId)).csv.split("\r\n")).toEqual(["code", ...codes, expect.any(String)])
  await shop.discounts({ scopes: ["read_discounts", "write_discounts"] })
  await inTransaction(ctx, (ctx) => tellAgain(ctx, offerId))
  await later()
  expect(await standing(offerId)).toMatchObject({ state: "there", reason: null, there: 2, waiting: 0 })
  expect((await inTransaction(ctx, (ctx) => selectCode(ctx, typedCode(codes[0] ?? ""))))?.voidedAt).toBe(null)
})

test("G11 what a shop can't keep as it is meant is not put there in another meaning", () => {
  const of = (terms: Record<string, unknown>, shopCurrency = "JPY") =>
    shopDiscountOf({
      offer: { name: "x", state: "live", createdAt: new Date(0), terms: Terms.parse(terms) },
      currency: { shop: shopCurrency, brand: "JPY" },
      variants: new Map([["SOAP", "7"]]),
      decimal: String,
    })
  expect(of({ benefit: { kind: "gift", sku: "SOAP" } })).toEqual({ cannot: "gift" })
  expect(of({ benefit: { kind: "percent", bp: 100, most: 500 } })).toEqual({ cannot: "capped" })
  expect(of({ benefit: { kind: "fixed", amount: 500 } }, "USD")).toEqual({ cannot: "other-currency" })
  expect(of({ benefit: { kind: "free-shipping" }, skus: ["SOAP", "TEA"] })).toEqual({ cannot: "goods-unknown" })
  const shipping = of({ benefit: { kind: "free-shipping" }, minimum: 1_000 })
  expect("cannot" in shipping ? shipping : inputOf(shipping)).toMatchObject({
    destination: { all: true },
    minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: "1000" } },
  })
  const soap = of({ benefit: { kind: "percent", bp: 1_000, most: null }, skus: ["SOAP"] })
  expect("cannot" in soap ? soap : inputOf(soap)).toMatchObject({
    customerGets: { items: { products: { productVariantsToAdd: ["gid://shopify/ProductVariant/7"] } } },
  })
})
