import { type EventRecord, recordEvents } from "#events"
import type { Context } from "#kernel/context"
import { announce, type EventType } from "#kernel/events"
import {
  orderCancelled,
  orderChanged,
  type OrderNews,
  orderReceived,
  orderRefunded,
  paymentApproved,
  stockAllocated,
} from "./events.ts"
import type { OrderBody } from "./model.ts"
import type { WrittenOrder } from "./storage.ts"

type News = WrittenOrder["news"][number]
type Telling = { readonly event: EventType<OrderNews>; readonly recordedAs: string }

const tellings: Record<string, Telling> = {
  received: { event: orderReceived, recordedAs: "Order Placed" },
  "payment-approved": { event: paymentApproved, recordedAs: "Order Confirmed" },
  "stock-allocated": { event: stockAllocated, recordedAs: "Stock Allocated" },
  cancelled: { event: orderCancelled, recordedAs: "Order Cancelled" },
}

/** Records and announces what has become of an order, each thing once: `told` names what was said before. */
export async function tell(ctx: Context, order: WrittenOrder, told: readonly string[]): Promise<void> {
  const body = order.state.snapshot?.body
  if (!body) return
  const fresh = order.news.filter(({ fact }) => !told.includes(fact))
  await recordEvents(
    ctx,
    fresh.flatMap((news) => recordOf(order, body, news)),
  )
  const { orderId, source, externalId, customerId } = order
  const about = { orderId, source, externalId, customerId }
  for (const news of fresh) {
    const payload = { ...about, at: news.at, late: news.late }
    const telling = tellings[news.fact]
    if (telling) await announce(ctx, telling.event, payload)
    else if (news.refund)
      await announce(ctx, orderRefunded, { ...payload, refundId: news.refund.externalId, amount: news.refund.amount })
  }
  const late = fresh.length > 0 && fresh.every((news) => news.late)
  const discountCodes = (body.discountCodes ?? []).map(({ code }) => code)
  await announce(ctx, orderChanged, { ...about, at: ctx.now(), late, discountCodes })
}

export function recordOf(order: WrittenOrder, body: OrderBody, { fact, at, refund }: News): EventRecord[] {
  const name = refund ? "Order Refunded" : tellings[fact]?.recordedAs
  if (!name) return []
  return [
    {
      customerId: order.customerId,
      name,
      occurredAt: at,
      source: body.source.split(":")[0] ?? body.source,
      externalId: `order:${order.source}/${order.externalId}:${fact}`,
      value: refund ? refund.amount : order.total,
      currency: body.currency,
      orderId: order.orderId,
      channel: body.channel === "store" ? "store" : "web",
      storeId: body.storeId ?? null,
      properties: { order_number: body.number, ...(fact === "received" ? { products: productsOf(body) } : {}) },
    },
  ]
}

/** In the shape of Segment's spec; prices in minor units. */
const productsOf = (body: OrderBody) =>
  body.lines.map((line) => ({
    product_id: line.productExternalId ?? null,
    variant_id: line.variantExternalId ?? null,
    sku: line.sku || null,
    name: line.title,
    quantity: line.quantity,
    price: line.unitPrice,
  }))
