import type { Context } from "#kernel/context"
import { inTransaction } from "#kernel/context"
import { enqueue } from "#kernel/effects"
import type { TestContext } from "./context.ts"
import { aReplyToken, anEvent, aUserId } from "./fake-line.ts"
import { applyLineEvent } from "../capabilities/line/apply-event.ts"
import { selectFriend } from "../capabilities/line/storage-friends.ts"

type Ctx = Context & Pick<TestContext, "drain">

/** Lets an event take effect as if the door had heard it now. */
export async function happens(ctx: Ctx, accountId: string, event: ReturnType<typeof anEvent>): Promise<void> {
  await inTransaction(ctx, (ctx) =>
    enqueue(
      ctx,
      applyLineEvent,
      { accountId, event, receivedAt: ctx.now() },
      { key: `${accountId}:${event.webhookEventId}` },
    ),
  )
  await ctx.drain()
}

/** Somebody who has become a friend, and agreed to letters by it. `isFree`: they have just said something, an answer is free. */
export async function aFriend(
  ctx: Ctx,
  accountId: string,
  { isFree = false }: { isFree?: boolean } = {},
): Promise<{ userId: string; customerId: string }> {
  const userId = aUserId()
  const free = isFree ? { replyToken: aReplyToken(userId) } : {}
  await happens(ctx, accountId, anEvent("follow", { userId, at: ctx.now(), follow: { isUnblocked: false }, ...free }))
  const friend = await inTransaction(ctx, (ctx) => selectFriend(ctx, accountId, userId))
  if (!friend) throw new Error("nobody became a friend")
  return { userId, customerId: friend.personId }
}

/** The lanes by which letters leave, for tests that kill a worker in one. */
export { sendEffects } from "../capabilities/messages/send-effect.ts"
