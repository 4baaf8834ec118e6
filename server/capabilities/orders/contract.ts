import { z } from "zod"
import { endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { Amount, Buyer, Gift, OrderAddress, OrderLine, OrderSnapshot, orderStatuses, Refund } from "./model.ts"

const Totals = z.object({
  goods: Amount,
  discount: Amount,
  shipping: Amount,
  tax: Amount,
  paid: Amount,
  refunded: Amount,
  total: Amount,
})

/** An order without anything personal: who bought and where it goes is asked for apart, by those who may see it. */
export const OrderSummary = z.object({
  orderId: z.uuid(),
  source: z.string(),
  externalId: z.string(),
  number: z.string(),
  customerId: z.uuid().nullable(),
  channel: z.enum(["online", "store"]),
  storeId: z.string().optional(),
  placedAt: instant,
  updatedAt: instant,
  status: z.enum([...orderStatuses, "unknown"]),
  /** Whether it counts as a purchase: neither cancelled nor given back in full. */
  counted: z.boolean(),
  /** Minor units. */
  currency: z.string(),
  totals: Totals,
  isGift: z.boolean(),
  pieces: z.int(),
})

const WholeOrder = OrderSummary.extend({
  lines: z.array(OrderLine.extend({ refundedQuantity: z.int() })),
  refunds: z.array(Refund),
  paymentApprovedAt: instant.nullable(),
  stockAllocatedAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  cancelReason: z.string().optional(),
  requestedDelivery: z.object({ day: z.string().optional(), slot: z.string().optional() }).optional(),
  paymentMethod: z.string().optional(),
  language: z.enum(["ja", "en"]).optional(),
  firstSeenAt: instant,
  /** The shop's clock runs more than ten minutes ahead of ours. */
  clockSkew: z.boolean(),
  history: z.array(z.object({ fact: z.string(), at: instant, seenAt: instant, late: z.boolean(), cause: z.string() })),
})

export const listOrders = endpoint("GET /api/v1/orders", {
  right: "orders:read",
  summary: { ja: "注文の一覧（新しい順）", en: "List orders, newest first" },
  params: {
    ...listParams,
    status: z.enum(orderStatuses).optional(),
    channel: z.enum(["online", "store"]).optional(),
    storeId: z.string().max(200).optional(),
    source: z.string().max(100).optional(),
    customerId: z.uuid().optional(),
    from: instant.optional(),
    until: instant.optional(),
    /** Beginning of an order number; "#" may be left out. */
    number: z.string().min(1).max(100).optional(),
  },
  reply: listOf(OrderSummary),
})

export const getOrder = endpoint("GET /api/v1/orders/:orderId", {
  right: "orders:read",
  summary: { ja: "注文の詳細", en: "Get an order with its lines, refunds and history" },
  params: { orderId: z.uuid() },
  reply: WholeOrder,
})

const OrderBuyer = z.object({
  orderId: z.uuid(),
  customerId: z.uuid().nullable(),
  buyer: Buyer.shape.profile,
  shippingAddress: OrderAddress.optional(),
  billingAddress: OrderAddress.optional(),
  gift: Gift.optional(),
  note: z.string().optional(),
})

export const getOrderBuyer = endpoint("GET /api/v1/orders/:orderId/buyer", {
  right: "customers:personal",
  summary: { ja: "注文者とお届け先", en: "Who bought an order, and where it goes" },
  params: { orderId: z.uuid() },
  reply: OrderBuyer,
})

export const listOrderBuyers = endpoint("GET /api/v1/order-buyers", {
  right: "customers:personal",
  summary: { ja: "複数の注文の注文者名", en: "The buyers' names of several orders" },
  params: { orderIds: z.string().max(8_000).describe("Ids of up to 200 orders, separated by commas") },
  reply: z.object({
    items: z.array(z.object({ orderId: z.uuid(), customerId: z.uuid().nullable(), name: z.string().nullable() })),
  }),
})

export const getPurchases = endpoint("GET /api/v1/customers/:customerId/purchases", {
  right: "orders:read",
  summary: {
    ja: "お客様の購入のまとめ（取消・全返品を除く）",
    en: "What a customer has bought, cancelled and returned orders left out",
  },
  params: { customerId: z.uuid() },
  reply: z.object({
    orders: z.int(),
    net: z.array(z.object({ currency: z.string(), amount: z.int() })).readonly(),
    firstAt: instant.nullable(),
    lastAt: instant.nullable(),
  }),
})

const { source, externalId, ...snapshot } = OrderSnapshot.shape
const applied = z.object({ orderId: z.uuid(), customerId: z.uuid().nullable() })

export const putOrder = endpoint("PUT /api/v1/orders/:source/:externalId", {
  right: "orders:write",
  summary: { ja: "注文の登録・更新（全項目）", en: "Create or update an order by a full snapshot" },
  params: {
    source,
    externalId,
    ...snapshot,
    /** True when the past is brought in: no message goes out. */
    quiet: z.boolean().default(false),
  },
  reply: applied,
  perMinute: 6_000,
})

export const postRefund = endpoint("POST /api/v1/orders/:source/:externalId/refunds", {
  right: "orders:write",
  summary: { ja: "返金の登録", en: "Tell of a refund" },
  params: { source, externalId, refund: Refund },
  reply: applied,
  perMinute: 6_000,
})

export const postMilestone = endpoint("POST /api/v1/orders/:source/:externalId/milestones", {
  right: "orders:write",
  summary: {
    ja: "決済承認・在庫引当・取消の登録",
    en: "Tell that payment was approved, stock put aside, or the order cancelled",
  },
  params: {
    source,
    externalId,
    milestone: z.enum(["payment-approved", "stock-allocated", "cancelled"]),
    at: instant,
  },
  reply: applied,
  perMinute: 6_000,
})

export const listWaiting = endpoint("GET /api/v1/orders-waiting", {
  right: "orders:read",
  summary: { ja: "本体がまだ届いていない注文", en: "Orders of which only a refund or milestone has come" },
  params: { olderThanHours: z.coerce.number().int().min(0).max(10_000).default(0) },
  reply: z.object({ items: z.array(z.object({ source: z.string(), externalId: z.string(), firstSeenAt: instant })) }),
})
