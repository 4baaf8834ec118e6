import fc from "fast-check"
import { expect, test } from "vitest"
import { applyOrder } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { when } from "#kernel/events"
import { assemble } from "#kernel/product"
import { anOrder } from "#testing/orders"
import { type TestContext, testContext } from "#testing/context"
import { capabilities } from "../../capabilities.ts"
import { applyShipment, recordCarrierEvent } from "./apply-shipment.ts"
import { browseShipments, shipmentCounts, unreadLabels, wholeShipment } from "./browse-shipments.ts"
import {
  shipmentDelayed,
  shipmentDelivered,
  type ShipmentNews,
  shipmentOutForDelivery,
  shipmentShipped,
} from "./events.ts"
import { shipmentsOf } from "./find-shipments.ts"
import type { CarrierReport, ShipmentSnapshot } from "./model-snapshot.ts"
import { watchPromises } from "./watch-promises.ts"

type Heard = ShipmentNews & { name: string }

/** A brand whose announcements about parcels are written down, told to nobody else. */
async function listening(at = "2026-04-01T12:00:00+09:00") {
  const heard: Heard[] = []
  const note = (name: string) => async (ctx: Context, news: ShipmentNews) =>
    ctx.afterCommit(() => heard.push({ ...news, name }))
  const listener = {
    name: "listener",
    reactions: [
      when(shipmentShipped, note("shipped")),
      when(shipmentOutForDelivery, note("out-for-delivery")),
      when(shipmentDelivered, note("delivered")),
      when(shipmentDelayed, note("delayed")),
    ],
  }
  const untilShipments = capabilities.slice(0, capabilities.findIndex((c) => c.name === "shipments") + 1)
  const ctx = await testContext({ at, product: assemble([...untilShipments, listener], { plugs: [], wake: () => {} }) })
  return { ctx, heard, names: () => heard.map(({ name }) => name) }
}

const jst = (text: string) => new Date(`2026-04-${text}+09:00`)
const number = "441028375561"

const aParcel = (changes: Partial<ShipmentSnapshot> = {}): ShipmentSnapshot => ({
  source: "shopify:test",
  externalId: "f1",
  orderSource: "shopify:test",
  orderExternalId: "5001",
  carrier: "ヤマト運輸",
  trackingNumber: number,
  origin: { kind: "dc", name: "平塚倉庫" },
  lines: [{ orderLineExternalId: "l1", quantity: 2 }],
  shippedAt: jst("01T11:00"),
  updatedAt: jst("01T11:00"),
  isCancelled: false,
  ...changes,
})

const aReport = (rawText: string, at: Date, changes: Partial<CarrierReport> = {}): CarrierReport => ({
  source: "yamato",
  externalId: `${number}:${rawText}:${at.toISOString()}`,
  carrier: "yamato",
  trackingNumber: number,
  shipment: null,
  rawText,
  occurredAt: at,
  place: "湘南平塚",
  ...changes,
})

const parcels = (ctx: TestContext, orderId: string) => inTransaction(ctx, (ctx) => shipmentsOf(ctx, orderId))
const browse = (ctx: TestContext, asked: Parameters<typeof browseShipments>[1] = {}, limit = 50, cursor?: string) =>
  inTransaction(ctx, (ctx) => browseShipments(ctx, asked, { limit, cursor }))

test("E08 parcels of one order from a warehouse and a store each have their origin and their own notice", async () => {
  const { ctx, heard, names } = await listening()
  const { orderId } = await applyOrder(ctx, anOrder())
  const one = await applyShipment(ctx, aParcel())
  const other = await applyShipment(
    ctx,
    aParcel({
      externalId: "f2",
      carrier: "sagawa",
      trackingNumber: null,
      origin: { kind: "store", name: "神楽坂店" },
      shippedAt: jst("01T11:30"),
    }),
  )
  expect(names()).toEqual(["shipped", "shipped"])
  expect(heard.map(({ shipmentId }) => shipmentId)).toEqual([one.shipmentId, other.shipmentId])
  expect((await parcels(ctx, orderId)).map(({ origin, carrier }) => ({ ...origin, carrier }))).toEqual([
    { kind: "dc", name: "平塚倉庫", carrier: "yamato" },
    { kind: "store", name: "神楽坂店", carrier: "sagawa" },
  ])
})

test("E09 the news of a shipment carries carrier and number, and is told once", async () => {
  const { ctx, names } = await listening()
  const { orderId } = await applyOrder(ctx, anOrder())
  for (let i = 0; i < 5; i++) await applyShipment(ctx, aParcel())
  await applyShipment(ctx, aParcel({ updatedAt: jst("01T11:20"), trackingNumber: "4410-2837-5561" }))
  expect(names()).toEqual(["shipped"])
  expect(await parcels(ctx, orderId)).toMatchObject([{ carrier: "yamato", trackingNumber: "4410-2837-5561" }])
})

test("F50 a parcel that comes before its order waits, and is adopted and told when the order comes", async () => {
  const { ctx, names } = await listening()
  const { shipmentId } = await applyShipment(ctx, aParcel())
  await recordCarrierEvent(ctx, aReport("配達完了", jst("02T10:00")))
  expect(names()).toEqual([])
  expect((await browse(ctx, { parked: "yes" })).items).toMatchObject([{ shipmentId, orderId: null, orderNumber: null }])
  expect(await inTransaction(ctx, shipmentCounts)).toMatchObject({ parked: 1 })
  ctx.moveTo("2026-04-02T12:00:00+09:00")
  const { orderId } = await applyOrder(ctx, anOrder())
  expect(names()).toEqual(["shipped", "delivered"])
  expect((await browse(ctx, { parked: "yes" })).items).toEqual([])
  expect((await browse(ctx)).items).toMatchObject([{ shipmentId, orderId, orderNumber: "#1001", state: "delivered" }])
})

test("F50 delivered before shipped, repeats and any order of reports end in one state with the same news", async () => {
  const reports = [
    aReport("荷物受付", jst("01T18:00")),
    aReport("作業店通過", jst("02T02:00")),
    aReport("配達中", jst("02T08:00")),
    aReport("持戻（ご不在）", jst("02T11:00")),
    aReport("配達中", jst("03T08:00")),
    aReport("配達完了", jst("03T10:00")),
  ]
  const told = async (order: readonly CarrierReport[]) => {
    const { ctx, names } = await listening("2026-04-03T12:00:00+09:00")
    const { orderId } = await applyOrder(ctx, anOrder())
    await applyShipment(ctx, aParcel())
    for (const report of order) await recordCarrierEvent(ctx, report)
    const [parcel] = await parcels(ctx, orderId)
    return {
      state: parcel?.state,
      deliveredAt: parcel?.deliveredAt,
      words: parcel?.events.map((e) => e.rawText),
      delivered: names().filter((n) => n === "delivered"),
    }
  }
  const straight = await told(reports)
  expect(straight).toMatchObject({ state: "delivered", deliveredAt: jst("03T10:00"), delivered: ["delivered"] })
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(reports, { minLength: reports.length }),
      fc.nat(5),
      async (shuffled, again) => {
        expect(await told([...shuffled, ...shuffled.slice(0, again)])).toEqual(straight)
      },
    ),
    { numRuns: 8 },
  )
})

test("J25 a wording that no table holds is never delivered: it is kept, counted and changes nothing", async () => {
  const { ctx, names } = await listening("2026-04-02T12:00:00+09:00")
  const { orderId } = await applyOrder(ctx, anOrder())
  const { shipmentId } = await applyShipment(ctx, aParcel())
  await recordCarrierEvent(ctx, aReport("荷物受付", jst("01T18:00")))
  await recordCarrierEvent(ctx, aReport("作業店通過", jst("02T02:00")))
  for (const minute of [1, 2, 3])
    await recordCarrierEvent(ctx, aReport("配達完了していません", jst(`02T09:0${minute}`)))
  await recordCarrierEvent(ctx, aReport("お届け完了？", jst("02T09:10")))
  expect(await parcels(ctx, orderId)).toMatchObject([{ state: "in_transit", deliveredAt: null }])
  expect(names()).toEqual(["shipped"])
  const labels = await inTransaction(ctx, (ctx) => unreadLabels(ctx, 30))
  expect(labels.map(({ carrier, rawText, reports }) => ({ carrier, rawText, reports }))).toEqual([
    { carrier: "yamato", rawText: "配達完了していません", reports: 3 },
    { carrier: "yamato", rawText: "お届け完了？", reports: 1 },
  ])
  expect((await browse(ctx, { unread: "yes" })).items).toMatchObject([{ shipmentId, unread: 4 }])
  expect((await browse(ctx, { unread: "no" })).items).toEqual([])
  const { events } = await inTransaction(ctx, (ctx) => wholeShipment(ctx, shipmentId))
  expect(events.filter((e) => !e.isKnown).map((e) => e.state)).toEqual(["unknown", "unknown", "unknown", "unknown"])
})

test("E11 a silent parcel is found late by ourselves, told once, and counted for the console", async () => {
  const { ctx, names } = await listening()
  const { orderId } = await applyOrder(ctx, anOrder())
  const { shipmentId } = await applyShipment(ctx, aParcel())
  const [before] = await parcels(ctx, orderId)
  expect(before).toMatchObject({ standing: "on_time", promised: { firstDay: "2026-04-02" } })
  ctx.moveTo("2026-04-06T22:00:00+09:00")
  for (let i = 0; i < 3; i++) await inTransaction(ctx, watchPromises)
  expect(names()).toEqual(["shipped", "delayed"])
  const [late] = await parcels(ctx, orderId)
  expect(late).toMatchObject({ standing: "late", delayReason: "no_movement", promised: before?.promised })
  expect((await browse(ctx, { standing: "needs-attention", onTheRoad: "yes" })).items).toMatchObject([
    { shipmentId, standing: "late" },
  ])
  expect(await inTransaction(ctx, shipmentCounts)).toEqual({
    onTheRoad: 1,
    needAttention: 1,
    atRisk: 0,
    dueToday: 0,
    parked: 0,
  })
  await recordCarrierEvent(ctx, aReport("配達完了", jst("06T21:00")))
  expect((await browse(ctx, { onTheRoad: "yes" })).items).toEqual([])
  expect(await inTransaction(ctx, shipmentCounts)).toMatchObject({ onTheRoad: 0, needAttention: 0 })
})

test("F52 a parcel of the past that never got its delivered report is brought in late, and nobody is written to about it", async () => {
  const { ctx, heard } = await listening("2026-09-01T12:00:00+09:00")
  const { orderId } = await applyOrder(ctx, anOrder())
  await applyShipment(ctx, aParcel())
  expect(await parcels(ctx, orderId)).toMatchObject([{ standing: "late" }])
  expect(heard.map(({ name, late }) => ({ name, late }))).toEqual([
    { name: "shipped", late: true },
    { name: "delayed", late: true },
  ])
  const [, delayed] = heard
  expect(delayed?.at.getTime()).toBeLessThan(jst("06T00:00").getTime())
})

test("U11 the parcel, its order and its customer are one model: found by order, by customer and by number", async () => {
  const { ctx } = await listening()
  const { orderId, customerId } = await applyOrder(ctx, anOrder())
  await applyOrder(ctx, anOrder({ externalId: "5002", number: "#1002" }))
  const { shipmentId } = await applyShipment(ctx, aParcel())
  await applyShipment(
    ctx,
    aParcel({ externalId: "f9", orderExternalId: "5002", carrier: "sagawa", trackingNumber: "999" }),
  )
  const found = async (asked: Parameters<typeof browseShipments>[1]) =>
    (await browse(ctx, asked)).items.map((item) => item.shipmentId)
  expect(await found({ orderId })).toEqual([shipmentId])
  expect(await found({ customerId: customerId ?? "" })).toHaveLength(2)
  expect(await found({ number: "４４１０－２８３７" })).toEqual([shipmentId])
  expect(await found({ number: "4410-2837-5561" })).toEqual([shipmentId])
  expect(await found({ number: "4410-2837-9999" })).toEqual([])
  expect(await found({ carrier: "yamato", state: "label_created" })).toEqual([shipmentId])
})

test("the list goes on by its cursor without leaving out or repeating a parcel", async () => {
  const { ctx } = await listening()
  await applyOrder(ctx, anOrder())
  // Three leave at the same instant: the id decides between them.
  for (let i = 0; i < 7; i++)
    await applyShipment(
      ctx,
      aParcel({
        externalId: `f${i}`,
        trackingNumber: `10000000${i}`,
        shippedAt: jst(i < 3 ? "01T11:00" : `01T11:0${i}`),
      }),
    )
  const seen: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await browse(ctx, {}, 3, cursor)
    seen.push(...page.items.map((item) => item.externalId))
    if (!page.cursor) break
    cursor = page.cursor
  }
  expect(seen).toHaveLength(7)
  expect(new Set(seen).size).toBe(7)
  expect(seen.slice(0, 4)).toEqual(["f6", "f5", "f4", "f3"])
  await expect(browse(ctx, {}, 3, "nonsense")).rejects.toMatchObject({ code: "shipments.BadCursor" })
})
