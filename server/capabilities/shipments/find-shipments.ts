import type { Order } from "#orders"
import type { Context } from "#kernel/context"
import { gather } from "#kernel/gather"
import { seaDays } from "./carriers/islands.ts"
import { shownNumber, trackingUrl } from "./carriers/tracking-numbers.ts"
import { type ArrivalRange, expectedArrival } from "./expected-date-rules.ts"
import { inOrder } from "./fold-rules.ts"
import type { Shipment } from "./model.ts"
import { chosenBy, prefectureIn } from "./refold.ts"
import { shippingSettings } from "./settings.ts"
import { selectOfOrders, selectReports, selectShipment, type ShipmentRow } from "./storage.ts"
import { day } from "#kernel/days"
import type { TimeOfDay } from "#kernel/zones"

/** The parcels of an order, the one that left first first. */
export async function shipmentsOf(ctx: Context, orderId: string): Promise<Shipment[]> {
  const rows = await gather(ctx, "shipments.of-order", orderId, async (ctx, orderIds) => {
    const ofThem = Map.groupBy(await selectOfOrders(ctx, orderIds), (row) => row.orderId)
    return orderIds.map((id) => ofThem.get(id) ?? [])
  })
  return Promise.all(rows.map((row) => read(ctx, row)))
}

export async function shipmentById(ctx: Context, shipmentId: string): Promise<Shipment | undefined> {
  const row = await selectShipment(ctx, shipmentId)
  return row?.orderId ? read(ctx, row) : undefined
}

/** When an order that has not left yet should arrive; null when it is not known or cancelled. */
export async function expectedFor(ctx: Context, order: Order, zone: string): Promise<ArrivalRange | null> {
  if (order.cancelledAt || order.channel === "store") return null
  const { cutOff, prefecture, closedDays, carrier, ...rest } = await shippingSettings(ctx)
  const place = {
    ...rest,
    zone,
    prefecture: prefecture ?? undefined,
    carrier: carrier ?? undefined,
    cutOff: cutOff as TimeOfDay, // safe: the setting's schema takes only a time of day
    workingDays: {
      closedWeekdays: rest.closedWeekdays,
      closedOnHolidays: rest.closedOnHolidays,
      closedDays: closedDays.map(day),
      openDays: [],
    },
  }
  // Work begins when the payment is approved; until then, as if it were approved at once.
  const orderedAt =
    order.paymentApprovedAt && order.paymentApprovedAt > order.placedAt ? order.paymentApprovedAt : order.placedAt
  const { firstDay, lastDay } = expectedArrival(place, {
    orderedAt,
    to: prefectureIn(order),
    chosen: chosenBy(order),
    sea: seaDays(order.shippingAddress?.postalCode),
  })
  return { firstDay, lastDay }
}

async function read(ctx: Context, row: ShipmentRow): Promise<Shipment> {
  const reports = inOrder(await selectReports(ctx, row))
  const { carrier, trackingNumber: number } = row
  return {
    shipmentId: row.shipmentId,
    orderId: row.orderId ?? "",
    customerId: row.customerId,
    carrier,
    trackingNumber: number && carrier ? shownNumber(carrier, number) : number,
    trackingUrl: (carrier && number && trackingUrl(carrier, number)) || null,
    origin: { kind: row.originKind, name: row.originName },
    lines: row.lines,
    shippedAt: row.shippedAt,
    cancelledAt: row.isCancelled ? row.stateAt : null,
    deliveredAt: row.deliveredAt,
    deliveredBy: row.deliveredBy,
    state: row.state,
    events: reports.map(({ state, rawText, at, place }) => ({ state, rawText, at, place })),
    promised: rangeOf(row.promisedFirst, row.promisedLast),
    expected: rangeOf(row.expectedFirst, row.expectedLast),
    standing: row.standing,
    delayReason: row.delayReason,
  }
}

const rangeOf = (
  firstDay: ArrivalRange["firstDay"] | null,
  lastDay: ArrivalRange["lastDay"] | null,
): ArrivalRange | null => (firstDay && lastDay ? { firstDay, lastDay } : null)
