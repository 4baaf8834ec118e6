import { createHash } from "node:crypto"
import type { OrderNews, PastOrdersApplied, SeenCarrierEvent, SeenFulfilment } from "#orders"
import { type Context, inTransaction, lock } from "#kernel/context"
import { gather } from "#kernel/gather"
import { carrierCodes } from "./carriers/carrier.ts"
import { type LabelReading, readLabel } from "./carriers/read-label.ts"
import { carrierNamed, plainNumber, readTrackingNumber } from "./carriers/tracking-numbers.ts"
import { refold } from "./refold.ts"
import { readShopStatus } from "./shop-status-rules.ts"
import { CarrierReport, ShipmentSnapshot } from "./model-snapshot.ts"
import { insertReport, type Named, type OrderName, selectNamed, selectParked, writeSnapshot } from "./storage.ts"

// Whoever comes first waits for the other: an order and its parcel, or a parcel and what a carrier says of it. When both
// come at the same moment neither could see the other's row before the commit, and the parcel would wait for ever. So each
// side holds the name by which the other will look for it, before it writes.
const orderName = (source: string, externalId: string) => `shipments.order:${source}/${externalId}`
const parcelNames = ({ trackingNumber, shipment }: Named): string[] => [
  ...(trackingNumber === null ? [] : [`shipments.number:${trackingNumber}`]),
  ...(shipment === null ? [] : [`shipments.parcel:${shipment.source}/${shipment.externalId}`]),
]

/** Takes a parcel as its shop or warehouse describes it. It waits, parked, when its order is not known yet. */
export async function applyShipment(ctx: Context, snapshot: ShipmentSnapshot): Promise<{ shipmentId: string }> {
  const s = ShipmentSnapshot.parse(snapshot)
  const carrierCode = carrierOf(s.carrier)
  const number = s.trackingNumber ? numberOf(carrierCode, s.trackingNumber) : null
  const hash = createHash("sha256").update(JSON.stringify(s)).digest("hex")
  return inTransaction(ctx, async (ctx) => {
    await lock(
      ctx,
      orderName(s.orderSource, s.orderExternalId),
      ...parcelNames({ trackingNumber: number, shipment: s }),
    )
    const { shipmentId, changed } = await writeSnapshot(ctx, { ...s, carrierCode, number, hash })
    if (changed) await refold(ctx, shipmentId)
    return { shipmentId }
  })
}

/** Takes one report of a carrier. False when it was known. It waits when its parcel is not known yet. */
export async function recordCarrierEvent(ctx: Context, report: CarrierReport): Promise<boolean> {
  const r = CarrierReport.parse(report)
  const carrier = carrierOf(r.carrier)
  return keepReport(ctx, r, carrier, carrier ? readLabel(carrier, r.rawText) : readShopStatus(r.rawText))
}

async function keepReport(
  ctx: Context,
  r: CarrierReport,
  carrier: ReturnType<typeof carrierOf>,
  reading: LabelReading,
): Promise<boolean> {
  const named = { trackingNumber: r.trackingNumber ? numberOf(carrier, r.trackingNumber) : null, shipment: r.shipment }
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, ...parcelNames(named))
    const fresh = await insertReport(ctx, {
      ...named,
      source: r.source,
      externalId: r.externalId,
      carrier,
      state: reading.state,
      note: reading.note ?? null,
      method: reading.method ?? null,
      isKnown: reading.isKnown,
      rawText: r.rawText,
      // A carrier's clock that runs ahead must not put a parcel into the future (F50).
      at: r.occurredAt.getTime() > ctx.now().getTime() + 600_000 ? ctx.now() : r.occurredAt,
      place: r.place,
    })
    if (!reading.isKnown) ctx.log.warn({ carrier, rawText: r.rawText }, "a carrier's wording could not be read")
    if (fresh) for (const parcel of await selectNamed(ctx, named)) await refold(ctx, parcel.shipmentId)
    return fresh
  })
}

/** A shop's fulfilment: the parcel, and the last step that the shop knows of as a report of its own. */
export async function takeFulfilment(ctx: Context, seen: SeenFulfilment): Promise<void> {
  const { status, trackingUrl: _shopsOwn, ...snapshot } = seen
  await applyShipment(ctx, { ...snapshot, isCancelled: status === "cancelled" })
  if (!status || status === "cancelled") return
  await keepReport(
    ctx,
    {
      source: seen.source,
      externalId: `${seen.externalId}:status:${status}`,
      carrier: null,
      trackingNumber: null,
      shipment: { source: seen.source, externalId: seen.externalId },
      rawText: status,
      occurredAt: status === "shipped" ? seen.shippedAt : seen.updatedAt,
      place: null,
    },
    null,
    readShopStatus(status),
  )
}

/** A shop's word on the way of a parcel. */
export async function takeCarrierEvent(ctx: Context, seen: SeenCarrierEvent): Promise<void> {
  const { fulfilmentExternalId, source, externalId, rawText, occurredAt, place } = seen
  const shipment = { source, externalId: fulfilmentExternalId }
  const report = { source, externalId, carrier: null, trackingNumber: null, shipment, rawText, occurredAt, place }
  await keepReport(ctx, report, null, readShopStatus(rawText))
}

/** An order has come in: parcels that waited for it belong to it now. */
export const adoptParked = async (ctx: Context, order: OrderNews): Promise<void> =>
  void (await gather(ctx, "shipments.adopt", order, async (ctx, orders) => {
    await adopt(ctx, orders)
    return orders
  }))

/** The same for orders of the past, brought in many at once. */
export const adoptParkedOfPast = (ctx: Context, { orders }: PastOrdersApplied): Promise<void> =>
  adopt(
    ctx,
    orders.filter(({ isNew }) => isNew),
  )

async function adopt(ctx: Context, orders: readonly OrderName[]): Promise<void> {
  if (orders.length === 0) return
  await lock(ctx, ...orders.map(({ source, externalId }) => orderName(source, externalId)))
  for (const parcel of await selectParked(ctx, orders)) await refold(ctx, parcel.shipmentId)
}

export const carrierOf = (text: string | null) =>
  text === null ? null : (carrierCodes.find((code) => code === text) ?? carrierNamed(text) ?? null)

export const numberOf = (carrier: ReturnType<typeof carrierOf>, typed: string): string =>
  (carrier ? readTrackingNumber(carrier, typed) : undefined) ?? plainNumber(typed)
