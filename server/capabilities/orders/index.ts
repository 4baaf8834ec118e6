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
  browseOrders,
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
export { changeShop, connectShop, type WantedShop } from "./connect-shop.ts"
export { ShopError } from "./errors.ts"
export {
  type Headers,
  type OrderPage,
  pageGone,
  type PrivacyRequest,
  type SeenCheckout,
  type ShopApi,
  type ShopDiscount,
  type ShopDiscounts,
  type ShopFact,
  type ShopMessage,
  type ShopPlace,
  ShopTrouble,
  type ShopVendor,
  shopVendors,
  type Speaker,
  type Subscription,
} from "./shop-port.ts"
export type { ShopConnection } from "./storage-shops.ts"
export { applyPastOrders, applyPastRefunds, type PastOrder } from "./apply-past-orders.ts"
export { type PastOrdersApplied, pastOrdersApplied } from "./events-past.ts"
export { selectSoldLines as soldLines, type SoldLine } from "./storage-sold.ts"
export { type HourOfOrders, selectOrderHours as ordersByHour } from "./storage-hours.ts"
export { type StandingOrder, selectStandingOrders as standingOrders } from "./storage-standing.ts"
export { type PurchaseQuintiles, selectPurchaseQuintiles as purchaseQuintiles } from "./storage-quintiles.ts"
export { selectOrdersAfter as ordersAfter } from "./storage-export.ts"
export { paymentWords } from "./payment-words-rules.ts"
export { type OutcomeSums, selectOutcomes as orderOutcomes } from "./storage-outcomes.ts"
export { shopCart } from "./shop-cart.ts"
export { type CodeShop, codeShops } from "./code-shops.ts"
export { selectAttributed as ordersInSpans } from "./storage-attributed.ts"
export {
  type PastAsked,
  type PastLine,
  type PastPurchase,
  type PastShape,
  selectBuyersAfter as buyersAfter,
  selectKeptOf as keptOfOrders,
  selectPastPurchases as pastPurchases,
  selectPastShape as pastShape,
} from "./storage-past.ts"
export { type PaidOrder, selectPaidOrders as paidOrders } from "./storage-paid.ts"
