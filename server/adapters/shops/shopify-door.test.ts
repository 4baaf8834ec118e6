import { createHmac } from "node:crypto"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { changeShop, connectShop, type SeenFulfilment, type ShopConnection, fulfilmentSeen, shopVendors } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { when } from "#kernel/events"
import { plug } from "#kernel/ports"
import { assemble } from "#kernel/product"
import { drain, type TestContext, testContext } from "#testing/context"
import { type FakeShop, startFakeShop } from "#testing/fake-shop"
import { serve } from "#testing/http"
import { shopifySample } from "#testing/shopify-fixtures"
import { capabilities } from "../../capabilities.ts"
import { shopify } from "./shopify.ts"

let shop: FakeShop
beforeAll(async () => {
  shop = await startFakeShop()
})
afterAll(() => shop.stop())

type Opened = {
  ctx: TestContext
  connection: ShopConnection
  url: string
  parcels: SeenFulfilment[]
  stop: () => Promise<void>
}

/** A brand with a connected shop, and its door open. Announced parcels are written down. */
async function open(changes: { secret?: string; accessToken?: string } = {}): Promise<Opened> {
  const parcels: SeenFulfilment[] = []
  const listener = {
    name: "listener",
    reactions: [when(fulfilmentSeen, async (ctx, seen) => ctx.afterCommit(() => parcels.push(seen)))],
  }
  const plugs = [plug(shopVendors, [shopify({ originOf: () => shop.origin })])]
  const own = capabilities.filter(({ name }) => ["brands", "customers", "events", "catalog", "orders"].includes(name))
  const product = assemble([...own, listener], { plugs, wake: () => {} })
  const ctx = await testContext({ product })
  const connection = await connectShop(ctx, {
    vendor: "shopify",
    name: "ひなた",
    shopDomain: shop.domain,
    secret: shop.secret,
    ...changes,
  })
  const served = await serve({ platform: ctx.platform, capabilities: own })
  return {
    ctx,
    connection,
    url: `${served.origin}/webhooks/shopify/${connection.connectionId}`,
    parcels,
    stop: served.stop,
  }
}

const rowsOf = <T>(ctx: Context, query: ReturnType<typeof sql<T>>) =>
  inTransaction(ctx, async (ctx) => (await query.execute(ctx.db)).rows)
const waiting = (ctx: Context) =>
  rowsOf(
    ctx,
    sql<{
      topic: string | null
      state: string
    }>`select payload->>'topic' as topic, state from kernel.outbox where kind = 'orders.apply-shop-message' order by 1`,
  )

const order = (changes: Record<string, unknown> = {}) => ({
  topic: "orders/create",
  body: shopifySample("order", changes),
})

test("U10 a signed order is committed, answered, then applied", async () => {
  const { ctx, url, stop } = await open()
  expect(await shop.deliver(url, [order()])).toEqual([200])
  expect(await waiting(ctx)).toEqual([{ topic: "orders/create", state: "ready" }])
  await ctx.drain()
  // Of what is done the payload, which is personal, is not kept.
  expect(await waiting(ctx)).toEqual([{ topic: null, state: "done" }])
  expect(await rowsOf(ctx, sql`select number, status, total from orders.orders`)).toEqual([
    { number: "#1001", status: "payment-approved", total: 7_730 },
  ])
  await stop()
})

test("F50 the same event a hundred times at once is queued once", async () => {
  const { ctx, url, stop } = await open()
  const statuses = await shop.deliver(url, [{ ...order(), eventId: "e1" }], { copies: 100, together: true })
  expect(statuses).toEqual(Array.from({ length: 100 }, () => 200))
  expect(await waiting(ctx)).toHaveLength(1)
  await stop()
})

test("G8 F50 U11 an order's life, doubled and out of order, makes one order, one parcel and each event once", async () => {
  const life = [
    order({ financial_status: "pending", updated_at: "2026-04-01T08:50:02+09:00" }),
    { topic: "orders/paid", body: shopifySample("order", { updated_at: "2026-04-01T08:51:00+09:00" }) },
    { topic: "fulfillments/create", body: shopifySample("fulfilment") },
    { topic: "refunds/create", body: shopifySample("refund") },
    {
      topic: "orders/updated",
      body: shopifySample("order", {
        updated_at: "2026-04-06T12:00:01+09:00",
        financial_status: "partially_refunded",
        fulfillments: [shopifySample("fulfilment")],
        refunds: [shopifySample("refund")],
      }),
    },
  ]
  const ends = []
  for (const seed of [1, 2, 3]) {
    const { ctx, url, parcels, stop } = await open()
    ctx.moveTo("2026-04-06T13:00:00+09:00")
    await shop.deliver(url, life, { copies: 2, seed })
    await ctx.drain()
    const orders = await rowsOf(ctx, sql`select status, counted, total, refunded, approved_at from orders.orders`)
    const events = await rowsOf(ctx, sql<{ name: string }>`select name from events.inbox order by name`)
    ends.push({ orders, events, parcels: new Set(parcels.map((parcel) => parcel.externalId)).size })
    await stop()
  }
  expect(ends[0]).toEqual({
    orders: [
      {
        status: "payment-approved",
        counted: true,
        total: 7_730,
        refunded: 880,
        approved_at: new Date("2026-04-01T08:51:00+09:00"),
      },
    ],
    events: [{ name: "Order Confirmed" }, { name: "Order Placed" }, { name: "Order Refunded" }],
    parcels: 1,
  })
  expect(ends[1]).toEqual(ends[0])
  expect(ends[2]).toEqual(ends[0])
})

test("F51 P2 thirty orders that wait at once are applied together, each as if it had come alone; one that can't be read fails alone", async () => {
  const { ctx, url, stop } = await open()
  const names = Array.from({ length: 30 }, (_, i) => 7_000 + i)
  const orders = names.map((id) =>
    order({
      id,
      name: `#${id}`,
      order_number: id,
      email: `b${id % 20}@example.jp`,
      contact_email: `b${id % 20}@example.jp`,
      customer: { id: 9_000 + (id % 20), email: `b${id % 20}@example.jp` },
    }),
  )
  expect(new Set(await shop.deliver(url, [...orders, ...orders.slice(3, 4)]))).toEqual(new Set([200]))
  let statements = 0
  const counted = {
    ...ctx,
    db: ctx.db.withPlugin({
      transformQuery: ({ node }) => (statements++, node),
      transformResult: async ({ result }) => result,
    }),
  }
  await drain(counted, ctx.assembled)
  const applied = await rowsOf(
    ctx,
    sql<{ number: string; lines: number; history: number; events: number }>`
    select o.number, (select count(*)::int from orders.lines l where l.order_id = o.order_id) as lines,
      (select count(*)::int from orders.history h where h.order_id = o.order_id) as history,
      (select count(*)::int from events.inbox e where e.order_id = o.order_id::text) as events
    from orders.orders o order by 1`,
  )
  expect(applied).toEqual(names.map((id) => ({ number: `#${id}`, lines: 2, history: 2, events: 2 })))
  expect(await rowsOf(ctx, sql`select count(*)::int as people from customers.profiles`)).toEqual([{ people: 20 }])
  // Alone, thirty orders take more than six hundred.
  expect(statements).toBeLessThan(100)

  const more = [
    order({ id: 8_000 }),
    { topic: "orders/create", body: { id: 1, line_items: "none" } },
    order({ id: 8_001 }),
  ]
  await shop.deliver(url, more)
  await ctx.drain()
  const states = (await waiting(ctx)).map(({ state }) => state).sort()
  expect(states).toEqual([...Array.from({ length: 33 }, () => "done"), "failed"])
  await stop()
})

test("S32 F53 a wrong signature is 401, leaves nothing but a count, and five in a minute raise an alarm", async () => {
  const { ctx, url, stop } = await open()
  expect(await shop.deliver(url, [order()], { copies: 5, secret: "shpss_of_another_brand" })).toEqual([
    401, 401, 401, 401, 401,
  ])
  expect(await waiting(ctx)).toEqual([])
  expect(await rowsOf(ctx, sql`select count from orders.bad_signatures`)).toEqual([{ count: 5 }])
  await stop()
})

test("S32 a message signed for one shop is refused at another's door and from another domain", async () => {
  const one = await open({ secret: "shpss_one_one" })
  const two = await open({ secret: "shpss_two_two" })
  expect(await shop.deliver(two.url, [order()], { secret: "shpss_one_one" })).toEqual([401])
  const raw = JSON.stringify(shopifySample("order"))
  const hmac = createHmac("sha256", "shpss_one_one").update(raw).digest("base64")
  const send = (headers: Record<string, string>) =>
    fetch(one.url, { method: "POST", body: raw, headers: { "x-shopify-hmac-sha256": hmac, ...headers } })
  const foreign = await send({ "x-shopify-topic": "orders/create", "x-shopify-shop-domain": "other.myshopify.com" })
  expect(foreign.status).toBe(401)
  expect(await foreign.json()).toMatchObject({
    error: { code: "shops.BadSignature", message: { ja: expect.any(String), en: expect.any(String) } },
  })
  expect((await send({})).status).toBe(422)
  const nobody = await fetch(one.url.replace(/[^/]+$/, "00000000-0000-4000-8000-000000000000"), {
    method: "POST",
    body: raw,
  })
  expect(nobody.status).toBe(404)
  expect(await waiting(one.ctx)).toEqual([])
  await one.stop()
  await two.stop()
})

test("F53 after a change of secret both are believed for a day, then only the new one", async () => {
  const { ctx, connection, url, stop } = await open()
  await changeShop(ctx, connection.connectionId, { secret: "shpss_brand_new" })
  expect(await shop.deliver(url, [order()])).toEqual([200])
  expect(await shop.deliver(url, [order()], { secret: "shpss_brand_new" })).toEqual([200])
  ctx.pass(24 * 3_600_000)
  expect(await shop.deliver(url, [order()])).toEqual([401])
  expect(await shop.deliver(url, [order()], { secret: "shpss_brand_new" })).toEqual([200])
  const stored = await rowsOf(ctx, sql<{ text: string }>`select c::text as text from orders.shop_connections c`)
  expect(JSON.stringify(stored)).not.toMatch(/shpss_/)
  await stop()
})

test("S32 a signed body that is not JSON, or too large, is refused with the reason", async () => {
  const { ctx, url, stop } = await open()
  const send = (raw: string) =>
    fetch(url, {
      method: "POST",
      body: raw,
      headers: {
        "x-shopify-topic": "orders/create",
        "x-shopify-hmac-sha256": createHmac("sha256", shop.secret).update(raw).digest("base64"),
      },
    })
  expect((await send('{"id": 1,')).status).toBe(400)
  expect((await send(`{"id": "${"a".repeat(5_000_001)}"}`)).status).toBe(413)
  expect((await send("\uFEFF{}")).status).toBe(200)
  await ctx.drain()
  expect(await waiting(ctx)).toEqual([{ topic: "orders/create", state: "failed" }])
  await stop()
})

test("products, stock, accounts, checkouts and the end of the connection come in by the same door", async () => {
  const { ctx, url, stop } = await open()
  await shop.deliver(url, [
    { topic: "inventory_levels/update", body: shopifySample("inventory-level") },
    { topic: "products/update", body: shopifySample("product") },
    { topic: "customers/create", body: shopifySample("customer") },
    { topic: "checkouts/create", body: shopifySample("checkout") },
    { topic: "themes/publish", body: { id: 1 } },
    { topic: "app/uninstalled", body: { id: 1 } },
  ])
  await ctx.drain()
  expect(
    await rowsOf(
      ctx,
      sql`select p.title, v.sku, s.available from catalog.products p join catalog.variants v using (brand_id, product_id)
    left join catalog.stock s on s.brand_id = v.brand_id and s.source = v.source and s.stock_item = v.stock_item order by v.position`,
    ),
  ).toEqual([
    { title: "ひなた保湿クリーム", sku: "CREAM-50", available: 117 },
    { title: "ひなた保湿クリーム", sku: "CREAM-100", available: null },
  ])
  expect(
    await rowsOf(
      ctx,
      sql`select count(distinct customer_id)::int as people, count(*)::int as events from events.inbox where name = 'Checkout Started'`,
    ),
  ).toEqual([{ people: 1, events: 1 }])
  expect(await rowsOf(ctx, sql`select 1 from customers.profiles where merged_into is null`)).toHaveLength(1)
  expect(await rowsOf(ctx, sql`select state from orders.shop_connections`)).toEqual([{ state: "uninstalled" }])
  await stop()
})

test("a person who asks to be forgotten is: their orders keep goods and money only, also when told again", async () => {
  const { ctx, url, stop } = await open()
  await shop.deliver(url, [order({ note_attributes: [{ name: "gift", value: "yes" }] })])
  await ctx.drain()
  const redact = {
    shop_id: 1,
    shop_domain: shop.domain,
    customer: { id: 6_600_000_000_001, email: "hanako.watanabe@example.jp" },
    orders_to_redact: [5_500_000_000_001],
  }
  await shop.deliver(url, [{ topic: "customers/redact", body: redact }], { copies: 2 })
  await shop.deliver(url, [{ ...order({ updated_at: "2026-04-01T08:59:00+09:00" }), topic: "orders/updated" }])
  await ctx.drain()
  const [row] = await rowsOf(
    ctx,
    sql<{
      body: string
      total: number
      customer_id: string | null
    }>`select body::text as body, total, customer_id from orders.orders`,
  )
  expect(row?.body).not.toMatch(/渡邉|花子|hanako|神宮前|玄関/)
  expect(row).toMatchObject({ total: 7_730, customer_id: null })
  const people = await rowsOf(ctx, sql`select display_name, family_name, email from customers.profiles`)
  expect(JSON.stringify(people)).not.toMatch(/渡邉|hanako/)
  expect(
    await rowsOf(ctx, sql`select kind, redacted, answered_at is not null as answered from orders.privacy_requests`),
  ).toEqual([{ kind: "redact-customer", redacted: 1, answered: true }])
  await stop()
})
