import { brandAtHand } from "#tracking"
import { formatMoney } from "#messages"
import { benefitWords, offerById } from "#offers"
import type { Context } from "#kernel/context"
import type { Text } from "#kernel/text"
import { isGivable } from "./give-coupon.ts"
import { bothWords, rewardWords, termsWords } from "./gift-words-rules.ts"
import type { Programme, Reward } from "./model.ts"

export type Gifts = {
  readonly inviter: Text | null
  readonly friend: Text | null
  readonly both: Text | null
  readonly terms: readonly Text[]
}

/** What both sides get, in words. */
export async function giftsOf(ctx: Context, programme: Programme): Promise<Gifts> {
  const { currency } = (await brandAtHand(ctx)).brand
  const inviter = rewardWords(programme.inviter, await offerWords(ctx, programme.inviter, currency))
  const friend = (await isOver(ctx, programme.friend))
    ? null
    : rewardWords(programme.friend, await offerWords(ctx, programme.friend, currency))
  const minimum = programme.minimumOrder > 0 ? formatMoney({ amount: programme.minimumOrder, currency }, "ja") : null
  return { inviter, friend, both: bothWords(inviter, friend), terms: termsWords(programme, minimum) }
}

/** A coupon that nobody can be given any more is not promised to a friend. */
const isOver = async (ctx: Context, reward: Reward): Promise<boolean> =>
  reward.kind === "coupon" && !(await isGivable(ctx, reward.offerId))

async function offerWords(ctx: Context, reward: Reward, currency: string): Promise<Text | null> {
  if (reward.kind !== "coupon") return null
  const offer = await offerById(ctx, reward.offerId)
  return offer ? benefitWords(offer.terms.benefit, currency) : null
}
