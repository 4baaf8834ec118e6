import { sql } from "kysely"
import { expect, test } from "vitest"
import { changeSetting } from "#brands"
import { inTransaction } from "#kernel/context"
import { applyMilestone, applyOrder, applyRefund, type OrderSnapshot } from "#orders"
import { applyShipment, recordCarrierEvent } from "#shipments"
import { type TestContext, testContext } from "#testing/context"
import { TrackingSettings } from "./settings.ts"

const at = (text: string) => new Date(`2026-04-${text}+09:00`)
const order = (changes: Partial<OrderSnapshot> = {}): OrderSnapshot => ({
  source: "test",
  externalId: "1",
  number: "H-1",
  placedAt: at("01T08:59"),
  updatedAt: at("01T08:59"),
  channel: "online",
  customer: {
    identities: [{ kind: "email", value: "misaki@example.jp" }],
    profile: { familyName: "佐藤", givenName: "美咲", email: "misaki@example.jp", language: "ja" },
  },
  currency: "JPY",
  refunds: [],
  lines: [
    { externalId: "l1", title: "うるおい乳液", quantity: 1, unitPrice: 3080, taxRate: 1000 },
    { externalId: "l2", title: "米ぬか洗顔", quantity: 2, unitPrice: 1980, taxRate: 1000 },
  ],
  totals: { goods: 7040, tax: 640, shipping: 0, total: 7040 },
  shippingAddress: {
    name: "佐藤 美咲",
    postalCode: "248-0006",
    prefecture: "神奈川県",
    city: "鎌倉市",
    street: "小町2-14-6",
  },
  paymentApprovedAt: at("01T08:59"),
  ...changes,
})
const parcel = (id: string, line: string, quantity = 1) => ({
  source: "wms",
  externalId: id,
  orderSource: "test",
  orderExternalId: "1",
  carrier: "yamato",
  trackingNumber: "441028375561",
  origin: { kind: "dc" as const, name: "近江の蔵" },
  lines: [{ orderLineExternalId: line, quantity }],
  shippedAt: at("01T09:00"),
  updatedAt: at("01T09:00"),
  isCancelled: false,
})

const planned = (ctx: TestContext) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{
      kind: string
      facts: { order: { items: { name: string; quantity: number }[] }; delivery: { origin?: string } }
      state: string
      to: string
    }>`
      select kind, facts, state, to_address as to from messages.messages order by kind, facts -> 'delivery' ->> 'origin' collate "C"`.execute(
      ctx.db,
    )
    return rows
  })
const kinds = async (ctx: TestContext) => (await planned(ctx)).map((m) => m.kind.replace("tracking.", "")).sort()

test("E01 an order told ten times makes one confirmation", async () => {
  const ctx = await testContext()
  for (let i = 0; i < 10; i++)
    await applyOrder(ctx, order({ updatedAt: new Date(at("01T08:59").getTime() + i * 1000) }))
  expect(await kinds(ctx)).toEqual(["order-received"])
})

test("E03 paid later than ordered is a mail of its own; paid at once is not", async () => {
  const ctx = await testContext({ at: "2026-04-01T12:00:00+09:00" })
  await applyOrder(ctx, order({ paymentApprovedAt: null }))
  expect(await kinds(ctx)).toEqual(["order-received"])
  await applyMilestone(ctx, { source: "test", externalId: "1" }, "approvedAt", at("01T11:00"))
  expect(await kinds(ctx)).toEqual(["order-confirmed", "order-received"])
})

test("E03 stock allocated can be told too, when the brand wants it", async () => {
  const ctx = await testContext()
  await inTransaction(ctx, (ctx) =>
    changeSetting(ctx, "tracking", TrackingSettings, TrackingSettings.parse({ stockAllocated: true })),
  )
  await applyOrder(ctx, order({ stockAllocatedAt: at("01T08:59") }))
  expect(await kinds(ctx)).toEqual(["order-received", "stock-allocated"])
})

test("E04 a purchase in a store is confirmed as well", async () => {
  const ctx = await testContext()
  await applyOrder(ctx, order({ channel: "store", storeId: "kamakura" }))
  expect(await kinds(ctx)).toEqual(["order-received"])
})

test("E08 each parcel of an order is told with its origin and its own goods", async () => {
  const ctx = await testContext()
  await applyOrder(ctx, order())
  await applyShipment(ctx, parcel("p1", "l1"))
  await applyShipment(ctx, {
    ...parcel("p2", "l2", 2),
    trackingNumber: null,
    origin: { kind: "store", name: "鎌倉店" },
  })
  const shipped = (await planned(ctx)).filter((m) => m.kind === "tracking.shipped")
  expect(
    shipped.map((m) => [m.facts.delivery.origin, m.facts.order.items.map((i) => `${i.name} ${i.quantity}`)]),
  ).toEqual([
    ["近江の蔵", ["うるおい乳液 1"]],
    ["鎌倉店", ["米ぬか洗顔 2"]],
  ])
})

test("E13 shipped, on the van and delivered are told once each, whatever order the reports come in", async () => {
  const ctx = await testContext({ at: "2026-04-02T18:00:00+09:00" })
  await applyOrder(
    ctx,
    order({ placedAt: at("02T08:00"), updatedAt: at("02T08:00"), paymentApprovedAt: at("02T08:00") }),
  )
  const report = (rawText: string, occurredAt: Date) =>
    recordCarrierEvent(ctx, {
      source: "yamato",
      externalId: `${rawText}${occurredAt.toISOString()}`,
      carrier: "yamato",
      trackingNumber: "4410-2837-5561",
      shipment: null,
      rawText,
      occurredAt,
      place: null,
    })
  await report("配達完了", at("02T17:00"))
  await applyShipment(ctx, { ...parcel("p1", "l1"), shippedAt: at("02T09:00"), updatedAt: at("02T09:00") })
  await report("配達中", at("02T08:30"))
  await report("配達完了", at("02T17:00"))
  expect(await kinds(ctx)).toEqual(["delivered", "order-received", "shipped"])
})

test("E11 a parcel that can't arrive in time is told to its owner before she asks, once", async () => {
  const ctx = await testContext()
  await applyOrder(ctx, order())
  await applyShipment(ctx, parcel("p1", "l1"))
  const watch = ctx.assembled.routines.find((routine) => routine.name === "shipments.watch-promises")
  ctx.moveTo("2026-04-04T20:00:00+09:00")
  for (let i = 0; i < 3; i++) await inTransaction(ctx, async (ctx) => watch?.apply(ctx, ctx.now()))
  expect((await kinds(ctx)).filter((k) => k === "delayed")).toEqual(["delayed"])
})

test("J25 a wording that nobody can read tells nothing", async () => {
  const ctx = await testContext()
  await applyOrder(ctx, order())
  await applyShipment(ctx, parcel("p1", "l1"))
  await recordCarrierEvent(ctx, {
    source: "yamato",
    externalId: "odd",
    carrier: "yamato",
    trackingNumber: "441028375561",
    shipment: null,
    rawText: "お届け完了いたしませんでした",
    occurredAt: at("01T10:00"),
    place: null,
  })
  expect(await kinds(ctx)).toEqual(["order-received", "shipped"])
})

test("F52 what is older than a day changes states and is told to nobody", async () => {
  const ctx = await testContext({ at: "2026-04-20T09:00:00+09:00" })
  await applyOrder(ctx, order())
  await applyShipment(ctx, parcel("p1", "l1"))
  expect(await kinds(ctx)).toEqual([])
})

test("a refund is told with its amount, and not beside a cancellation that says it already", async () => {
  const ctx = await testContext()
  await applyOrder(ctx, order())
  await applyRefund(
    ctx,
    { source: "test", externalId: "1" },
    { externalId: "r1", at: at("01T09:00"), amount: 1980, lines: [] },
  )
  await applyMilestone(ctx, { source: "test", externalId: "1" }, "cancelledAt", at("01T09:00"))
  await applyRefund(
    ctx,
    { source: "test", externalId: "1" },
    { externalId: "r2", at: at("01T09:00"), amount: 5060, lines: [] },
  )
  expect(await kinds(ctx)).toEqual(["order-cancelled", "order-received", "refunded"])
})

test("G3 an order without any address is planned and ends as skipped, for everyone to see", async () => {
  const ctx = await testContext()
  await applyOrder(ctx, order({ customer: { identities: [], profile: {} } }))
  expect(await planned(ctx)).toMatchObject([{ kind: "tracking.order-received", state: "skipped", to: null }])
})
