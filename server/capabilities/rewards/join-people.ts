import type { Context } from "#kernel/context"
import { giveStockBack } from "./storage.ts"
import {
  forgetCollectibles,
  moveCollectibles,
  moveCollectiblesBack,
  selectCollectibles,
} from "./storage-collectibles.ts"
import { forgetRedemptions, moveRedemptions, moveRedemptionsBack, selectRedemptions } from "./storage-redemptions.ts"

/** Two profiles are one person: what they have is together and counts against one limit. */
export async function joinPeople(ctx: Context, { from, into }: { from: string; into: string }): Promise<void> {
  await moveRedemptions(ctx, from, into)
  await moveCollectibles(ctx, from, into)
}

export async function partPeople(ctx: Context, { from }: { from: string; into: string }): Promise<void> {
  await moveRedemptionsBack(ctx, from)
  await moveCollectiblesBack(ctx, from)
}

/** A person is erased: nothing says that it was hers, and places that she had are free again. */
export async function forgetPeople(ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> {
  for (const { rewardId, quantity } of await forgetRedemptions(ctx, customerIds))
    await giveStockBack(ctx, rewardId, quantity)
  await forgetCollectibles(ctx, customerIds)
}

/** What somebody has chosen and collected, for her own request (S72). */
export const rewardsAsPersonalData = {
  name: "rewards",
  read: async (ctx: Context, customerIds: readonly string[]) => ({
    redemptions: await selectRedemptions(ctx, { customerIds, limit: 10_000 }),
    collectibles: await selectCollectibles(ctx, customerIds),
  }),
}
