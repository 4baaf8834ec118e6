import { productTypesOf } from "#catalog"
import { type Order, ordersByIds } from "#orders"
import { shipmentsOf } from "#shipments"
import type { Context } from "#kernel/context"
import { sideBySide } from "#kernel/gather"
import type { Parcel } from "./confirm-rules.ts"
import type { OrderFacts } from "./model-order.ts"
import { factsOfOrder } from "./order-facts-rules.ts"
import { type OrderSpend, selectSpends } from "./storage-orders.ts"

/** An order with everything that its points depend on but the buyer. */
export type Grounded = {
  readonly order: Order
  readonly spends: readonly OrderSpend[]
  readonly parcels: readonly Parcel[]
  /** Given what a point is worth. */
  readonly facts: (yenPerPoint: number) => OrderFacts
}

/** These orders with their goods' kinds, the points used on them and their parcels. */
export async function groundOf(ctx: Context, orderIds: readonly string[]): Promise<Grounded[]> {
  const orders = await ordersByIds(ctx, orderIds)
  const products = orders.flatMap(({ lines }) => lines.flatMap(({ productExternalId: id }) => (id ? [id] : [])))
  const categories = await productTypesOf(ctx, [...new Set(products)])
  const spends = Map.groupBy(await selectSpends(ctx, orderIds), ({ orderId }) => orderId)
  return sideBySide(ctx, orders, async (ctx, order): Promise<Grounded> => {
    const own = spends.get(order.orderId) ?? []
    const used = own.reduce((sum, { points }) => sum + points, 0)
    return {
      order,
      spends: own,
      parcels: await parcelsOf(ctx, order.orderId),
      facts: (yenPerPoint) => factsOfOrder(order, { categories, paidWithPoints: used * yenPerPoint }),
    }
  })
}

const parcelsOf = async (ctx: Context, orderId: string): Promise<Parcel[]> =>
  (await shipmentsOf(ctx, orderId)).map(({ shippedAt, deliveredAt, cancelledAt, lines }) => ({
    shippedAt,
    deliveredAt,
    isCancelled: cancelledAt !== null,
    pieces: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  }))

/** Pieces that the buyer keeps. */
export const piecesOf = ({ lines }: Order): number =>
  lines.reduce((sum, { quantity, refundedQuantity }) => sum + Math.max(0, quantity - refundedQuantity), 0)
