import type { Context } from "#kernel/context"
import { forgetSubmissionsOf, forgetUnanswered, selectSubmissionsOf } from "./storage-submissions.ts"
import { forgetWishesOf, joinWishes, selectWishes } from "./storage-wishes.ts"

const keepUnansweredMs = 30 * 86_400_000

/** A person is erased (F96): what they wrote into forms and what they wished is gone; the numbers stay. */
export async function forgetSignups(ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> {
  await forgetSubmissionsOf(ctx, customerIds)
  await forgetWishesOf(ctx, customerIds)
}

/** Two profiles turned out to be one person: whichever of them wished for less mail is heard. */
export const mergeWishes = (ctx: Context, { from, into }: { from: string; into: string }): Promise<void> =>
  joinWishes(ctx, from, into)

/** Addresses that nobody ever confirmed are nobody's customers: what was written with them leaves after thirty days. */
export const forgetUnansweredSignups = async (ctx: Context): Promise<void> =>
  void (await forgetUnanswered(ctx, new Date(ctx.now().getTime() - keepUnansweredMs)))

/** What a person wrote into forms and what they wish, for their own request (S72). */
export const signupsOf = async (ctx: Context, customerIds: readonly string[]) => ({
  submissions: await selectSubmissionsOf(ctx, customerIds),
  wishes: await selectWishes(ctx, customerIds),
})
