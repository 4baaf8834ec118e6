import { browseMessages } from "#messages"
import { orderById } from "#orders"
import { shipmentsOf } from "#shipments"
import type { Context } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { mailKey, once } from "./mail-key.ts"
import { orderMails } from "./messages/kinds.ts"

const most = 200

/** Everything that was written to the buyer about an order, whatever came of it, newest first. Throws `kernel.NotFound`. */
export async function orderMessages(ctx: Context, orderId: string) {
  const order = await orderById(ctx, orderId)
  if (!order) throw KernelError.NotFound({ field: "orderId" })
  const parcels = await shipmentsOf(ctx, orderId)
  const abouts = [
    once,
    ...parcels.map((parcel) => parcel.shipmentId),
    ...order.refunds.map((refund) => refund.externalId),
  ]
  const keys = orderMails.flatMap((kind) => abouts.map((about) => mailKey(kind, orderId, about)))
  const { items } = await browseMessages(ctx, { keys }, { limit: most })
  return { items }
}
