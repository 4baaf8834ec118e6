import type { Context } from "#kernel/context"
import { lookAt } from "./look.ts"
import { selectAttempts, selectAwards } from "./storage-awards.ts"
import { forgetPeople, moveBack, movePeople } from "./storage-people.ts"

/** Two profiles are one person: what they did counts together. */
export async function onMerge(ctx: Context, { from, into }: { from: string; into: string }): Promise<void> {
  await movePeople(ctx, from, into)
  await lookAt(ctx, [into])
}

export const onUnmerge = (ctx: Context, { from }: { from: string; into: string }): Promise<void> => moveBack(ctx, from)

export const onErase = (ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> =>
  forgetPeople(ctx, customerIds)

/** Who joins has what she did since the quest began. */
export const onEnrolled = async (ctx: Context, { customerId }: { customerId: string }): Promise<void> =>
  void (await lookAt(ctx, [customerId]))

/** What somebody did and got, for her own request (S72). */
export const questsAsPersonalData = {
  name: "quests",
  read: async (ctx: Context, customerIds: readonly string[]) => ({
    awards: await selectAwards(ctx, customerIds),
    attempts: await selectAttempts(ctx, customerIds),
  }),
}
