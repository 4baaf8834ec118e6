import { type Standing, Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"

export type OrderStatusName =
  | "received"
  | "payment-approved"
  | "stock-allocated"
  | "confirmed"
  | "cancelled"
  | "deleted"
  | "unknown"

/** How an order stands at the shop, before anything is on the road. */
export const orderStatusWords: Readonly<Record<OrderStatusName, Text>> = {
  received: { ja: "受付", en: "Received" },
  "payment-approved": { ja: "決済承認", en: "Payment approved" },
  "stock-allocated": { ja: "在庫確保", en: "Stock allocated" },
  confirmed: { ja: "確定", en: "Confirmed" },
  cancelled: { ja: "取消", en: "Cancelled" },
  deleted: { ja: "削除", en: "Deleted" },
  unknown: { ja: "不明", en: "Unknown" },
}

const shapes: Readonly<Record<OrderStatusName, Standing>> = {
  received: "waiting",
  "payment-approved": "waiting",
  "stock-allocated": "waiting",
  confirmed: "done",
  cancelled: "none",
  deleted: "none",
  unknown: "none",
}

export const OrderStatus = ({ order }: { order: { readonly status: OrderStatusName } }) => (
  <Status is={shapes[order.status]} label={orderStatusWords[order.status]} />
)

export const orderChannelWords = {
  online: { ja: "オンライン", en: "Online" },
  store: { ja: "店舗", en: "Store" },
} as const satisfies Record<string, Text>
