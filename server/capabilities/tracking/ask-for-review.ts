import { z } from "zod"
import { publicUrl } from "#brands"
import { consentState, customerById } from "#customers"
import { planMessage } from "#messages"
import { shipmentById, type ShipmentNews } from "#shipments"
import type { Context } from "#kernel/context"
import { appliedEffect, enqueue } from "#kernel/effects"
import { trackingLink } from "./link.ts"
import { mailKey, once } from "./mail-key.ts"
import { reviewRequestMail } from "./messages/review-request.ts"
import { orderMailFactsOf } from "./order-mail-rules.ts"
import { trackingSettings } from "./settings.ts"
import { orderToTrack, trackedOrder } from "./tracked-order.ts"

const dayMs = 86_400_000

/** Asks once for an order, some days after its last parcel arrived. What has changed since is looked at when the day comes. */
export const reviewEffect = appliedEffect({
  kind: "tracking.ask-for-review",
  title: { ja: "レビューのお願いの準備", en: "Getting a request for a review ready" },
  payload: z.object({ orderId: z.uuid(), shipmentId: z.uuid() }),
  apply: askForReview,
})

/** E17: delivery starts what follows. The thanks go out at once and ask for nothing; asking is planned for later (E18). */
export async function planReview(ctx: Context, news: ShipmentNews): Promise<void> {
  const { review } = await trackingSettings(ctx)
  if (news.late || !review.send || review.url === "" || news.customerId === null) return
  const { orderId, shipmentId, at } = news
  await enqueue(
    ctx,
    reviewEffect,
    { orderId, shipmentId },
    { key: shipmentId, notBefore: new Date(at.getTime() + review.afterDays * dayMs) },
  )
}

/**
 * Nobody is asked who did not agree, whose parcel came back after all (J26), who sent something back, whose order was
 * called off, or who still waits for another parcel: that one's arrival asks.
 */
async function askForReview(
  ctx: Context,
  { orderId, shipmentId }: { orderId: string; shipmentId: string },
): Promise<void> {
  const { review } = await trackingSettings(ctx)
  const parcel = await shipmentById(ctx, shipmentId)
  if (!review.send || review.url === "" || !parcel?.deliveredAt) return
  const order = await orderToTrack(ctx, orderId)
  const tracked = await trackedOrder(ctx, order, "delivered")
  const { shipments, look, language } = tracked
  if (order.cancelledAt || order.refunds.length > 0 || shipments.some((s) => !s.deliveredAt)) return
  const customer = order.customerId ? await customerById(ctx, order.customerId) : undefined
  if (!customer || (await consentState(ctx, customer.customerId, "email", "marketing")) !== "given") return
  const facts = orderMailFactsOf(tracked, customer, await publicUrl(ctx, trackingLink(ctx, look.slug, orderId)))
  await planMessage(ctx, {
    kind: reviewRequestMail,
    customerId: customer.customerId,
    language,
    to: { address: order.buyer.email ?? customer.email, name: order.buyer.displayName ?? customer.displayName },
    facts: {
      ...facts,
      review: { url: review.url.replaceAll("{order}", encodeURIComponent(order.number)) },
    },
    key: mailKey(reviewRequestMail, orderId, once),
  })
}
