import type { Order } from "#orders"
import type { Shipment } from "#shipments"

/** Bought in a store and taken along: nothing is sent, so nothing is on its way (E04). */
export const isTakenAlong = (order: Pick<Order, "channel" | "shippingAddress">): boolean =>
  order.channel === "store" && order.shippingAddress === undefined

/**
 * The goods that are in no parcel yet, by name, while others have left. A parcel that names no goods holds all that is
 * in no other; what was given back waits no more.
 */
export function waitingLines({
  order,
  shipments,
}: {
  readonly order: Pick<Order, "lines">
  readonly shipments: readonly Pick<Shipment, "lines">[]
}): string[] {
  if (shipments.some((parcel) => parcel.lines.length === 0)) return []
  const sent = new Map<string, number>()
  for (const parcel of shipments)
    for (const { orderLineExternalId: id, quantity } of parcel.lines) sent.set(id, (sent.get(id) ?? 0) + quantity)
  return order.lines.flatMap((line) => {
    const left = line.quantity - (sent.get(line.externalId) ?? 0) - line.refundedQuantity
    return left <= 0 ? [] : [left > 1 ? `${line.title} × ${left}` : line.title]
  })
}
