import fc from "fast-check"
import { expect, test } from "vitest"
import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { inTransaction } from "#kernel/context"
import { when } from "#kernel/events"
import { assemble } from "#kernel/product"
import { anOrder } from "#testing/orders"
import { testContext } from "#testing/context"
import { capabilities } from "../../capabilities.ts"
import { applyMilestone, applyOrder, applyRefund } from "./apply-order.ts"
import {
  orderCancelled,
  orderChanged,
  type OrderNews,
  orderReceived,
  orderRefunded,
  paymentApproved,
  stockAllocated,
} from "./events.ts"
import type { Refund } from "./model.ts"

type Heard = OrderNews & { name: string }

/** A brand whose announcements about orders are written down. Only what was committed counts. */
async function listening() {
  const heard: Heard[] = []
  const note = (name: string) => async (ctx: Context, news: OrderNews) =>
    ctx.afterCommit(() => heard.push({ ...news, name }))
  const listener = {
    name: "listener",
    reactions: [
      when(orderReceived, note("received")),
      when(paymentApproved, note("payment-approved")),
      when(stockAllocated, note("stock-allocated")),
      when(orderCancelled, note("cancelled")),
      when(orderRefunded, note("refunded")),
      when(orderChanged, note("changed")),
    ],
  }
  const product = assemble([...capabilities, listener], { plugs: [], wake: () => {} })
  const ctx = await testContext({ product })
  const names = () => heard.map(({ name }) => name).filter((name) => name !== "changed")
  return { ctx, heard, names }
}

const rowsOf = <T>(ctx: Context, query: ReturnType<typeof sql<T>>) =>
  inTransaction(ctx, async (ctx) => (await query.execute(ctx.db)).rows)
const eventsOf = (ctx: Context) =>
  rowsOf(
    ctx,
    sql<{
      name: string
      value: number
    }>`select name, value from events.inbox where brand_id = ${ctx.brandId} and name like any (array['Order%', 'Stock%']) order by name, value`,
  )

const at = (minute: number) => new Date(Date.parse("2026-04-01T08:50:00+09:00") + minute * 60_000)
const aRefund = (changes: Partial<Refund> = {}): Refund => ({
  externalId: "r1",
  at: at(5),
  amount: 880,
  lines: [],
  ...changes,
})

test("an order is received once, however often and however concurrently it comes (F50)", async () => {
  const { ctx, names } = await listening()
  const results = await Promise.all(Array.from({ length: 8 }, () => applyOrder(ctx, anOrder())))
  expect(new Set(results.map((r) => r.orderId)).size).toBe(1)
  expect(names()).toEqual(["received"])
  expect(await eventsOf(ctx)).toEqual([{ name: "Order Placed", value: 7_730 }])
})

test("F50 a thousand deliveries of one order leave one order, one event and one announcement", async () => {
  const { ctx, names } = await listening()
  const snapshot = anOrder({ paymentApprovedAt: at(0) })
  for (let i = 0; i < 100; i++) await Promise.all(Array.from({ length: 10 }, () => applyOrder(ctx, snapshot)))
  expect(names()).toEqual(["received", "payment-approved"])
  expect(await rowsOf(ctx, sql`select 1 from orders.orders`)).toHaveLength(1)
  expect(await rowsOf(ctx, sql`select 1 from orders.lines`)).toHaveLength(2)
})

test("F50 different messages about one order at the same moment lose nothing of each other", async () => {
  const order = { source: "shopify:test", externalId: "5001" }
  for (let round = 0; round < 5; round++) {
    const { ctx, names } = await listening()
    await applyOrder(ctx, anOrder())
    await Promise.all([
      applyMilestone(ctx, order, "approvedAt", at(1)),
      applyMilestone(ctx, order, "allocatedAt", at(2)),
      ...["r1", "r2", "r3", "r4"].map((externalId) => applyRefund(ctx, order, aRefund({ externalId, amount: 100 }))),
      applyOrder(ctx, anOrder({ updatedAt: at(3), note: "あとから" })),
    ])
    expect(names().sort()).toEqual([
      "payment-approved",
      "received",
      ...Array.from({ length: 4 }, () => "refunded"),
      "stock-allocated",
    ])
    expect(await rowsOf(ctx, sql`select status, refunded, body->>'note' as note from orders.orders`)).toEqual([
      { status: "confirmed", refunded: 400, note: "あとから" },
    ])
  }
})

test("E03 received, payment approved and stock allocated are told one by one", async () => {
  const { ctx, names, heard } = await listening()
  const order = { source: "shopify:test", externalId: "5001" }
  await applyOrder(ctx, anOrder())
  await applyOrder(ctx, anOrder({ updatedAt: at(1), paymentApprovedAt: at(1) }))
  await applyMilestone(ctx, order, "allocatedAt", at(2))
  expect(names()).toEqual(["received", "payment-approved", "stock-allocated"])
  expect(heard.every((news) => !news.late && news.customerId !== null)).toBe(true)
  expect(await rowsOf(ctx, sql`select status from orders.orders`)).toEqual([{ status: "confirmed" }])
  expect((await eventsOf(ctx)).map(({ name }) => name)).toEqual(["Order Confirmed", "Order Placed", "Stock Allocated"])
})

test("E04 a purchase in a store is an order of that store and is received like any other", async () => {
  const { ctx, heard } = await listening()
  await applyOrder(ctx, anOrder({ source: "pos:ginza", channel: "store", storeId: "ginza", paymentApprovedAt: at(0) }))
  expect(heard.map(({ name, late }) => [name, late])).toEqual([
    ["received", false],
    ["payment-approved", false],
    ["changed", false],
  ])
  expect(await rowsOf(ctx, sql`select channel, store_id from orders.orders`)).toEqual([
    { channel: "store", store_id: "ginza" },
  ])
  expect(await rowsOf(ctx, sql`select distinct channel, store_id from events.inbox where name like 'Order%'`)).toEqual([
    { channel: "store", store_id: "ginza" },
  ])
})

test("E04 a purchase in a store by nobody we know is kept without a customer", async () => {
  const { ctx, heard } = await listening()
  const { customerId } = await applyOrder(ctx, anOrder({ channel: "store", customer: { identities: [] } }))
  expect(customerId).toBeNull()
  expect(heard.map((news) => news.customerId)).toEqual([null, null])
})

test("N01 a gift keeps its recipient apart from the buyer", async () => {
  const { ctx } = await listening()
  const gift = {
    isGift: true,
    recipient: { name: "渡邉 太郎", address: { prefecture: "京都府", city: "京都市" } },
    message: "おめでとう",
  }
  await applyOrder(ctx, anOrder({ gift }))
  const rows = await rowsOf(
    ctx,
    sql`select o.body->'gift' as gift, o.body->'shippingAddress'->>'name' as name from orders.orders o`,
  )
  expect(rows).toEqual([{ gift, name: "渡邉 花子" }])
  expect(await rowsOf(ctx, sql`select 1 from customers.profiles`)).toHaveLength(1)
})

test("F50 a refund that comes before its order waits for it and is told after it", async () => {
  const { ctx, names } = await listening()
  const order = { source: "shopify:test", externalId: "5001" }
  await applyRefund(ctx, order, aRefund({ lines: [{ lineExternalId: "l2", quantity: 1, amount: 880 }] }))
  expect(names()).toEqual([])
  expect(await rowsOf(ctx, sql`select status, counted from orders.orders`)).toEqual([
    { status: "unknown", counted: false },
  ])
  await applyOrder(ctx, anOrder())
  await applyRefund(ctx, order, aRefund({ lines: [{ lineExternalId: "l2", quantity: 1, amount: 880 }] }))
  expect(names()).toEqual(["received", "refunded"])
  expect(await rowsOf(ctx, sql`select refunded_quantity from orders.lines order by external_id`)).toEqual([
    { refunded_quantity: 0 },
    { refunded_quantity: 1 },
  ])
  expect(await eventsOf(ctx)).toEqual([
    { name: "Order Placed", value: 7_730 },
    { name: "Order Refunded", value: 880 },
  ])
})

test("D26 after a cancellation the order no longer counts, and an older snapshot does not bring it back", async () => {
  const { ctx, names } = await listening()
  await applyOrder(ctx, anOrder({ updatedAt: at(3), cancelledAt: at(3), cancelReason: "customer" }))
  await applyOrder(ctx, anOrder())
  expect(await rowsOf(ctx, sql`select status, counted from orders.orders`)).toEqual([
    { status: "cancelled", counted: false },
  ])
  expect(names()).toEqual(["received", "cancelled"])
})

test("F52 what we hear of a day too late changes the order but is marked late", async () => {
  const { ctx, heard } = await listening()
  ctx.moveTo("2026-04-05T09:00:00+09:00")
  await applyOrder(ctx, anOrder({ updatedAt: at(60), paymentApprovedAt: at(60) }))
  expect(heard.map(({ name, late }) => [name, late])).toEqual([
    ["received", true],
    ["payment-approved", true],
    ["changed", true],
  ])
})

test("F50 a clock two days ahead is marked, and nothing is told as if it lay in the future", async () => {
  const { ctx, heard } = await listening()
  const ahead = new Date("2026-04-03T09:00:00+09:00")
  await applyOrder(ctx, anOrder({ placedAt: ahead, updatedAt: ahead }))
  expect(await rowsOf(ctx, sql`select clock_skew from orders.orders`)).toEqual([{ clock_skew: true }])
  expect(heard[0]?.at).toEqual(ctx.now())
})

test("an edited order loses the lines that are gone", async () => {
  const { ctx } = await listening()
  const [cream] = anOrder().lines
  await applyOrder(ctx, anOrder())
  await applyOrder(ctx, anOrder({ updatedAt: at(4), lines: cream ? [{ ...cream, quantity: 1 }] : [] }))
  expect(await rowsOf(ctx, sql`select external_id, quantity from orders.lines`)).toEqual([
    { external_id: "l1", quantity: 1 },
  ])
})

test("bad data is refused with the field that is wrong, and nothing is kept", async () => {
  const { ctx } = await listening()
  await expect(applyOrder(ctx, anOrder({ currency: "yen" }))).rejects.toMatchObject({
    code: "orders.NotASnapshot",
    details: { field: "currency" },
  })
  expect(await rowsOf(ctx, sql`select 1 from orders.orders`)).toHaveLength(0)
})

type Message = (ctx: Context) => Promise<unknown>
const order = { source: "shopify:test", externalId: "5001" }
const life: Message[] = [
  (ctx) => applyOrder(ctx, anOrder()),
  (ctx) => applyOrder(ctx, anOrder({ updatedAt: at(1), paymentApprovedAt: at(1) })),
  (ctx) => applyMilestone(ctx, order, "allocatedAt", at(2)),
  (ctx) => applyRefund(ctx, order, aRefund({ lines: [{ lineExternalId: "l2", quantity: 1, amount: 880 }] })),
  (ctx) => applyOrder(ctx, anOrder({ updatedAt: at(6), paymentApprovedAt: at(1), refunds: [aRefund()] })),
  (ctx) => applyOrder(ctx, anOrder({ updatedAt: at(6), paymentApprovedAt: at(1), note: "同時刻の別内容" })),
]

async function endOf(messages: readonly Message[]) {
  const { ctx, names } = await listening()
  for (const message of messages) await message(ctx)
  const stored = await rowsOf(
    ctx,
    sql`select body, snapshot_hash, status, counted, total, refunded, refunds, approved_at, allocated_at, cancelled_at from orders.orders`,
  )
  const lines = await rowsOf(
    ctx,
    sql`select external_id, quantity, refunded_quantity from orders.lines order by external_id`,
  )
  const history = await rowsOf(ctx, sql`select fact, at from orders.history order by fact`)
  return { stored, lines, history, told: names().sort(), events: await eventsOf(ctx) }
}

test("G8 F50 whatever the order of the messages, the database ends the same and everything is told once", async () => {
  const expected = await endOf(life)
  expect(expected.told).toEqual(["payment-approved", "received", "refunded", "stock-allocated"])
  const orders = fc.shuffledSubarray([...life, ...life], { minLength: life.length * 2 })
  await fc.assert(
    fc.asyncProperty(orders, async (messages) => {
      expect(await endOf(messages)).toEqual(expected)
    }),
    { numRuns: 25 },
  )
})
