import { z } from "zod"
import { eventType } from "#kernel/events"

const OrderNews = z.object({
  orderId: z.uuid(),
  /** The order's name at its shop. */
  source: z.string(),
  externalId: z.string(),
  /** Null when nobody we know bought it: an anonymous purchase in a store. */
  customerId: z.uuid().nullable(),
  /** When it happened, never later than now. */
  at: z.date(),
  /** Too old to be told to the buyer (F52): states change, no message goes out. */
  late: z.boolean(),
})
export type OrderNews = z.infer<typeof OrderNews>

/** The order was seen for the first time. */
export const orderReceived = eventType("orders.received", OrderNews)
export const paymentApproved = eventType("orders.payment-approved", OrderNews)
export const stockAllocated = eventType("orders.stock-allocated", OrderNews)
export const orderCancelled = eventType("orders.cancelled", OrderNews)
/** Once for each refund. `amount` in minor units. */
export const orderRefunded = eventType("orders.refunded", OrderNews.extend({ refundId: z.string(), amount: z.int() }))
/** Anything at all has changed, the facts above included. */
export const orderChanged = eventType(
  "orders.changed",
  OrderNews.extend({
    /** Discount codes that it was paid with, so that most listeners need not read the order. */
    discountCodes: z.array(z.string()).default([]),
  }),
)

/** What a shop says about one parcel of an order; shipments are the next capability's nouns, so this is their shape. */
const SeenFulfilment = z.object({
  source: z.string(),
  externalId: z.string(),
  orderSource: z.string(),
  orderExternalId: z.string(),
  /** As the shop names it: "ヤマト運輸", "Sagawa (JA)". */
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  origin: z.object({ kind: z.enum(["dc", "fc", "store"]), name: z.string() }),
  lines: z.array(z.object({ orderLineExternalId: z.string(), quantity: z.int() })),
  shippedAt: z.date(),
  updatedAt: z.date(),
  /** cancelled, or the last step that the shop knows of. */
  status: z
    .enum([
      "shipped",
      "in-transit",
      "out-for-delivery",
      "attempted",
      "ready-for-pickup",
      "delivered",
      "failed",
      "cancelled",
    ])
    .nullable(),
})
export type SeenFulfilment = z.infer<typeof SeenFulfilment>
export const fulfilmentSeen = eventType("orders.fulfilment-seen", SeenFulfilment)

/** What a shop says about the way of a parcel; `rawText` is the shop's own word for the step. */
const SeenCarrierEvent = z.object({
  source: z.string(),
  externalId: z.string(),
  fulfilmentExternalId: z.string(),
  orderSource: z.string(),
  orderExternalId: z.string(),
  rawText: z.string(),
  occurredAt: z.date(),
  place: z.string().nullable(),
  /** When the carrier expects to deliver, if it says so. */
  expectedAt: z.date().nullable(),
})
export type SeenCarrierEvent = z.infer<typeof SeenCarrierEvent>
export const carrierEventSeen = eventType("orders.carrier-event-seen", SeenCarrierEvent)
