import { afterAll, beforeAll, expect, test } from "vitest"
import { allRights } from "#brands"
import { eraseCustomer, exportCustomer, resolveCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import type { Caller } from "#kernel/doors"
import { plug } from "#kernel/ports"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { anOrder } from "#testing/orders"
import { applyOrder, applyRefund } from "./apply-order.ts"
import { ordersByNumber, ordersOf, purchasesOf } from "./find-order.ts"
import { shopVendors } from "./shop-port.ts"
import { orders } from "./capability.ts"

let ctx: TestContext
let origin = ""
let rights = new Set<string>(allRights)
let stop = async () => {}
beforeAll(async () => {
  const vendor = {
    vendor: "shopify",
    isShopDomain: (domain: string) => domain.endsWith(".myshopify.com"),
    topics: [],
    isSigned: () => false,
    label: () => undefined,
    read: () => [],
    api: () => {
      throw new Error("the shop is not asked here")
    },
  }
  ctx = await testContext({ plugs: [plug(shopVendors, [vendor])] })
  const caller = (): Caller => ({
    actor: { kind: "key", keyId: "k1" },
    brandId: ctx.brandId,
    rights,
    ambient: false,
    fresh: true,
  })
  const served = await serve({ platform: ctx.platform, capabilities: [orders], identify: async () => caller() })
  origin = served.origin
  stop = served.stop
})
afterAll(() => stop())

/** The parts of replies that these tests look into. */
type Body = {
  readonly orderId: string
  readonly customerId: string
  readonly connectionId: string
  readonly webhookUrl: string
  readonly cursor: string | null
  readonly items: readonly { readonly number: string; readonly customerId: string; readonly oldSecretUntil: string }[]
  readonly history: readonly { readonly fact: string }[]
  readonly error: { readonly code: string }
}
type Reply = { readonly status: number; readonly body: Body }
async function call(line: string, body?: unknown): Promise<Reply> {
  const [method = "GET", path = ""] = line.split(" ")
  const reply = await fetch(`${origin}/api/v1/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  // safe: expectations below fail on anything else
  return { status: reply.status, body: (await reply.json()) as Body }
}
const at = (minute: number) => new Date(Date.parse("2026-04-01T08:00:00+09:00") + minute * 60_000)
const snapshotBody = (changes: Parameters<typeof anOrder>[0] = {}) => {
  const { source: _source, externalId: _externalId, ...body } = anOrder(changes)
  return body
}

test("U10 an OMS puts an order, a WMS tells that stock is put aside and money given back, and both read it", async () => {
  const put = await call("PUT orders/oms:main/A-1", snapshotBody({ number: "A-1" }))
  expect(put).toMatchObject({ status: 200, body: { orderId: expect.any(String), customerId: expect.any(String) } })
  const again = await call("PUT orders/oms:main/A-1", snapshotBody({ number: "A-1" }))
  expect(again.body).toEqual(put.body)
  expect(
    (await call("POST orders/oms:main/A-1/milestones", { milestone: "payment-approved", at: at(51) })).status,
  ).toBe(200)
  expect((await call("POST orders/oms:main/A-1/milestones", { milestone: "stock-allocated", at: at(52) })).status).toBe(
    200,
  )
  const refund = {
    externalId: "r1",
    at: at(55),
    amount: 880,
    lines: [{ lineExternalId: "l2", quantity: 1, amount: 880 }],
  }
  expect((await call("POST orders/oms:main/A-1/refunds", { refund })).status).toBe(200)
  const read = await call(`GET orders/${put.body.orderId}`)
  expect(read.body).toMatchObject({
    number: "A-1",
    status: "confirmed",
    counted: true,
    totals: { total: 7_730, refunded: 880 },
    pieces: 3,
    lines: [
      { sku: "CREAM-50", refundedQuantity: 0 },
      { sku: "SOAP-1", refundedQuantity: 1 },
    ],
  })
  expect(read.body.history.map((h) => h.fact)).toEqual([
    "received",
    "payment-approved",
    "stock-allocated",
    "refunded:r1",
  ])
})

test("N01 who bought and who receives is told only to those who may see personal data", async () => {
  const gift = { isGift: true, recipient: { name: "渡邉 太郎" }, message: "おめでとう" }
  const { orderId } = await applyOrder(ctx, anOrder({ externalId: "gift", number: "#G1", gift }))
  const read = await call(`GET orders/${orderId}`)
  expect(read.body).toMatchObject({ isGift: true })
  expect(JSON.stringify(read.body)).not.toMatch(/渡邉|花子|神宮前|hanako/)
  expect((await call(`GET orders/${orderId}/buyer`)).body).toMatchObject({
    buyer: { familyName: "渡邉" },
    shippingAddress: { city: "渋谷区" },
    gift,
  })
  expect((await call(`GET order-buyers?orderIds=${orderId}`)).body.items).toEqual([
    { orderId, customerId: expect.any(String), name: "渡邉 花子" },
  ])
  rights = new Set(["orders:read"])
  expect((await call(`GET orders/${orderId}/buyer`)).status).toBe(403)
  expect((await call(`GET order-buyers?orderIds=${orderId}`)).status).toBe(403)
  expect((await call("PUT orders/oms:main/A-2", snapshotBody())).status).toBe(403)
  rights = new Set(allRights)
})

test("orders are listed newest first, page by page, by status, store, time, person and number", async () => {
  for (let i = 0; i < 7; i++) {
    const store = i % 2 === 0 ? { channel: "store" as const, storeId: "ginza" } : {}
    const buyer = { identities: [{ kind: "email" as const, issuer: "", value: `buyer${i % 3}@example.jp` }] }
    const placed = new Date(at(i).getTime() - 90 * 86_400_000)
    await applyOrder(
      ctx,
      anOrder({
        source: "list",
        externalId: `n${i}`,
        number: `#30${i}`,
        placedAt: placed,
        updatedAt: placed,
        customer: buyer,
        ...store,
        cancelledAt: i === 3 ? placed : null,
      }),
    )
  }
  const pages: string[][] = []
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Reply = await call(`GET orders?source=list&limit=3${cursor ? `&cursor=${cursor}` : ""}`)
    pages.push(page.body.items.map((order) => order.number))
    cursor = page.body.cursor
  }
  expect(pages).toEqual([["#306", "#305", "#304"], ["#303", "#302", "#301"], ["#300"]])
  const numbers = async (query: string) =>
    (await call(`GET orders?source=list&${query}`)).body.items.map((order) => order.number)
  expect(await numbers("status=cancelled")).toEqual(["#303"])
  expect(await numbers("storeId=ginza&channel=store")).toEqual(["#306", "#304", "#302", "#300"])
  expect(await numbers(`number=${encodeURIComponent("＃30")}&limit=200`)).toHaveLength(7)
  expect(await numbers("number=304")).toEqual(["#304"])
  const customerId = (await call("GET orders?source=list&number=301")).body.items[0]?.customerId
  expect(await numbers(`customerId=${customerId}`)).toEqual(["#304", "#301"])
  const from = new Date(at(2).getTime() - 90 * 86_400_000)
  const until = new Date(at(4).getTime() - 90 * 86_400_000)
  expect(await numbers(`from=${from.toISOString()}&until=${until.toISOString()}`)).toEqual(["#303", "#302"])
  expect(await call("GET orders?cursor=nonsense")).toMatchObject({
    status: 422,
    body: { error: { code: "orders.BadCursor", field: "cursor" } },
  })
})

test.each(["#2001", "2001", "＃2001", " # 2001 ", "No.2001", "２００１"])(
  "an order is found by its number written %s",
  async (written) => {
    await applyOrder(ctx, anOrder({ externalId: "by-number", number: "#2001" }))
    const found = await inTransaction(ctx, (ctx) => ordersByNumber(ctx, written))
    expect(found.map((order) => order.externalId)).toEqual(["by-number"])
  },
)

test("D26 X11 what a person has bought follows a merge, and leaves out what was cancelled or returned in full", async () => {
  const mail = (value: string) => ({ kind: "email" as const, issuer: "", value })
  const one = await applyOrder(
    ctx,
    anOrder({ source: "m", externalId: "1", customer: { identities: [mail("one@example.jp")] } }),
  )
  const two = await applyOrder(
    ctx,
    anOrder({ source: "m", externalId: "2", customer: { identities: [mail("two@example.jp")] } }),
  )
  await applyOrder(
    ctx,
    anOrder({ source: "m", externalId: "3", cancelledAt: at(59), customer: { identities: [mail("two@example.jp")] } }),
  )
  await applyOrder(ctx, anOrder({ source: "m", externalId: "4", customer: { identities: [mail("two@example.jp")] } }))
  await applyRefund(ctx, { source: "m", externalId: "4" }, { externalId: "r", at: at(58), amount: 7_730, lines: [] })
  const bought = (customerId: string | null) => inTransaction(ctx, (ctx) => purchasesOf(ctx, customerId ?? ""))
  expect(await bought(one.customerId)).toMatchObject({ orders: 1, net: [{ currency: "JPY", amount: 7_730 }] })
  const both = { identities: [mail("one@example.jp"), mail("two@example.jp")], source: "staff", at: ctx.now() }
  const { customerId } = await inTransaction(ctx, (ctx) => resolveCustomer(ctx, both))
  for (const id of [one.customerId, two.customerId, customerId]) {
    expect(await bought(id)).toMatchObject({ orders: 2, net: [{ currency: "JPY", amount: 15_460 }] })
    expect(await inTransaction(ctx, (ctx) => ordersOf(ctx, id ?? ""))).toHaveLength(4)
  }
  expect((await call(`GET customers/${customerId}/purchases`)).body).toMatchObject({ orders: 2 })
})

test.each([
  { what: "yen with a fraction", changes: { totals: { goods: 1_234.5 } }, field: "totals.goods" },
  { what: "an unknown currency", changes: { currency: "yen" }, field: "currency" },
  { what: "an amount beyond all bounds", changes: { totals: { goods: 1_000_000_000_001 } }, field: "totals.goods" },
  { what: "a field that is not ours", changes: { isAdmin: true }, field: "isAdmin" },
])("J20 S03 an order with $what is refused with its field, and nothing is kept", async ({ changes, field }) => {
  const put = await call("PUT orders/oms:main/bad", { ...snapshotBody(), ...changes })
  expect(put).toMatchObject({
    status: 422,
    body: { error: { field, message: { ja: expect.any(String), en: expect.any(String) } } },
  })
  expect((await call("GET orders?source=oms:main&number=1001")).body.items).toEqual([])
})

test("S72 F96 a person's orders are part of what is kept of them, and are anonymous once they are erased", async () => {
  const customer = {
    identities: [{ kind: "email" as const, issuer: "", value: "forget@example.jp" }],
    profile: { familyName: "佐藤" },
  }
  const { orderId, customerId } = await applyOrder(
    ctx,
    anOrder({ source: "f", externalId: "1", number: "#F1", customer }),
  )
  const kept = await exportCustomer(ctx, customerId ?? "")
  expect(JSON.stringify(kept)).toMatch(/#F1.*神宮前/)
  await eraseCustomer(ctx, customerId ?? "", "asked")
  expect((await call(`GET orders/${orderId}`)).body).toMatchObject({
    number: "#F1",
    customerId: null,
    totals: { total: 7_730 },
  })
  expect((await call(`GET orders/${orderId}/buyer`)).body).toMatchObject({
    buyer: {},
    shippingAddress: { prefecture: "東京都" },
  })
  expect(JSON.stringify((await call(`GET orders/${orderId}/buyer`)).body)).not.toMatch(/佐藤|神宮前|花子/)
})

test("F50 what waits for its order is shown to those who look after it", async () => {
  await applyRefund(ctx, { source: "waits", externalId: "never" }, { externalId: "r", at: at(1), amount: 1, lines: [] })
  expect((await call("GET orders-waiting")).body.items).toEqual([
    { source: "waits", externalId: "never", firstSeenAt: ctx.now().toISOString() },
  ])
  expect((await call("GET orders-waiting?olderThanHours=72")).body.items).toEqual([])
})

test("a shop is connected, shown without its secrets, changed and disconnected", async () => {
  const wanted = { vendor: "shopify", name: "ひなた", shopDomain: "Hinata.myshopify.com", secret: "shpss_secret_1" }
  const made = await call("POST shop-connections", wanted)
  expect(made.body.webhookUrl).toMatch(new RegExp(`/webhooks/shopify/${made.body.connectionId}$`))
  expect((await call("POST shop-connections", wanted)).body.error.code).toBe("shops.AlreadyConnected")
  expect((await call("POST shop-connections", { ...wanted, shopDomain: "evil.example.com" })).body.error.code).toBe(
    "shops.NotAShop",
  )
  expect((await call("POST shop-connections", { ...wanted, vendor: "base" })).body.error.code).toBe(
    "shops.UnknownVendor",
  )
  expect(
    (await call(`PATCH shop-connections/${made.body.connectionId}`, { secret: "shpss_secret_2", oldSecretHours: 1 }))
      .status,
  ).toBe(200)
  const list = await call("GET shop-connections")
  expect(list.body.items).toMatchObject([
    { shopDomain: "hinata.myshopify.com", canAsk: false, refusedLastHour: 0, trouble: null },
  ])
  expect(list.body.items[0]?.oldSecretUntil).toBe(new Date(ctx.now().getTime() + 3_600_000).toISOString())
  expect(JSON.stringify(list.body)).not.toMatch(/shpss_/)
  expect((await call(`POST shop-connections/${made.body.connectionId}/check`)).body.error.code).toBe("shops.NoAccess")
  expect((await call(`DELETE shop-connections/${made.body.connectionId}`)).status).toBe(200)
  expect((await call(`DELETE shop-connections/${made.body.connectionId}`)).body.error.code).toBe(
    "shops.UnknownConnection",
  )
})
