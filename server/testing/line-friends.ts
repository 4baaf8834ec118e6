import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { inTransaction } from "#kernel/context"
import { enqueue } from "#kernel/effects"
import type { TestContext } from "./context.ts"
import { aReplyToken, anEvent, aUserId } from "./fake-line.ts"
import { applyLineEvent } from "../capabilities/line/apply-event.ts"
import { LineSettings } from "../capabilities/line/model.ts"
import { changeLineSettings } from "../capabilities/line/settings.ts"
import { selectFriend } from "../capabilities/line/storage-friends.ts"
import { selectNarrowcasts } from "../capabilities/line/storage-narrowcasts.ts"

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

/** So many people who become friends at one moment. Returns who they are. */
export async function manyFriends(ctx: Ctx, accountId: string, count: number): Promise<string[]> {
  const users = Array.from({ length: count }, () => aUserId())
  await inTransaction(ctx, async (ctx) => {
    for (const userId of users) {
      const event = anEvent("follow", { userId, at: ctx.now(), follow: { isUnblocked: false } })
      await enqueue(ctx, applyLineEvent, { accountId, event, receivedAt: ctx.now() }, { key: event.webhookEventId })
    }
  })
  await ctx.drain()
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ id: string }>`select person_id as id from line.friends
      where brand_id = ${ctx.brandId} and user_id = any(${users}::text[])`.execute(ctx.db),
  )
  return rows.map(({ id }) => id)
}

/** What says the same for many goes as a narrowcast from now on. */
export const useNarrowcasts = (ctx: Context): Promise<unknown> =>
  inTransaction(ctx, (ctx) => changeLineSettings(ctx, LineSettings.parse({ together: true, narrowcast: true }), 0))

/** The narrowcasts of one campaign or flow. */
export const narrowcastsOf = (ctx: Context, originId: string) =>
  inTransaction(ctx, (ctx) => selectNarrowcasts(ctx, originId))

/** The lanes by which letters leave, for tests that kill a worker in one. */
export { sendEffects } from "../capabilities/messages/send-effect.ts"
