import { type Context, inTransaction } from "#kernel/context"
import type { Language } from "#kernel/text"
import { setOfferState } from "../capabilities/offers/edit-offers.ts"
import { adoptNamed } from "../capabilities/segments/named.ts"
import { checkTemplate } from "../capabilities/templates/check-template.ts"
import { letterSamples } from "../capabilities/templates/samples.ts"

/** Gives the brand its ready-made segments, as the first full pass does. */
export const withNamedSegments = (ctx: Context): Promise<void> => inTransaction(ctx, (ctx) => adoptNamed(ctx, {}))

export const offerGoesLive = (ctx: Context, offerId: string): Promise<void> => setOfferState(ctx, offerId, "live")

/** What a careful colleague would say of a letter, in every language and channel. */
export const findingsInLetter = checkTemplate

/** What a flow would give a letter: a cart, an order, an offer; who reads it is somebody real. */
export function givenTo(language: Language, now: Date) {
  const { customer: _customer, points: _points, ...given } = letterSamples(language, now).sample
  return given
}

export { readyTemplates } from "../capabilities/templates/ready/ready-templates.ts"
