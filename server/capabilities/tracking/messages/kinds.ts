import { delayedMail } from "./delayed.ts"
import { deliveredMail } from "./delivered.ts"
import { orderCancelledMail } from "./order-cancelled.ts"
import { orderConfirmedMail } from "./order-confirmed.ts"
import { orderReceivedMail } from "./order-received.ts"
import { outForDeliveryMail } from "./out-for-delivery.ts"
import { refundedMail } from "./refunded.ts"
import { reviewRequestMail } from "./review-request.ts"
import { shippedMail } from "./shipped.ts"
import { stockAllocatedMail } from "./stock-allocated.ts"

/** Every mail that the life of an order brings, in that life's order. */
export const orderMails = [
  orderReceivedMail,
  orderConfirmedMail,
  stockAllocatedMail,
  shippedMail,
  outForDeliveryMail,
  deliveredMail,
  delayedMail,
  orderCancelledMail,
  refundedMail,
  reviewRequestMail,
]
