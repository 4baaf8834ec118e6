import { issueCodes, offerById } from "#offers"
import type { Context } from "#kernel/context"

/** Whether codes of an offer can be given now. */
export async function isGivable(ctx: Context, offerId: string): Promise<boolean> {
  const offer = await offerById(ctx, offerId)
  const isOver = offer?.terms.endsAt ? offer.terms.endsAt <= ctx.now() : false
  return offer?.state === "live" && !isOver
}

/** Somebody's code for this cause, as shown; null where the offer is over or not for her. */
export async function couponFor(
  ctx: Context,
  wanted: { readonly offerId: string; readonly customerId: string; readonly cause: string },
): Promise<string | null> {
  if (!(await isGivable(ctx, wanted.offerId))) return null
  const [issued] = await issueCodes(ctx, wanted.offerId, [wanted])
  return issued && "code" in issued ? issued.code : null
}
