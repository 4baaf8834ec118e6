import { publicUrl } from "#brands"
import { type Customer, customerById } from "#customers"
import { type MessageKind, planMessage } from "#messages"
import type { Order, OrderNews } from "#orders"
import type { Shipment, ShipmentNews } from "#shipments"
import type { Stage } from "#catalog"
import type { Context } from "#kernel/context"
import { planReview } from "./ask-for-review.ts"
import { dressThanks } from "./dress-thanks.ts"
import { trackingLink } from "./link.ts"
import { mailKey, once } from "./mail-key.ts"
import { delayedMail } from "./messages/delayed.ts"
import { deliveredMail } from "./messages/delivered.ts"
import { orderCancelledMail } from "./messages/order-cancelled.ts"
import { orderConfirmedMail } from "./messages/order-confirmed.ts"
import type { OrderMailFacts } from "./messages/order-mail-facts.ts"
import { orderReceivedMail } from "./messages/order-received.ts"
import { outForDeliveryMail } from "./messages/out-for-delivery.ts"
import { refundedMail } from "./messages/refunded.ts"
import { shippedMail } from "./messages/shipped.ts"
import { stockAllocatedMail } from "./messages/stock-allocated.ts"
import { nextStepOf } from "./next-step-rules.ts"
import { delayReasonOf, orderMailFactsOf } from "./order-mail-rules.ts"
import type { NoticeName } from "./model-settings.ts"
import { trackingSettings } from "./settings.ts"
import { orderToTrack, type TrackedOrder, trackedOrder } from "./tracked-order.ts"

type News = Pick<OrderNews, "orderId" | "customerId" | "late">
/** What else is known when the facts of one kind of mail are gathered. */
type About = {
  readonly ctx: Context
  readonly parcel: Shipment | undefined
  readonly customer: Customer | undefined
  /** Of the buyer's page. */
  readonly link: string
}
type Mail = {
  readonly kind: MessageKind
  readonly setting: NoticeName
  readonly stage: Stage
  /** With kind and order it names the mail: the same news never makes two. */
  readonly about: string
  readonly parcel?: (tracked: TrackedOrder) => Shipment | undefined
  readonly more?: (tracked: TrackedOrder, about: About) => object | Promise<object>
  readonly unless?: (order: Order) => boolean
}

/**
 * Writes to the buyer, in the transaction in which it happened: once for each piece of news, never about old news
 * (F52), never to nobody. The order's own address counts; the profile's only where the order has none.
 */
async function tell(ctx: Context, news: News, mail: Mail): Promise<void> {
  if (news.late || !(await trackingSettings(ctx))[mail.setting]) return
  const order = await orderToTrack(ctx, news.orderId)
  if (mail.unless?.(order)) return
  const tracked = await trackedOrder(ctx, order, mail.stage)
  const customer = news.customerId ? await customerById(ctx, news.customerId) : undefined
  // Without an address the message is planned all the same and ends as skipped: nothing just disappears (G3).
  const address = tracked.order.buyer.email ?? customer?.email ?? null
  const parcel = mail.parcel?.(tracked)
  const link = await publicUrl(ctx, trackingLink(ctx, tracked.look.slug, news.orderId))
  const facts: OrderMailFacts = {
    ...orderMailFactsOf(tracked, customer, link, parcel),
    ...(await mail.more?.(tracked, { ctx, parcel, customer, link })),
  }
  const name = tracked.order.buyer.displayName ?? customer?.displayName
  await planMessage(ctx, {
    kind: mail.kind,
    customerId: news.customerId,
    language: tracked.language,
    to: { address, name: name ?? null },
    facts,
    key: mailKey(mail.kind, news.orderId, mail.about),
  })
}

const plain = (kind: MessageKind, setting: NoticeName): Mail => ({
  kind,
  setting,
  stage: "tracking",
  about: once,
})

/** E07: what the buyer can do next, of use to this very order. */
const withNextStep = async (tracked: TrackedOrder, { ctx, link }: About) => {
  const { order, look } = tracked
  const gift = order.gift?.isGift
    ? await publicUrl(ctx, trackingLink(ctx, look.slug, order.orderId, "recipient"))
    : link
  const nextStep = nextStepOf(tracked, { tracking: link, gift })
  return nextStep ? { nextStep } : {}
}

export const tellReceived = (ctx: Context, news: OrderNews) =>
  tell(ctx, news, { ...plain(orderReceivedMail, "received"), more: withNextStep })

/** Paid at once is said in the first mail already; a mail of its own is for those who pay later. */
export const tellConfirmed = (ctx: Context, news: OrderNews) =>
  tell(ctx, news, {
    ...plain(orderConfirmedMail, "confirmed"),
    more: withNextStep,
    unless: (order) =>
      !order.paymentApprovedAt || order.paymentApprovedAt.getTime() - order.placedAt.getTime() < 600_000,
  })

export const tellStockAllocated = (ctx: Context, news: OrderNews) =>
  tell(ctx, news, plain(stockAllocatedMail, "stockAllocated"))
export const tellCancelled = (ctx: Context, news: OrderNews) => tell(ctx, news, plain(orderCancelledMail, "cancelled"))

export const tellRefunded = (ctx: Context, news: OrderNews & { refundId: string; amount: number }) =>
  tell(ctx, news, {
    ...plain(refundedMail, "refunded"),
    about: news.refundId,
    more: ({ order }) => ({ refund: { amount: { amount: news.amount, currency: order.currency } } }),
    // Money that goes back because the order was called off is said in that mail.
    unless: (order) => order.cancelledAt !== null || news.amount === 0,
  })

const ofParcel = (news: ShipmentNews, kind: MessageKind, setting: NoticeName, stage: Stage): Mail => ({
  kind,
  setting,
  stage,
  about: news.shipmentId,
  parcel: (tracked) => tracked.shipments.find((s) => s.shipmentId === news.shipmentId),
})

export const tellShipped = (ctx: Context, news: ShipmentNews) =>
  tell(ctx, news, ofParcel(news, shippedMail, "shipped", "shipped"))
export const tellOutForDelivery = (ctx: Context, news: ShipmentNews) =>
  tell(ctx, news, ofParcel(news, outForDeliveryMail, "outForDelivery", "shipped"))
/** Delivered: thanks at once, dressed for these goods and this buyer; and what follows is started (E17). */
export async function tellDelivered(ctx: Context, news: ShipmentNews): Promise<void> {
  await tell(ctx, news, {
    ...ofParcel(news, deliveredMail, "delivered", "delivered"),
    more: (tracked, { ctx, customer }) => dressThanks(ctx, tracked, customer),
  })
  await planReview(ctx, news)
}

export const tellDelayed = (ctx: Context, news: ShipmentNews) =>
  tell(ctx, news, {
    ...ofParcel(news, delayedMail, "delayed", "shipped"),
    more: (tracked, { parcel }) => ({ reason: parcel ? delayReasonOf(parcel, tracked) : "" }),
  })
