import { z } from "zod"
import { recordEvents } from "#events"
import type { Context } from "#kernel/context"
import { appliedEffect, enqueue } from "#kernel/effects"
import { finishLink } from "./finish-link.ts"
import { hearOfFriend } from "./friends.ts"
import { inviteToLink } from "./invite-to-link.ts"
import { linkPostback } from "./link-postback-rules.ts"
import { readFriendProfile, isProfileOld } from "./read-profile.ts"
import { type AccountRow, selectAccountById } from "./storage.ts"
import { type FriendRow, keepReplyToken } from "./storage-friends.ts"
import { insertSaid, unsay } from "./storage-messages.ts"
import { isUnblocked, type LineEvent, linkIn, readEvent, saidIn, unsentIn } from "./webhook-rules.ts"

const Payload = z.object({ accountId: z.uuid(), event: z.unknown(), receivedAt: z.coerce.date() })

/** Lets one event of LINE's take effect. Each is told apart by its webhookEventId, however often it is delivered (M43). */
export const applyLineEvent = appliedEffect({
  kind: "line.apply-event",
  title: { ja: "LINEからの知らせ", en: "Event from LINE" },
  payload: Payload,
  concurrency: 4,
  apply: async (ctx, { accountId, event, receivedAt }) => {
    const account = await selectAccountById(ctx, accountId)
    const read = readEvent(event)
    if (account && read) await apply(ctx, account, read, receivedAt)
  },
})

async function apply(ctx: Context, account: AccountRow, event: LineEvent, receivedAt: Date): Promise<void> {
  // Groups and rooms are nobody's talk with the shop: that they were joined or left is a fact without a customer.
  const userId = event.source?.type === "user" ? event.source.userId : undefined
  if (!userId) return recordFact(ctx, account, event, null)
  const friend = await friendOf(ctx, account, event, userId)
  if (!friend) return
  if (event.replyToken && event.mode !== "standby")
    await keepReplyToken(ctx, friend, ctx.keys.seal(event.replyToken), receivedAt)
  await takeIn(ctx, account, event, friend)
  await recordFact(ctx, account, event, friend.personId)
  if (friend.state === "following" && isProfileOld(ctx, friend))
    await enqueue(
      ctx,
      readFriendProfile,
      { accountId: account.accountId, userId },
      { key: `${account.accountId}:${userId}:${ctx.now().toISOString().slice(0, 10)}` },
    )
}

async function friendOf(
  ctx: Context,
  account: AccountRow,
  event: LineEvent,
  userId: string,
): Promise<FriendRow | undefined> {
  const at = atOf(ctx, event)
  const { webhookEventId } = event
  if (event.type === "unfollow")
    return hearOfFriend(ctx, account, { userId, state: "blocked", at, webhookEventId, isJoining: false })
  // Whoever comes back takes back the block and not what they said of messages before.
  const isJoining = event.type === "follow" && !isUnblocked(event)
  return hearOfFriend(ctx, account, { userId, state: "following", at, webhookEventId, isJoining })
}

async function takeIn(ctx: Context, account: AccountRow, event: LineEvent, friend: FriendRow): Promise<void> {
  const { accountId } = account
  const { userId } = friend
  const at = atOf(ctx, event)
  const said = saidIn(event)
  if (said) await insertSaid(ctx, { ...said, messageId: ctx.id(), accountId, userId, direction: "in", at })
  const unsent = unsentIn(event)
  if (event.type === "unsend" && unsent)
    await unsay(ctx, { messageId: ctx.id(), accountId, userId, lineId: unsent, at })
  if (said?.detail.data === linkPostback) await inviteToLink(ctx, userId)
  const link = linkIn(event)
  if (event.type === "accountLink" && link?.isOk) await finishLink(ctx, account, friend, link.nonce, at)
}

/** A clock that runs ahead must not outrank everything that is said until then. */
function atOf(ctx: Context, { timestamp }: LineEvent): Date {
  return new Date(Math.min(timestamp, ctx.now().getTime()))
}

const factNames: Readonly<Record<string, string>> = {
  follow: "LINE Followed",
  unfollow: "LINE Unfollowed",
  message: "LINE Message Received",
  postback: "LINE Postback Received",
  unsend: "LINE Message Unsent",
  accountLink: "LINE Account Linked",
  videoPlayComplete: "LINE Video Watched",
  beacon: "LINE Beacon Met",
  join: "LINE Group Joined",
  leave: "LINE Group Left",
}

/** Events that are newer than we are pass by without a trace; what somebody wrote stays in the talk and not in the facts. */
async function recordFact(
  ctx: Context,
  { botUserId }: AccountRow,
  event: LineEvent,
  customerId: string | null,
): Promise<void> {
  const name = factNames[event.type]
  const link = linkIn(event)
  if (name === undefined || (event.type === "accountLink" && !link?.isOk)) return
  const said = saidIn(event)
  await recordEvents(ctx, [
    {
      customerId,
      name,
      occurredAt: atOf(ctx, event),
      source: `line:${botUserId}`,
      externalId: event.webhookEventId,
      channel: "line",
      properties: {
        ...(said ? { kind: said.kind } : {}),
        ...(said?.kind === "postback" ? said.detail : {}),
        ...(event.type === "follow" ? { isUnblocked: isUnblocked(event) } : {}),
      },
    },
  ])
}
