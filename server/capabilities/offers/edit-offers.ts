import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { OfferError } from "./errors.ts"
import { type Offer, type OfferState, Terms } from "./model.ts"
import { insertOffer, selectOffer, updateOffer } from "./storage.ts"
import { askToTellShops } from "./tell-shops.ts"

/** A draft of an offer: no code can be given until it is live. */
export const makeOffer = (
  ctx: Context,
  { name, terms }: { name: string; terms: Terms },
): Promise<{ offerId: string }> =>
  inTransaction(ctx, async (ctx) => {
    const offerId = ctx.id()
    await insertOffer(ctx, { offerId, name, terms: Terms.parse(terms) })
    await audit(ctx, { action: "offers.made", subject: `offer:${offerId}`, after: { name, terms } })
    return { offerId }
  })

/**
 * Changes an offer's name and terms. Codes that were given keep their end and number of uses; everything else holds for
 * them, too. Throws `offers.UnknownOffer`, `offers.OfferMoved`.
 */
export const changeOffer = (
  ctx: Context,
  offerId: string,
  change: { name?: string | undefined; terms?: Terms | undefined },
  basedOn: number,
): Promise<{ revision: number }> =>
  inTransaction(ctx, async (ctx) => {
    const before = await knownOffer(ctx, offerId)
    if (!(await updateOffer(ctx, offerId, change, basedOn))) throw OfferError.OfferMoved({ current: before.revision })
    await askToTellShops(ctx, offerId)
    const { name, terms } = before
    await audit(ctx, { action: "offers.changed", subject: `offer:${offerId}`, before: { name, terms }, after: change })
    return { revision: basedOn + 1 }
  })

/** Lets an offer begin, rest or end. A paused one's codes are refused until it goes on. Throws `offers.UnknownOffer`. */
export const setOfferState = (ctx: Context, offerId: string, state: OfferState): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const before = await knownOffer(ctx, offerId)
    if (before.state === state) return
    await updateOffer(ctx, offerId, { state }, undefined)
    await askToTellShops(ctx, offerId)
    await audit(ctx, {
      action: "offers.state-changed",
      subject: `offer:${offerId}`,
      before: { state: before.state },
      after: { state },
    })
  })

/** Throws `offers.UnknownOffer`. */
export async function knownOffer(ctx: Context, offerId: string): Promise<Offer> {
  const offer = await selectOffer(ctx, offerId)
  if (!offer) throw OfferError.UnknownOffer({ field: "offerId" })
  return offer
}
