import type { Context } from "#kernel/context"
import { forgetAttempts } from "./storage.ts"
import { forgetBatches } from "./storage-batches.ts"
import { deleteFriendsOf } from "./storage-friends.ts"
import { forgetLinks, forgetLinksOf } from "./storage-links.ts"
import { dropReaders, forgetNarrowcasts } from "./storage-narrowcasts.ts"
import { selectSaidOf } from "./storage-messages.ts"

/** A person is erased (F96): their LINE, what was said and what would have been sent are gone. */
export async function forgetFriend(ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> {
  await dropReaders(ctx, customerIds)
  await deleteFriendsOf(ctx, customerIds)
  await forgetLinksOf(ctx, customerIds)
}

/** What a person said and heard by LINE, for their own request (S72). */
export const talksOf = async (ctx: Context, customerIds: readonly string[]) => ({
  friends: await selectSaidOf(ctx, customerIds),
})

const keptMs = 7 * 86_400_000
/** What became of a narrowcast is shown for so long. */
const toldForMs = 90 * 86_400_000

/** Retry keys are good for a day; a week later nobody asks for them. */
export async function forgetOldAttempts(ctx: Context): Promise<void> {
  const before = new Date(ctx.now().getTime() - keptMs)
  await forgetAttempts(ctx, before)
  await forgetBatches(ctx, before)
  await forgetLinks(ctx, before)
  await forgetNarrowcasts(ctx, new Date(ctx.now().getTime() - toldForMs))
}
