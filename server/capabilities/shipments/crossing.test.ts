import { sql } from "kysely"
import { beforeAll, expect, test } from "vitest"
import { applyOrder, applyPastOrders } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { until } from "#testing/maido-process"
import { anOrder } from "#testing/orders"
import { applyShipment, recordCarrierEvent } from "./apply-shipment.ts"
import { browseShipments } from "./browse-shipments.ts"

// Shops tell of an order and its parcel in the same second, and carriers are no slower. Each test holds one transaction
// open after all that it does, lets the other come, and then ends both: nothing may be left waiting for what is there.
let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext({ at: "2026-04-01T12:00:00+09:00" })
})

type Work = (ctx: Context) => Promise<unknown>

async function crossing(first: Work, second: Work): Promise<void> {
  const written = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const one = inTransaction(ctx, async (ctx) => {
    await first(ctx)
    written.resolve()
    await gate.promise
  })
  await Promise.race([written.promise, one])
  let ended = false
  const two = inTransaction(ctx, second).finally(() => (ended = true))
  await until("the second to end or to wait", async () => (ended || (await isSomebodyWaiting()) ? true : undefined))
  gate.resolve()
  await Promise.all([one, two])
}

const isSomebodyWaiting = () =>
  inTransaction(ctx.platform, async (ctx) => {
    const { rows } = await sql<{ waiting: boolean }>`select exists (select from pg_locks l
      where not granted and l.database = (select oid from pg_database where datname = current_database())) as waiting`.execute(
      ctx.db,
    )
    return rows[0]?.waiting ?? false
  })

const at = new Date("2026-04-01T11:00:00+09:00")
const orderOf = (name: string) => anOrder({ source: "shopify:test", externalId: name })
const parcel: (name: string) => Work = (name) => (ctx) =>
  applyShipment(ctx, {
    source: "shopify:test",
    externalId: `f-${name}`,
    orderSource: "shopify:test",
    orderExternalId: name,
    carrier: "ヤマト運輸",
    trackingNumber: `4410283755${name.slice(-2)}`,
    origin: { kind: "dc", name: "平塚倉庫" },
    lines: [],
    shippedAt: at,
    updatedAt: at,
    isCancelled: false,
  })
const order: (name: string) => Work = (name) => (ctx) => applyOrder(ctx, orderOf(name))
const pastOrder: (name: string) => Work = (name) => (ctx) => applyPastOrders(ctx, [orderOf(name)])
const report =
  (of: (name: string) => { trackingNumber: string | null; shipment: { source: string; externalId: string } | null }) =>
  (name: string): Work =>
  (ctx) =>
    recordCarrierEvent(ctx, {
      source: "yamato",
      externalId: `r-${name}`,
      carrier: "yamato",
      rawText: "配達完了",
      occurredAt: at,
      place: null,
      ...of(name),
    })
const byNumber = report((name) => ({ trackingNumber: `4410283755${name.slice(-2)}`, shipment: null }))
const byName = report((name) => ({
  trackingNumber: null,
  shipment: { source: "shopify:test", externalId: `f-${name}` },
}))

const parcelOf = async (name: string) =>
  (await inTransaction(ctx, (ctx) => browseShipments(ctx, { number: `4410283755${name.slice(-2)}` }, { limit: 10 })))
    .items[0]

test.each([
  ["5001", "a parcel, then its order", parcel, order],
  ["5002", "an order, then its parcel", order, parcel],
  ["5003", "a parcel, then its order out of a file", parcel, pastOrder],
  ["5004", "an order out of a file, then its parcel", pastOrder, parcel],
] as const)("F50 %s at the same moment: %s belong together", async (name, _, first, second) => {
  await crossing(first(name), second(name))
  expect(await parcelOf(name)).toMatchObject({ orderId: expect.any(String) })
})

test.each([
  ["5005", "a parcel, then its carrier's word on its number", parcel, byNumber],
  ["5006", "a carrier's word on a number, then its parcel", byNumber, parcel],
  ["5007", "a parcel, then a word on its name", parcel, byName],
  ["5008", "a word on its name, then the parcel", byName, parcel],
] as const)("F50 %s at the same moment: %s are both heard", async (name, _, first, second) => {
  await crossing(first(name), second(name))
  expect(await parcelOf(name)).toMatchObject({ state: "delivered" })
})
