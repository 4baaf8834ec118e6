import { variantsBySku } from "#catalog"
import { offerById } from "#offers"
import { segmentRows } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { checkReward, type Finding } from "./check-rules.ts"
import type { RewardDocument } from "./model.ts"
import { baseNow, ranksNow } from "./programme.ts"
import { reachNow } from "./reach.ts"

/** What is to be said of a reward before it is published, as the brand is at this moment. */
export const checkNow = (ctx: Context, document: RewardDocument): Promise<readonly Finding[]> =>
  inTransaction(ctx, async (ctx) => {
    const { gives } = document
    const { base } = await baseNow(ctx)
    const sku = gives.kind === "product" ? gives.sku : null
    return checkReward(document, {
      now: ctx.now(),
      offer: "offerId" in gives ? ((await offerById(ctx, gives.offerId)) ?? null) : null,
      knownSegments: new Set((await segmentRows(ctx)).map(({ segmentId }) => segmentId)),
      knownRanks: new Set((await ranksNow(ctx)).map(({ key }) => key)),
      isKnownSku: sku === null || (await variantsBySku(ctx, [sku])).has(sku),
      perPoint: base && base.points > 0 ? base.perYen / base.points : null,
      reach: (await reachNow(ctx, document.points)).reach,
    })
  })
