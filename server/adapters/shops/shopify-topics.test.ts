import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { connectShop, shopVendors } from "#orders"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { testContext } from "#testing/context"
import { type FakeShop, startFakeShop } from "#testing/fake-shop"
import { serve } from "#testing/http"
import { hasSharedShopify, sharedShopify, shopifySample } from "#testing/shopify-fixtures"
import { shopify } from "./shopify.ts"
import { subscribableTopics } from "./shopify-read.ts"

let shop: FakeShop
beforeAll(async () => {
  shop = await startFakeShop()
})
afterAll(() => shop.stop())

type Json = Record<string, unknown>
const person = { id: 207119551, email: "hanako@example.jp", phone: "+819012345678" }
const compliance = ["customers/data_request", "customers/redact", "shop/redact"]

/** What each topic carries: our own samples, so that no topic goes untried where the shared ones are absent. */
const bodies: Readonly<Record<string, () => Json>> = {
  orders: () => shopifySample("order"),
  fulfillments: () => shopifySample("fulfilment"),
  fulfillment_events: () => shopifySample("fulfilment-event"),
  refunds: () => shopifySample("refund"),
  customers: () => shopifySample("customer"),
  products: () => shopifySample("product"),
  inventory_levels: () => shopifySample("inventory-level"),
  checkouts: () => shopifySample("checkout"),
  app: () => ({ id: 1, name: "hinata" }),
}
const special: Readonly<Record<string, () => Json>> = {
  "orders/delete": () => ({ id: 999_999 }),
  "orders/edited": () => ({ order_edit: { id: 1, order_id: 2 } }),
  "customers/delete": () => ({ id: 999_999 }),
  "customers/merge": () => ({
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/1",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/2",
  }),
  "products/delete": () => ({ id: 999_999 }),
  "customers/data_request": () => ({
    shop_id: 1,
    shop_domain: shop.domain,
    orders_requested: [1],
    customer: person,
    data_request: { id: 9 },
  }),
  "customers/redact": () => ({ shop_id: 1, shop_domain: shop.domain, customer: person, orders_to_redact: [1] }),
  "shop/redact": () => ({ shop_id: 1, shop_domain: shop.domain }),
}
const bodyOf = (topic: string): Json => {
  const make = special[topic] ?? bodies[topic.split("/")[0] ?? ""]
  if (!make) throw new Error(`no sample for ${topic}`)
  return make()
}

async function open() {
  const ctx = await testContext({ plugs: [plug(shopVendors, [shopify({ originOf: () => shop.origin })])] })
  const { connectionId } = await connectShop(ctx, {
    vendor: "shopify",
    name: "ひなた",
    shopDomain: shop.domain,
    secret: shop.secret,
  })
  const { origin, stop } = await serve({ platform: ctx.platform })
  return { ctx, url: `${origin}/webhooks/shopify/${connectionId}`, stop }
}
const outcomes = (ctx: Awaited<ReturnType<typeof open>>["ctx"]) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ state: string; reason: string | null }>`
      select state, reason from kernel.outbox
      where kind = 'orders.apply-shop-message' order by 1`.execute(ctx.db)
    return rows
  })

test("U10 U11 every topic that we subscribe to, and the three of privacy, come in signed over HTTP and are applied", async () => {
  const { ctx, url, stop } = await open()
  const last = ["customers/redact", "app/uninstalled", "shop/redact"]
  const topics = [...subscribableTopics, ...compliance].toSorted((a, b) => last.indexOf(a) - last.indexOf(b))
  for (const topic of topics) {
    await shop.deliver(url, [{ topic, body: bodyOf(topic) }])
    await ctx.drain()
  }
  const ended = await outcomes(ctx)
  expect(ended.filter(({ state }) => state !== "done")).toEqual([])
  // What a message said is not kept once it is applied: they are counted.
  expect(ended).toHaveLength(topics.length)
  expect(topics.length).toBe(new Set(topics).size)
  await stop()
})

test.skipIf(!hasSharedShopify)(
  "U10 U11 the shapes that real shops send go through the signed door: orders, parcels, people, products, stock, checkouts (skipped without ../shared)",
  async () => {
    const { ctx, url, stop } = await open()
    const of = (file: string, name: string): Json[] => {
      const read = sharedShopify(file)
      const whole: unknown[] = Array.isArray(read) ? read : [read]
      // safe: the shared samples are JSON objects, bare or wrapped in their name, alone or in a list
      return whole.flatMap((one): Json[] => [((one as Json)[name] ?? one) as Json | Json[]].flat())
    }
    const messages = [
      ...of("order.json", "order").map((body) => ({ topic: "orders/create", body })),
      ...of("orders.json", "orders").map((body) => ({ topic: "orders/updated", body })),
      ...of("fulfillment.json", "fulfillment").map((body) => ({ topic: "fulfillments/update", body })),
      ...of("fulfillment_event.json", "fulfillment_event").map((body) => ({
        topic: "fulfillment_events/create",
        body,
      })),
      ...of("customer.json", "customer").map((body) => ({ topic: "customers/update", body })),
      ...of("product.json", "product").map((body) => ({ topic: "products/update", body })),
      ...of("products.json", "product").map((body) => ({ topic: "products/create", body })),
      ...of("inventory_level.json", "inventory_level").map((body) => ({ topic: "inventory_levels/update", body })),
      ...of("checkouts.json", "checkouts").map((body) => ({ topic: "checkouts/update", body })),
    ]
    await shop.deliver(url, messages)
    await ctx.drain()
    const ended = await outcomes(ctx)
    expect(ended.filter(({ state }) => state !== "done")).toEqual([])
    expect(ended).toHaveLength(messages.length)
    await stop()
  },
)
