import type { Text } from "#kernel/text"

/** What other systems can hear of. `sample` is the `data` of a message, as a test message carries it. */
const id = "0198c0de-0000-7000-8000-000000000001"
const ofOrder = { orderId: id, customerId: id, at: "2026-04-01T00:00:00.000Z" }
/** `source` and `externalId`: the order's name at its shop. */
const order = { ...ofOrder, source: "shopify:0198c0de-0000-7000-8000-000000000002", externalId: "5001" }
const parcel = { shipmentId: id, ...ofOrder }
const moved = {
  segmentId: id,
  key: "win-back",
  version: 1,
  customerIds: [id],
  at: "2026-04-01T00:00:00.000Z",
  cause: "time",
}

export const topics = {
  "order.received": { words: { ja: "注文を受け付けた", en: "An order was received" }, sample: order },
  "order.payment_approved": { words: { ja: "決済が承認された", en: "A payment was approved" }, sample: order },
  "order.stock_allocated": { words: { ja: "在庫を引き当てた", en: "Stock was set aside" }, sample: order },
  "order.cancelled": { words: { ja: "注文が取り消された", en: "An order was cancelled" }, sample: order },
  "order.refunded": {
    words: { ja: "返金された", en: "An order was refunded" },
    sample: { ...order, refundId: "r-1", amount: 1_200 },
  },
  "shipment.shipped": { words: { ja: "荷物が発送された", en: "A parcel was shipped" }, sample: parcel },
  "shipment.out_for_delivery": { words: { ja: "荷物が配達中になった", en: "A parcel is on the van" }, sample: parcel },
  "shipment.delivered": { words: { ja: "荷物が届いた", en: "A parcel was delivered" }, sample: parcel },
  "shipment.delayed": { words: { ja: "荷物が遅れている", en: "A parcel is late" }, sample: parcel },
  "customer.merged": {
    words: { ja: "お客様が統合された", en: "Two customers were merged" },
    sample: { from: id, into: id },
  },
  "customer.erased": {
    words: { ja: "お客様の情報が消去された", en: "A customer was erased" },
    sample: { customerId: id, customerIds: [id] },
  },
  "consent.changed": {
    words: { ja: "お客様の同意が変わった", en: "A customer's consent changed" },
    sample: { customerId: id, channel: "email", purpose: "marketing", state: "given", at: "2026-04-01T00:00:00.000Z" },
  },
  "segment.entered": { words: { ja: "お客様がセグメントに入った", en: "Customers entered a segment" }, sample: moved },
  "flow.reached": {
    words: { ja: "お客様がフローのステップに来た", en: "Customers reached a step of a flow" },
    sample: {
      flowId: id,
      version: 1,
      step: "tell-erp",
      topic: "vip",
      customerIds: [id],
      at: "2026-04-01T00:00:00.000Z",
    },
  },
  "segment.left": { words: { ja: "お客様がセグメントから出た", en: "Customers left a segment" }, sample: moved },
} as const satisfies Record<string, { words: Text; sample: object }>

export type TopicName = keyof typeof topics
// safe: the keys of `topics` are exactly the type TopicName, and there is at least one
export const topicNames = Object.keys(topics) as [TopicName, ...TopicName[]]
