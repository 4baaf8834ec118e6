import { afterAll, beforeAll, expect, test } from "vitest"
import { setStock, upsertProducts } from "#catalog"
import { resolveCustomer } from "#customers"
import { timelineOf } from "#events"
import { connectShop, shopVendors } from "#orders"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { issueToken } from "#kernel/tokens"
import { trackingPages } from "#tracking"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { offerPortal, trackingPortal } from "../../../portal/server.ts"
import { shopify } from "../../adapters/shops/shopify.ts"
import { makeOffer, setOfferState } from "./edit-offers.ts"
import { cartLink, issueCode } from "./index.ts"
import { Terms } from "./model.ts"
import { offerPages } from "./ports.ts"
import { changeOfferSettings, offerSettings } from "./settings.ts"
import { redeem } from "./redeem.ts"

let ctx: TestContext
let customerId: string
let source: string
let door: Awaited<ReturnType<typeof serve>>
let offerId: string

beforeAll(async () => {
  ctx = await testContext({
    plugs: [plug(trackingPages, trackingPortal), plug(offerPages, offerPortal), plug(shopVendors, [shopify()])],
  })
  door = await serve({ platform: ctx.platform })
  const identities = [{ kind: "email" as const, issuer: "", value: "hanako@example.jp" }]
  customerId = (await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })).customerId
  const shop = { vendor: "shopify", name: "本店", shopDomain: "hinata.myshopify.com", secret: "secret-secret-secret" }
  source = `shopify:${(await connectShop(ctx, shop)).connectionId}`
  await upsertProducts(ctx, [
    product("p1", "ひなたクリーム<b>", "CREAM", 3_300),
    product("p2", "石けん", "SOAP", 880),
    product("p3", "昔の乳液", "OLD", 2_000, "archived"),
  ])
  await stockOf("SOAP", 2)
  offerId = (await makeOffer(ctx, { name: "春", terms: Terms.parse({ benefit: { kind: "percent", bp: 1_000 } }) }))
    .offerId
  await setOfferState(ctx, offerId, "live")
})
afterAll(() => door.stop())

const product = (
  externalId: string,
  title: string,
  sku: string,
  price: number,
  status: "active" | "archived" = "active",
) => ({
  source,
  externalId,
  updatedAt: ctx.now(),
  status,
  title,
  variants: [
    {
      externalId: `gid://shopify/ProductVariant/${externalId.slice(1)}01`,
      title: "Default Title",
      sku,
      price,
      currency: "JPY",
      stockItem: sku,
    },
  ],
})
const stockOf = (sku: string, available: number) => {
  ctx.pass(1_000)
  return setStock(ctx, [{ source, stockItem: sku, place: "dc", available, updatedAt: ctx.now() }])
}

async function open(url: string, init: RequestInit = {}) {
  const reply = await fetch(door.origin + new URL(url).pathname + new URL(url).search, { redirect: "manual", ...init })
  return { status: reply.status, headers: reply.headers, text: await reply.text() }
}
const press = (url: string, form: Record<string, string> = {}) =>
  open(url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  })
const followed = async () => {
  const { items } = await inTransaction(ctx, (ctx) => timelineOf(ctx, customerId, { limit: 50 }))
  return items.filter((entry) => entry.name === "Cart Link Followed")
}
const goods = [
  { sku: "CREAM", quantity: 2 },
  { sku: "SOAP", quantity: 3 },
  { sku: "OLD", quantity: 1 },
  { sku: "NEVER", quantity: 1 },
]

test("M10 S-LINK5 a link opens a filled cart at today's prices; what is gone says so in words", async () => {
  const url = await cartLink(ctx, { customerId, items: goods })
  const { status, text, headers } = await open(url)
  expect(status).toBe(200)
  expect(text).toContain("ひなたクリーム&lt;b>")
  expect(text).toContain("¥3,300")
  expect(text).toContain("残り2点です")
  expect(text).toContain("販売を終了しました")
  // Two creams and the two soaps that are left.
  expect(text).toContain("¥8,360")
  expect(text).not.toContain("<script")
  expect(text.length).toBeLessThan(60_000)
  expect(headers.get("content-security-policy")).toContain("form-action 'self' https://hinata.myshopify.com;")
  await upsertProducts(ctx, [
    { ...product("p1", "ひなたクリーム", "CREAM", 3_500), updatedAt: new Date(ctx.now().getTime() + 1) },
  ])
  await stockOf("SOAP", 0)
  const later = (await open(`${url}?lang=en`)).text
  expect(later).toContain("¥3,500")
  expect(later).toContain("Sold out for now")
  expect(later).toContain("Total, before shipping and offers")
})

test("M10 S-LINK2 looking changes nothing; going on leads to the shop's own cart and is a fact of hers", async () => {
  await stockOf("SOAP", 5)
  const { code } = await issueCode(ctx, { offerId, customerId, cause: "cart" })
  const url = await cartLink(ctx, { customerId, items: goods, offerCode: code })
  for (const method of ["GET", "HEAD", "GET"]) expect((await open(url, { method })).status).toBe(200)
  expect(await followed()).toEqual([])
  const reply = await press(url, { q0: "1", q1: "4" })
  expect(reply.status).toBe(303)
  expect(reply.headers.get("location")).toBe(`https://hinata.myshopify.com/cart/101:1,201:4?discount=${code}`)
  expect((await press(url, { q0: "1", q1: "4" })).status).toBe(303)
  const [fact, ...more] = await followed()
  expect(more).toEqual([])
  expect(fact?.properties).toEqual({
    products: [
      { sku: "CREAM", quantity: 1 },
      { sku: "SOAP", quantity: 4 },
    ],
    has_code: true,
  })
})

test("G11 a code's own page shows it with what it gives, and why it can't be used any more", async () => {
  const { code, url } = await issueCode(ctx, { offerId, customerId, cause: "page" })
  const { text } = await open(url)
  expect(text).toContain(code)
  expect(text).toContain("10%引き")
  expect(text).toContain("5月1日まで")
  expect((await press(url)).headers.get("location")).toBe(`https://hinata.myshopify.com/discount/${code}?redirect=%2F`)
  expect(await redeem(ctx, { code, key: "till:1", channel: "store" })).toMatchObject({ redeemed: true })
  const used = (await open(url)).text
  expect(used).toContain("このコードはお使いになりました。")
  expect(used).not.toContain(code)
  expect((await press(url)).headers.get("location")).toBe("https://hinata.myshopify.com/")
})

test("S-LINK1 a link lives for fourteen days, and only as what it was made for", async () => {
  const url = await cartLink(ctx, { customerId, items: goods })
  const other = await testContext()
  const foreign = issueToken(other, "cart", { subject: customerId, resource: "[[],null,null]" })
  const wrong = issueToken(ctx, "unsubscribe", { subject: customerId, resource: "[[],null,null]" })
  for (const token of [foreign, wrong, "v1.x.y"]) {
    const { status, text } = await open(`http://x/s/${ctx.brand.slug}/cart/${token}`)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(text).toContain("使えませんでした")
  }
  expect((await open(url.slice(0, -2))).text).toContain("使えませんでした")
  ctx.pass(14 * 86_400_000)
  const { status, text } = await open(url)
  expect(status).toBe(410)
  expect(text).toContain("期限が")
  expect((await press(url)).status).toBe(410)
})

test("M10 a brand's own pattern addresses the cart of any other shop, and too many products are refused", async () => {
  const settings = { ...(await offerSettings(ctx)), cartUrl: "https://shop.example.jp/cart?add={items}&c={code}" }
  await changeOfferSettings(ctx, settings, 0)
  const url = await cartLink(ctx, { customerId, items: goods.slice(0, 2) })
  expect((await press(url)).headers.get("location")).toBe("https://shop.example.jp/cart?add=CREAM:2,SOAP:3&c=")
  const many = Array.from({ length: 31 }, (_, i) => ({ sku: `S${i}`, quantity: 1 }))
  await expect(cartLink(ctx, { customerId, items: many })).rejects.toThrow("offers.CartTooLong")
})
