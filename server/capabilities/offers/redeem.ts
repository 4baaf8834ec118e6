import { rootIdsOf } from "#customers"
import { recordEvents } from "#events"
import { purchasesOf } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { typedCode } from "./code-rules.ts"
import { knownOffer } from "./edit-offers.ts"
import { callerOf, countWrong, refuseAfterTooMany } from "./guesses.ts"
import type { Cart, Code, Offer, Refusal } from "./model.ts"
import { type Asker, discountOf, refusalOf } from "./offer-rules.ts"
import { holdOffer } from "./storage.ts"
import { holdCode, selectCode } from "./storage-codes.ts"
import { countUses, type Redemption, selectRedemption, takeUse } from "./storage-redemptions.ts"

export type Asked = {
  /** As it was typed. */
  readonly code: string
  /** Who wants to use it, where that is known. */
  readonly customerId?: string | undefined
  readonly cart?: Cart | undefined
  /** Whoever types, in the shop's own words: a hash of a session. Wrong codes are counted for it. */
  readonly typing?: string | undefined
}

export type Checked =
  | { readonly accepted: true; readonly offer: Offer; readonly code: Code; readonly discount: number | null }
  | { readonly accepted: false; readonly reason: Refusal }

/** Whether a code would be accepted now, and what it would take off. Uses nothing. Throws `offers.TooManyTries`. */
export const checkCode = (ctx: Context, asked: Asked): Promise<Checked> =>
  inTransaction(ctx, async (ctx) => {
    const code = await looked(ctx, asked, selectCode)
    return code ? judged(ctx, await knownOffer(ctx, code.offerId), code, asked) : { accepted: false, reason: "unknown" }
  })

export type Purchase = Asked & {
  /** Names the purchase: `<source>:<order>`. The same code for the same purchase is used once, however often it is told. */
  readonly key: string
  readonly channel: "api" | "store"
}
export type RedeemOutcome =
  | { readonly redeemed: true; readonly redemption: Redemption }
  | { readonly redeemed: false; readonly reason: Refusal }

/**
 * Uses a code for a purchase. Of many at the same moment one gets the last use (F70): code and offer are held, it is decided
 * by the rules, and taken in one guarded statement. Throws `offers.TooManyTries`.
 */
export const redeem = (ctx: Context, asked: Purchase): Promise<RedeemOutcome> =>
  inTransaction(ctx, async (ctx) => {
    const code = await looked(ctx, asked, holdCode)
    const offer = code && (await holdOffer(ctx, code.offerId))
    if (!code || !offer) return { redeemed: false, reason: "unknown" }
    const before = await selectRedemption(ctx, code.codeId, asked.key)
    if (before) return before.undoneAt ? { redeemed: false, reason: "used" } : { redeemed: true, redemption: before }
    const judgement = await judged(ctx, offer, code, asked)
    if (!judgement.accepted) return { redeemed: false, reason: judgement.reason }
    const { customerId } = await askerOf(ctx, offer, code, asked.customerId)
    const redemption = redemptionOf(ctx, {
      offer,
      code,
      customerId,
      key: asked.key,
      channel: asked.channel,
      beyond: null,
    })
    const full = { ...redemption, discount: judgement.discount, total: asked.cart ? totalOf(asked.cart) : null }
    if (!(await takeUse(ctx, full, offer.terms.budget))) return { redeemed: false, reason: "used" }
    await tellUse(ctx, offer, full)
    return { redeemed: true, redemption: { ...full, undoneAt: null, undoneReason: null } }
  })

type Found = (ctx: Context, code: string) => Promise<Code | undefined>

async function looked(ctx: Context, { code, typing }: Asked, find: Found): Promise<Code | undefined> {
  const caller = callerOf(ctx, typing)
  await refuseAfterTooMany(ctx, caller)
  const found = await find(ctx, typedCode(code))
  if (!found) await countWrong(ctx, caller)
  return found
}

async function judged(ctx: Context, offer: Offer, code: Code, { customerId, cart }: Asked): Promise<Checked> {
  const asker = await askerOf(ctx, offer, code, customerId)
  const reason = refusalOf(offer, code, asker, cart ?? null, ctx.now())
  if (reason) return { accepted: false, reason }
  return { accepted: true, offer, code, discount: cart ? discountOf(offer.terms, cart) : null }
}

/** Who uses it: whoever was named, else whom it was given to. */
export async function askerOf(
  ctx: Context,
  offer: Offer,
  code: Code,
  named: string | undefined | null,
): Promise<Asker> {
  const ids = [named, code.customerId].filter((id) => id != null)
  const roots = await rootIdsOf(ctx, ids)
  const person = (named && (roots.get(named) ?? named)) || (code.customerId && (roots.get(code.customerId) ?? null))
  if (!person) return { customerId: null, usesByPerson: 0, orders: null }
  return {
    customerId: person,
    usesByPerson: await countUses(ctx, offer.offerId, person),
    orders: offer.terms.isFirstOrderOnly ? (await purchasesOf(ctx, person)).orders : null,
  }
}

type Use = {
  readonly offer: Offer
  readonly code: Code
  readonly customerId: string | null
  readonly key: string
  readonly channel: Redemption["channel"]
  readonly beyond: string | null
}

export const redemptionOf = (ctx: Context, { offer, code, ...use }: Use) => ({
  redemptionId: ctx.id(),
  offerId: offer.offerId,
  codeId: code.codeId,
  redeemedAt: ctx.now(),
  ...use,
})

export const totalOf = (cart: Cart): number => cart.lines.reduce((sum, line) => sum + line.amount, cart.shipping)

type Told = Pick<Redemption, "redemptionId" | "customerId" | "discount" | "total" | "redeemedAt" | "channel">

/** A use is a fact of its person's timeline. */
export async function tellUse(ctx: Context, offer: Offer, use: Told, isUndone = false): Promise<void> {
  await recordEvents(ctx, [
    {
      customerId: use.customerId,
      name: isUndone ? "Coupon Returned" : "Coupon Redeemed",
      occurredAt: isUndone ? ctx.now() : use.redeemedAt,
      source: "maido",
      externalId: `offers:${use.redemptionId}:${isUndone ? "returned" : "redeemed"}`,
      value: use.discount,
      channel: use.channel === "store" ? "store" : "web",
      properties: { offer_id: offer.offerId, offer: offer.name },
    },
  ])
}
