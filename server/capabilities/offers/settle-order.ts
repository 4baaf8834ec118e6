import { brandById } from "#brands"
import { type Order, orderById, type OrderNews } from "#orders"
import type { Context } from "#kernel/context"
import { mayBeOurs, typedCode } from "./code-rules.ts"
import { knownOffer } from "./edit-offers.ts"
import type { Cart, Offer } from "./model.ts"
import { discountOf, refusalOf } from "./offer-rules.ts"
import { askerOf, redemptionOf, tellUse, totalOf } from "./redeem.ts"
import { holdOffer } from "./storage.ts"
import { holdCode } from "./storage-codes.ts"
import { giveBack, selectByKey, selectRedemption, takeUse } from "./storage-redemptions.ts"

/** An order tells with which codes it was paid: each is used once for it, whatever is told how often. */
export async function settleOrder(ctx: Context, news: OrderNews & { discountCodes: readonly string[] }): Promise<void> {
  const codes = news.discountCodes.map(typedCode).filter(mayBeOurs)
  if (codes.length === 0) return
  const order = await orderById(ctx, news.orderId)
  if (!order) return
  for (const code of [...new Set(codes)].sort()) await useFor(ctx, order, code)
  await returnUses(ctx, order)
}

/** An order was cancelled or money went back: its uses come back where the offer says so. */
export async function settleReturn(ctx: Context, { orderId, source, externalId }: OrderNews): Promise<void> {
  // Most orders have none, which one look at an index tells.
  if ((await selectByKey(ctx, `${source}:${externalId}`)).length === 0) return
  const order = await orderById(ctx, orderId)
  if (order) await returnUses(ctx, order)
}

const keyOf = ({ source, externalId }: Order) => `${source}:${externalId}`

/** The shop has let it pass already, so it counts even beyond its limits; then it says which one. */
async function useFor(ctx: Context, order: Order, typed: string): Promise<void> {
  const code = await holdCode(ctx, typed)
  const offer = code && (await holdOffer(ctx, code.offerId))
  if (!code || !offer || (await selectRedemption(ctx, code.codeId, keyOf(order)))) return
  const cart = cartOf(order)
  const asker = await askerOf(ctx, offer, code, order.customerId)
  // This very order is among hers by now.
  const before = {
    ...asker,
    orders: asker.orders === null ? null : Math.max(0, asker.orders - (order.counted ? 1 : 0)),
  }
  const beyond = refusalOf(offer, code, before, cart, ctx.now())
  const said = order.discountCodes?.find((one) => typedCode(one.code) === typed)?.amount
  const isOurs = ((await brandById(ctx, ctx.brandId))?.currency ?? "JPY") === order.currency
  const use = redemptionOf(ctx, {
    offer,
    code,
    customerId: asker.customerId,
    key: keyOf(order),
    channel: "shop",
    beyond,
  })
  const redemption = {
    ...use,
    channel: order.channel === "store" ? ("store" as const) : ("shop" as const),
    redeemedAt: order.placedAt <= ctx.now() ? order.placedAt : ctx.now(),
    discount: isOurs ? (said ?? discountOf(offer.terms, cart)) : null,
    total: isOurs ? totalOf(cart) : null,
  }
  // Within its limits by the rules, the guard can't refuse: code and offer are held.
  if (await takeUse(ctx, redemption, offer.terms.budget)) await tellUse(ctx, offer, redemption)
}

const cartOf = (order: Order): Cart => ({
  lines: order.lines
    .filter((line) => line.quantity > 0)
    .map(({ sku = "", quantity, unitPrice }) => ({ sku, quantity, amount: Math.max(0, quantity * unitPrice) })),
  shipping: Math.max(0, order.totals.shipping),
  otherCodes: Math.max(0, (order.discountCodes?.length ?? 1) - 1),
})

async function returnUses(ctx: Context, order: Order): Promise<void> {
  if (order.counted) return
  for (const use of await selectByKey(ctx, keyOf(order))) {
    const offer = await knownOffer(ctx, use.offerId)
    const reason = order.cancelledAt ? "cancelled" : "returned"
    if (!comesBack(offer, reason)) continue
    const undone = await giveBack(ctx, [use.redemptionId], reason)
    if (undone.length > 0) await tellUse(ctx, offer, use, true)
  }
}

const comesBack = ({ terms: { givesBack } }: Offer, reason: "cancelled" | "returned"): boolean =>
  givesBack === "cancelled-or-returned" || (givesBack === "cancelled" && reason === "cancelled")
