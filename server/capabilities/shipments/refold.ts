import { brandById } from "#brands"
import { type EventRecord, recordEvents } from "#events"
import { type Order, orderByExternalId, orderById } from "#orders"
import { type Context, mustBeInTransaction } from "#kernel/context"
import { announce, type EventType } from "#kernel/events"
import { day } from "#kernel/days"
import { prefectureOf } from "#kernel/prefectures"
import { dayIn, endOfDay } from "#kernel/zones"
import { seaDays } from "./carriers/islands.ts"
import { farther, transitDays } from "./carriers/transit.ts"
import { judgeDelay } from "./delay-rules.ts"
import {
  type ShipmentNews,
  shipmentDelayed,
  shipmentDelivered,
  shipmentOutForDelivery,
  shipmentShipped,
} from "./events.ts"
import { arrivalAfterHandOver, type ArrivalRange } from "./expected-date-rules.ts"
import { type Folded, foldReports } from "./fold-rules.ts"
import { type News, type NewsName, newsOf } from "./news-rules.ts"
import type { ShippingSettings } from "./model-settings.ts"
import { shippingSettings } from "./settings.ts"
import { lockShipment, type ReportRow, selectReports, type ShipmentRow, updateStanding } from "./storage.ts"

const told: Record<NewsName, { event: EventType<ShipmentNews>; recordedAs: string }> = {
  shipped: { event: shipmentShipped, recordedAs: "Order Shipped" },
  "out-for-delivery": { event: shipmentOutForDelivery, recordedAs: "Out For Delivery" },
  delivered: { event: shipmentDelivered, recordedAs: "Order Delivered" },
  delayed: { event: shipmentDelayed, recordedAs: "Delivery Delayed" },
}

/** News older than this changes states but is not told to the buyer any more (F52). */
const maxAgeMs = 24 * 3_600_000

/**
 * Makes a parcel's state anew from all that was reported, judges its promise, and tells what is new, each thing once.
 * Asked again with the same reports it changes nothing: order and repeats of what comes in make no difference (G8).
 */
export async function refold(ctx: Context, shipmentId: string): Promise<void> {
  mustBeInTransaction(ctx)
  const row = await lockShipment(ctx, shipmentId)
  if (!row) return
  const order = row.orderId
    ? await orderById(ctx, row.orderId)
    : await orderByExternalId(ctx, row.orderSource, row.orderExternalId)
  const reports = await selectReports(ctx, row)
  const folded = foldReports(reports, row.shippedAt)
  const judged = order ? await judge(ctx, row, order, folded) : undefined
  const news = order && judged ? newsOf({ ...row, ...judged, folded, firstSeenAt: row.createdAt }, ctx.now()) : []
  await updateStanding(ctx, shipmentId, {
    ...folded,
    orderId: order?.orderId ?? null,
    customerId: order?.customerId ?? null,
    promisedFirst: judged?.promised?.firstDay ?? null,
    promisedLast: judged?.promised?.lastDay ?? null,
    expectedFirst: judged?.expected?.firstDay ?? null,
    expectedLast: judged?.expected?.lastDay ?? null,
    standing: judged?.standing ?? "on_time",
    delayReason: judged?.reason ?? "on_its_way",
    told: [...row.told, ...news.map((n) => n.key)],
  })
  if (order) await tell(ctx, row, order, news, reports)
}

async function judge(ctx: Context, row: ShipmentRow, order: Order, folded: Folded) {
  const settings = await shippingSettings(ctx)
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const from = { settings, zone }
  return judgeParcel(row, order, folded, from, keptPromise(row, from) ?? promiseOf(row, order, from), ctx.now())
}

type Left = Pick<ShipmentRow, "carrier" | "shippedAt">
export type ShippedFrom = { readonly settings: ShippingSettings; readonly zone: string }
export type ParcelPromise = { readonly promised: ArrivalRange; readonly promiseEndsAt: Date }

/** How what was promised about a parcel stands at `now`. */
export function judgeParcel(
  row: Left,
  order: Order,
  folded: Folded,
  { settings, zone }: ShippedFrom,
  promise: ParcelPromise,
  now: Date,
) {
  const { standing, reason, expected } = judgeDelay(
    {
      promised: promise.promised,
      latest: { state: folded.state, at: folded.stateAt, ...(folded.note ? { note: folded.note } : {}) },
      handedOverAt: folded.handedOverAt ?? row.shippedAt,
      road: farther(
        transitDays(settings.prefecture ?? undefined, prefectureIn(order), row.carrier ?? undefined),
        seaDays(order.shippingAddress?.postalCode),
      ),
      carrier: row.carrier ?? undefined,
      zone,
    },
    now,
  )
  return { ...promise, standing, reason, expected: expected ?? null }
}

/** What was promised once is what the parcel is measured by, whatever settings change later. */
function keptPromise(row: ShipmentRow, { zone }: ShippedFrom): ParcelPromise | undefined {
  const { promisedFirst: firstDay, promisedLast: lastDay } = row
  return firstDay && lastDay ? { promised: { firstDay, lastDay }, promiseEndsAt: endOfDay(zone, lastDay) } : undefined
}

/** What is promised of a parcel when it leaves. */
export function promiseOf(row: Left, order: Order, { settings, zone }: ShippedFrom): ParcelPromise {
  const { firstDay, lastDay } = arrivalAfterHandOver(
    { prefecture: settings.prefecture ?? undefined, carrier: row.carrier ?? undefined },
    {
      handedOverOn: dayIn(zone, row.shippedAt),
      to: prefectureIn(order),
      chosen: chosenBy(order),
      sea: seaDays(order.shippingAddress?.postalCode),
    },
  )
  return { promised: { firstDay, lastDay }, promiseEndsAt: endOfDay(zone, lastDay) }
}

export const prefectureIn = (order: Order) => {
  const { prefecture } = order.shippingAddress ?? {}
  return prefecture ? prefectureOf(prefecture)?.code : undefined
}

/** The day that the buyer asked for, as the rules read it. */
export function chosenBy(order: Order): { day?: ArrivalRange["firstDay"] } {
  const { day: wished } = order.requestedDelivery ?? {}
  return wished ? { day: day(wished) } : {}
}

async function tell(
  ctx: Context,
  row: ShipmentRow,
  order: Order,
  news: readonly News[],
  reports: readonly ReportRow[],
): Promise<void> {
  await recordEvents(
    ctx,
    news.map((one) => recordOf(row, order, one, reports)),
  )
  for (const one of news) {
    const late = ctx.now().getTime() - one.at.getTime() > maxAgeMs
    await announce(ctx, told[one.name].event, {
      shipmentId: row.shipmentId,
      orderId: order.orderId,
      customerId: order.customerId,
      at: one.at,
      late,
    })
  }
}

type Told = Pick<
  ShipmentRow,
  "shipmentId" | "source" | "externalId" | "carrier" | "trackingNumber" | "originKind" | "originName"
>

/** A piece of news about a parcel as the customer's timeline keeps it. */
export const recordOf = (
  row: Told,
  order: Order,
  { name, key, at }: News,
  reports: readonly { place: string | null }[],
): EventRecord => ({
  customerId: order.customerId,
  name: told[name].recordedAs,
  occurredAt: at,
  source: row.source.split(":")[0] ?? row.source,
  externalId: `shipment:${row.source}/${row.externalId}:${key}`,
  orderId: order.orderId,
  channel: row.originKind === "store" ? "store" : "web",
  properties: {
    shipment_id: row.shipmentId,
    carrier: row.carrier,
    tracking_number: row.trackingNumber,
    origin: row.originName,
    place: reports.at(-1)?.place ?? null,
  },
})
