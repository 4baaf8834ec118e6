import { createHash } from "node:crypto"
import { brandById } from "#brands"
import { recordEvents } from "#events"
import { type Order, ordersByIds } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { carrierOf, numberOf } from "./apply-shipment.ts"
import { readLabel } from "./carriers/read-label.ts"
import { foldReports, inOrder } from "./fold-rules.ts"
import { CarrierReport, ShipmentSnapshot } from "./model-snapshot.ts"
import { type News, newsOf } from "./news-rules.ts"
import { judgeParcel, type ParcelPromise, promiseOf, recordOf, type ShippedFrom } from "./refold.ts"
import { shippingSettings } from "./settings.ts"
import { readShopStatus } from "./shop-status-rules.ts"
import type { ReportRow } from "./storage.ts"
import { insertPastReports, insertPastShipments, type NewReport, type NewShipment } from "./storage-past.ts"

export type PastShipment = {
  readonly orderId: string
  readonly snapshot: ShipmentSnapshot
  /** All that its carrier said of it by number. */
  readonly reports: readonly CarrierReport[]
}

/** What a buyer would have been told, and when. */
export type PastNews = { readonly shipmentId: string; readonly orderId: string } & Pick<News, "name" | "at">

/**
 * Takes in many parcels of past orders in a few statements. Each is judged as if it had been watched at the time: being
 * late counts from the morning after its promised days. Nothing is announced, so nobody is written to; the timeline
 * has it all. Parcels that are known already stay as they are. Returns what was news, in order of time for each parcel.
 */
export async function applyPastShipments(ctx: Context, parcels: readonly PastShipment[]): Promise<PastNews[]> {
  return inTransaction(ctx, async (ctx) => {
    const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
    const from = { settings: await shippingSettings(ctx), zone }
    const orders = new Map(
      (
        await ordersByIds(
          ctx,
          parcels.map(({ orderId }) => orderId),
        )
      ).map((order) => [order.orderId, order]),
    )
    const taken = parcels.flatMap((parcel) => {
      const order = orders.get(parcel.orderId)
      return order ? [take(ctx, parcel, order, from)] : []
    })
    const fresh = await insertPastShipments(
      ctx,
      taken.map(({ row }) => row),
    )
    const news = taken.filter(({ row }) => fresh.has(row.shipmentId))
    await insertPastReports(
      ctx,
      news.flatMap(({ reports }) => reports),
    )
    await recordEvents(
      ctx,
      news.flatMap(({ row, order, told }) => told.map((one) => recordOf(row, order, one.news, one.seen))),
    )
    return news.flatMap(({ row, told }) =>
      told.map(({ news: { name, at } }) => ({ shipmentId: row.shipmentId, orderId: row.orderId, name, at })),
    )
  })
}

function take(ctx: Context, parcel: PastShipment, order: Order, from: ShippedFrom) {
  const s = ShipmentSnapshot.parse(parcel.snapshot)
  const carrier = carrierOf(s.carrier)
  const reports = parcel.reports.map((report) => readReport(ctx, report))
  const basics = {
    shipmentId: ctx.id(),
    ...s,
    orderId: order.orderId,
    customerId: order.customerId,
    carrier,
    trackingNumber: s.trackingNumber ? numberOf(carrier, s.trackingNumber) : null,
    originKind: s.origin.kind,
    originName: s.origin.name,
    hash: createHash("sha256").update(JSON.stringify(s)).digest("hex"),
  }
  const promise = promiseOf(basics, order, from)
  const told = watched(basics, order, reports, from, promise, ctx.now())
  const folded = foldReports(reports, s.shippedAt)
  const { promised, expected, standing, reason } = judgeParcel(basics, order, folded, from, promise, ctx.now())
  const row: NewShipment = {
    ...basics,
    ...folded,
    promisedFirst: promised.firstDay,
    promisedLast: promised.lastDay,
    expectedFirst: expected?.firstDay ?? null,
    expectedLast: expected?.lastDay ?? null,
    standing,
    delayReason: reason,
    told: told.map(({ news }) => news.key),
  }
  return { row, order, reports, told }
}

type Watched = Pick<NewShipment, "carrier" | "shippedAt" | "isCancelled">

/** What there was to tell at each moment at which something could have been: a report, or the end of the promise. */
function watched(
  row: Watched,
  order: Order,
  reports: readonly ReportRow[],
  from: ShippedFrom,
  promise: ParcelPromise,
  now: Date,
) {
  const ordered = inOrder(reports)
  const moments = [row.shippedAt, promise.promiseEndsAt, ...ordered.map(({ at }) => at)].filter((at) => at <= now)
  const told: { news: News; seen: readonly ReportRow[] }[] = []
  for (const at of moments.sort((a, b) => a.getTime() - b.getTime())) {
    const seen = ordered.filter((report) => report.at <= at)
    const folded = foldReports(seen, row.shippedAt)
    const judged = judgeParcel(row, order, folded, from, promise, at)
    const keys = told.map(({ news }) => news.key)
    for (const news of newsOf({ ...row, ...judged, folded, told: keys, firstSeenAt: row.shippedAt }, at))
      told.push({ news, seen })
  }
  return told
}

function readReport(ctx: Context, report: CarrierReport): NewReport {
  const r = CarrierReport.parse(report)
  const carrier = carrierOf(r.carrier)
  const {
    state,
    note = null,
    method = null,
    isKnown,
  } = carrier ? readLabel(carrier, r.rawText) : readShopStatus(r.rawText)
  return {
    reportId: ctx.id(),
    source: r.source,
    externalId: r.externalId,
    carrier,
    trackingNumber: r.trackingNumber ? numberOf(carrier, r.trackingNumber) : null,
    shipmentSource: r.shipment?.source ?? null,
    shipmentExternalId: r.shipment?.externalId ?? null,
    state,
    note,
    method,
    isKnown,
    rawText: r.rawText,
    at: r.occurredAt,
    place: r.place,
  }
}
