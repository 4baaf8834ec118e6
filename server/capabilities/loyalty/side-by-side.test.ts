import { afterAll, beforeAll, expect, test } from "vitest"
import { upsertProducts } from "#catalog"
import { resolveCustomer } from "#customers"
import {
  enrol,
  givePlan,
  makePlan,
  PlanDocument,
  publishPlan,
  publishRanks,
  RanksDocument,
  saveRanks,
  showRanks,
} from "#members"
import { cartLink, issueCode, makeOffer, offerPages, OfferTerms, offersWithCounts, setOfferState } from "#offers"
import { applyOrder, connectShop, type OrderSnapshot, shopVendors } from "#orders"
import { balancesOf } from "#points"
import { trackingPages } from "#tracking"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { anOrder } from "#testing/orders"
import { offerPortal, trackingPortal } from "../../../portal/server.ts"
import { shopify } from "../../adapters/shops/shopify.ts"
import { defaultProgramme, plainAction } from "./default-programme.ts"
import { publishProgramme, saveProgramme } from "./index.ts"
import { readFacts } from "./read-facts.ts"
import { showPreview } from "./show-loyalty.ts"

let ctx: TestContext
let door: Awaited<ReturnType<typeof serve>>
let source: string
let orders = 0

beforeAll(async () => {
  ctx = await testContext({
    at: "2026-04-01T09:00:00+09:00",
    plugs: [plug(trackingPages, trackingPortal), plug(offerPages, offerPortal), plug(shopVendors, [shopify()])],
  })
  door = await serve({ platform: ctx.platform })
  const shop = { vendor: "shopify", name: "本店", shopDomain: "hinata.myshopify.com", secret: "secret-secret-secret" }
  source = `shopify:${(await connectShop(ctx, shop)).connectionId}`
  const campaign = {
    key: "haru",
    name: { ja: "春の2倍", en: "Spring double" },
    bonusBp: 10_000,
    from: null,
    until: new Date("2029-04-01T00:00:00+09:00"),
    segmentId: null,
    products: [],
    categories: [],
    channels: [],
    caps: { perOrder: null, perPerson: null, inAll: null },
    priority: 0,
    isOn: true,
  }
  const proposal = {
    ...plainAction,
    key: "proposal",
    title: { ja: "ご提案から買う", en: "Bought what we proposed" },
    points: 40,
    on: { kind: "event" as const, names: ["Cart Link Followed"], filters: [] },
    once: "month" as const,
  }
  const programme = { ...defaultProgramme, actions: [proposal], multipliers: [campaign] }
  await publishProgramme(ctx, { basedOn: (await saveProgramme(ctx, { programme, basedOn: 0 })).revision })
  const ranks = RanksDocument.parse({
    metric: "spend",
    window: { kind: "ever" },
    judged: { every: "month" },
    graceDays: 0,
    ranks: [
      { key: "hi", name: { ja: "ひ", en: "Sun" }, needs: 0, benefits: [{ kind: "points-bonus", bonusBp: 1_000 }] },
    ],
  })
  await publishRanks(ctx, (await saveRanks(ctx, ranks, "", (await showRanks(ctx)).draft?.revision ?? 0)).revision)
})
afterAll(() => door.stop())

async function member(mail: string): Promise<string> {
  const identities = [{ kind: "email" as const, issuer: "", value: mail }]
  const { customerId } = await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })
  await enrol(ctx, { customerId, by: "mail" })
  return customerId
}

/** 7,180 yen of goods. */
async function buys(mail: string, changes: Partial<OrderSnapshot> = {}): Promise<string> {
  ctx.pass(60_000)
  const at = ctx.now()
  const order = anOrder({
    externalId: `s-${++orders}`,
    number: `#S${orders}`,
    placedAt: at,
    updatedAt: at,
    paymentApprovedAt: at,
    customer: { identities: [{ kind: "email", issuer: "", value: mail }], profile: {} },
    ...changes,
  })
  const { orderId } = await inTransaction(ctx, (ctx) => applyOrder(ctx, order))
  await ctx.drain()
  return orderId
}

const stepsOf = async (orderId: string) =>
  (await showPreview(ctx, { orderId })).found?.judged.steps.map(({ rule, points }) => [rule.split(":")[0], points])
const standing = async (id: string) => {
  const found = (await inTransaction(ctx, (ctx) => balancesOf(ctx, [id]))).get(id)
  return { available: found?.available ?? 0, pending: found?.pending ?? 0 }
}

test("H15 H18 points, a rank, a plan and a campaign run side by side, line by line; the plan's gift comes with it once", async () => {
  const hanako = await member("hanako@example.jp")
  const plan = PlanDocument.parse({
    name: { ja: "ひなた会", en: "Club" },
    kind: "other",
    months: 12,
    proof: { kind: "staff" },
    benefits: [
      { kind: "points-bonus", bonusBp: 5_000 },
      { kind: "gift", words: { ja: "はじめの300", en: "300 to begin with" }, points: 300 },
    ],
  })
  const { planId } = await makePlan(ctx, plan)
  await publishPlan(ctx, planId, 1)
  const before = await buys("hanako@example.jp")
  const given = { customerId: hanako, planId, key: "1", reason: "ご紹介" }
  await Promise.all([1, 2].map(() => givePlan(ctx, given)))
  await ctx.drain()
  await readFacts(ctx.platform)
  expect((await standing(hanako)).available).toBe(300)
  const during = await buys("hanako@example.jp")
  ctx.moveTo("2027-04-02T00:00:00+09:00")
  const after = await buys("hanako@example.jp")
  const without = [
    ["base", 71],
    ["rank", 7],
    ["multiplier", 72],
  ]
  expect(await stepsOf(before)).toEqual(without)
  expect(await stepsOf(during)).toEqual([...without, ["boost", 36]])
  expect(await stepsOf(after)).toEqual(without)
})

test("H30 M10 who buys what was proposed to her, by the link of her own cart and the code in it, earns like anybody and for the proposal", async () => {
  const hanako = await member("misaki@example.jp")
  const { offerId } = await makeOffer(ctx, {
    name: "ご提案",
    terms: OfferTerms.parse({ benefit: { kind: "fixed", amount: 500 } }),
  })
  await setOfferState(ctx, offerId, "live")
  await upsertProducts(ctx, [
    {
      source,
      externalId: "p1",
      updatedAt: ctx.now(),
      status: "active",
      title: "ひなたクリーム",
      variants: [
        {
          externalId: "gid://shopify/ProductVariant/101",
          title: "Default Title",
          sku: "CREAM",
          price: 6_300,
          currency: "JPY",
        },
      ],
    },
  ])
  const { code } = await issueCode(ctx, { offerId, customerId: hanako, cause: "proposal" })
  const link = new URL(
    await cartLink(ctx, { customerId: hanako, items: [{ sku: "CREAM", quantity: 1 }], offerCode: code }),
  )
  for (const _ of [1, 2]) {
    const reply = await fetch(door.origin + link.pathname, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "q0=1",
    })
    expect(reply.headers.get("location")).toBe(`https://hinata.myshopify.com/cart/101:1?discount=${code}`)
  }
  const orderId = await buys("misaki@example.jp", { source, discountCodes: [{ code, amount: 500 }] })
  await readFacts(ctx.platform)
  await ctx.drain()
  expect(await stepsOf(orderId)).toEqual([
    ["base", 71],
    ["rank", 7],
    ["multiplier", 72],
  ])
  expect(await standing(hanako)).toEqual({ available: 40, pending: 150 })
  expect((await inTransaction(ctx, offersWithCounts)).find((offer) => offer.offerId === offerId)).toMatchObject({
    redeemed: 1,
  })
})
