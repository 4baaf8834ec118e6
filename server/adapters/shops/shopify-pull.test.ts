import { sql } from "kysely"
import { afterEach, beforeEach, expect, test } from "vitest"
import { connectShop, orderReceived, type ShopConnection, shopVendors } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { when } from "#kernel/events"
import { plug } from "#kernel/ports"
import { assemble } from "#kernel/product"
import { routineEffect } from "#kernel/routines"
import { enqueue } from "#kernel/effects"
import { type TestContext, testContext } from "#testing/context"
import { type FakeShop, startFakeShop } from "#testing/fake-shop"
import { shopifySample } from "#testing/shopify-fixtures"
import { capabilities } from "../../capabilities.ts"
import { nextPage, waitOf } from "./shopify-api.ts"
import { shopify } from "./shopify.ts"

let shop: FakeShop
beforeEach(async () => {
  shop = await startFakeShop()
})
afterEach(() => shop.stop())

type Told = { readonly late: boolean; readonly orderId: string }

async function connected(ordersSince?: Date): Promise<{ ctx: TestContext; connection: ShopConnection; told: Told[] }> {
  const told: Told[] = []
  const listener = {
    name: "listener",
    reactions: [
      when(orderReceived, async (ctx, { late, orderId }) => ctx.afterCommit(() => told.push({ late, orderId }))),
    ],
  }
  const own = capabilities.filter(({ name }) => ["brands", "customers", "events", "catalog", "orders"].includes(name))
  const product = assemble([...own, listener], {
    plugs: [plug(shopVendors, [shopify({ originOf: () => shop.origin })])],
    wake: () => {},
  })
  const ctx = await testContext({ product, at: "2026-04-02T14:00:00+09:00" })
  const { secret, accessToken, domain: shopDomain } = shop
  const connection = await connectShop(ctx, {
    vendor: "shopify",
    name: "ひなた",
    shopDomain,
    secret,
    accessToken,
    ordersSince,
  })
  return { ctx, connection, told }
}

/** Lets time set off one of the routines of orders, now. */
async function run(ctx: TestContext, name: string): Promise<void> {
  const routine = ctx.assembled.routines.find((each) => each.name === name)
  if (!routine) throw new Error(`no routine ${name}`)
  await inTransaction(ctx, (ctx) =>
    enqueue(ctx, routineEffect(routine), { at: ctx.now() }, { key: ctx.now().toISOString() }),
  )
  await ctx.drain()
}

const rowsOf = <T>(ctx: Context, query: ReturnType<typeof sql<T>>) =>
  inTransaction(ctx, async (ctx) => (await query.execute(ctx.db)).rows)
const pulls = (ctx: Context) =>
  rowsOf(
    ctx,
    sql<{
      state: string
      pages: number
      orders: number
      reason: string | null
    }>`select state, pages, orders, reason from orders.shop_pulls order by started_at`,
  )
const orderCount = async (ctx: Context) => (await rowsOf(ctx, sql`select 1 from orders.orders`)).length

/** `count` orders, one changed every minute from noon on. */
const orders = (count: number, from = "2026-04-02T12:00:00+09:00") =>
  Array.from({ length: count }, (_, i) => {
    const updated_at = new Date(Date.parse(from) + i * 60_000).toISOString()
    return shopifySample("order", {
      id: 9_000 + i,
      name: `#${2_000 + i}`,
      created_at: updated_at,
      processed_at: updated_at,
      updated_at,
    })
  })

test("F52 a shop that has lost our subscriptions gets them again, and what was missed meanwhile is pulled", async () => {
  const { ctx, connection, told } = await connected()
  await ctx.drain()
  const address = `http://localhost:7100/webhooks/shopify/${connection.connectionId}`
  const before = await shop.subscriptions()
  expect(before).toHaveLength(23)
  expect(new Set(before.map((s) => s.address))).toEqual(new Set([address]))

  await shop.loseSubscriptions(3)
  await shop.keepOrders(orders(5, "2026-04-02T14:10:00+09:00"))
  ctx.pass(5 * 3_600_000)
  await run(ctx, "orders.check-shops")
  expect(await shop.subscriptions()).toHaveLength(23)
  expect(await orderCount(ctx)).toBe(5)
  expect(told.map(({ late }) => late)).toEqual([false, false, false, false, false])
  expect(await rowsOf(ctx, sql`select action from brands.audit where action like 'shops.%' order by seq`)).toEqual([
    { action: "shops.connected" },
    { action: "shops.subscriptions-restored" },
    { action: "shops.subscriptions-restored" },
  ])
})

test("F52 what was missed for days is restored, but told too late to be sent", async () => {
  const { ctx, told } = await connected()
  await ctx.drain()
  await shop.keepOrders(orders(2, "2026-04-02T14:10:00+09:00"))
  ctx.moveTo("2026-04-05T09:00:00+09:00")
  await run(ctx, "orders.pull-shops")
  expect(told.map(({ late }) => late)).toEqual([true, true])
  expect(await orderCount(ctx)).toBe(2)
})

test("a long history is pulled page by page, and pulling it again changes nothing", async () => {
  const { ctx, told } = await connected(new Date("2026-03-01T00:00:00+09:00"))
  await shop.keepOrders(orders(230, "2026-04-02T08:00:00+09:00"))
  await run(ctx, "orders.pull-shops")
  expect(await orderCount(ctx)).toBe(230)
  const [first] = await pulls(ctx)
  expect(first).toMatchObject({ state: "done", pages: 3, orders: 230 })
  ctx.pass(3_600_000)
  await run(ctx, "orders.pull-shops")
  expect(await orderCount(ctx)).toBe(230)
  expect(told).toHaveLength(230)
  // The second pull asks only for what changed since shortly before the first.
  const asked = shop
    .calls()
    .filter(({ path, query }) => path.endsWith("/orders.json") && query.includes("updated_at_min"))
  const since = asked.map(({ query }) => new URLSearchParams(query).get("updated_at_min"))
  expect(since[0]).toBe("2026-02-28T14:50:00.000Z")
  expect(since.at(-1)).toBe("2026-04-02T04:50:00.000Z")
})

test("F52 a shop that is busy or broken is asked again when it says so, from where we stopped", async () => {
  const { ctx } = await connected()
  await ctx.drain()
  await shop.keepOrders(orders(150, "2026-04-02T14:01:00+09:00"))
  ctx.pass(3_600_000)
  await shop.misbehave([{ status: 429, retryAfter: "40.0" }])
  await run(ctx, "orders.pull-shops")
  expect(await orderCount(ctx)).toBe(0)
  ctx.pass(39_000)
  expect(await ctx.drain()).toBe(0)
  ctx.pass(2_000)
  await shop.misbehave([{ status: 500 }])
  await ctx.drain()
  expect(await orderCount(ctx)).toBe(0)
  ctx.pass(10_000)
  await ctx.drain()
  expect(await orderCount(ctx)).toBe(150)
  expect((await pulls(ctx)).at(-1)).toMatchObject({ state: "done", pages: 2, reason: null })
})

test("a page that the shop no longer knows is asked for anew", async () => {
  const { ctx } = await connected()
  await ctx.drain()
  await shop.keepOrders(orders(250, "2026-04-02T14:01:00+09:00"))
  await shop.forgetPages()
  ctx.pass(3_600_000)
  await run(ctx, "orders.pull-shops")
  ctx.pass(60_000)
  await ctx.drain()
  expect(await orderCount(ctx)).toBe(250)
  expect((await pulls(ctx)).at(-1)).toMatchObject({ state: "done" })
})

test("a shop that shuts us out is not asked again and again; the connection says what is wrong", async () => {
  const { ctx, connection } = await connected()
  await ctx.drain()
  await shop.misbehave([{ status: 403 }])
  const before = shop.calls().length
  ctx.pass(60_000)
  await run(ctx, "orders.pull-shops")
  ctx.pass(6 * 3_600_000)
  await ctx.drain()
  expect(shop.calls().length).toBe(before + 1)
  expect((await pulls(ctx)).at(-1)).toMatchObject({ state: "failed", reason: "access_denied" })
  expect(
    await rowsOf(
      ctx,
      sql`select trouble from orders.shop_connections where connection_id = ${connection.connectionId}`,
    ),
  ).toEqual([{ trouble: "access_denied" }])
})

test("one order that can't be read does not stop those after it, and is counted", async () => {
  const { ctx } = await connected()
  await ctx.drain()
  const [first, second, third] = orders(3, "2026-04-02T14:01:00+09:00")
  await shop.keepOrders([{ ...first }, { ...second, total_price: "1.5" }, { ...third }])
  ctx.pass(3_600_000)
  await run(ctx, "orders.pull-shops")
  expect(await orderCount(ctx)).toBe(2)
  expect(await rowsOf(ctx, sql`select trouble from orders.shop_connections`)).toEqual([
    { trouble: "unreadable_orders:1" },
  ])
})

test("the token goes only to the shop, and redirects are not followed", async () => {
  const { ctx } = await connected()
  await ctx.drain()
  await shop.misbehave([{ status: 302 }])
  ctx.pass(60_000)
  await run(ctx, "orders.pull-shops")
  expect((await pulls(ctx)).at(-1)).toMatchObject({ state: "failed", reason: "redirected" })
  expect(new Set(shop.calls().map(({ token }) => token))).toEqual(new Set([shop.accessToken]))
})

test.each([
  { header: "2.0", ms: 2_000 },
  { header: "0.5", ms: 500 },
  { header: null, ms: 5_000 },
  { header: "soon", ms: 5_000 },
  { header: "99999999", ms: 3_600_000 },
])("Retry-After $header waits $ms ms", ({ header, ms }) => {
  expect(waitOf(header)).toBe(ms)
})

test("the next page is found among the links of an answer", () => {
  const link =
    '<https://a.myshopify.com/orders.json?page_info=prev1>; rel="previous", <https://a.myshopify.com/orders.json?limit=2&page_info=next%2B1>; rel="next"'
  expect(nextPage(link)).toBe("next+1")
  expect(nextPage('<https://a.myshopify.com/orders.json?page_info=prev1>; rel="previous"')).toBeNull()
  expect(nextPage(null)).toBeNull()
})
