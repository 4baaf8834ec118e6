export { applyMilestone, applyOrder, applyRefund, type AppliedOrder, type How } from "./apply-order.ts"
export {
  carrierEventSeen,
  fulfilmentSeen,
  orderCancelled,
  orderChanged,
  type OrderNews,
  orderReceived,
  orderRefunded,
  paymentApproved,
  type SeenCarrierEvent,
  type SeenFulfilment,
  stockAllocated,
} from "./events.ts"
export {
  type Order,
  orderByExternalId,
  orderById,
  orderByNumber,
  ordersByIds,
  ordersByNumber,
  ordersOf,
  purchasesOf,
} from "./find-order.ts"
export { OrderSnapshot } from "./model.ts"
export type { Buyer, Gift, OrderAddress, OrderBody, OrderLine, OrderStatus, Refund } from "./model.ts"
