import { customersByIds, liftSuppression, recordConsent, resolveCustomer, suppress, suppressionsOf } from "#customers"
import type { Context } from "#kernel/context"
import { mustBeInTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { menusMayChange } from "./assign-menus.ts"
import { lineFriendChanged } from "./events.ts"
import { type FriendWord, outranks } from "./friend-rules.ts"
import { lineSettings } from "./settings.ts"
import type { AccountRow } from "./storage.ts"
import {
  type FriendRow,
  insertFriend,
  selectFriendLocked,
  selectFriendsOf,
  updateFriendState,
  updatePerson,
} from "./storage-friends.ts"

/** Whose number a user id is: LINE gives one person other ids under another provider (M44). */
export const issuerOf = (account: Pick<AccountRow, "botUserId">): string => `line:${account.botUserId}`

const reason = "line-blocked"
const source = "line"

export type Heard = FriendWord & {
  readonly userId: string
  readonly webhookEventId: string
  /** Whether they became a friend with this; an old friend who only speaks consents to nothing by it. */
  readonly isJoining: boolean
}

/**
 * Takes in one word about a friend: who it is, and whether they can be reached. A block forbids the channel (B12) and is
 * lifted by a later follow; the order in which they arrive changes nothing. Returns the friend, locked.
 */
export async function hearOfFriend(ctx: Context, account: AccountRow, heard: Heard): Promise<FriendRow> {
  mustBeInTransaction(ctx)
  const { accountId } = account
  const { userId } = heard
  const issuer = issuerOf(account)
  const identities = [{ kind: "line" as const, issuer, value: userId }]
  const { customerId } = await resolveCustomer(ctx, { identities, source, at: heard.at })
  const isNew = await insertFriend(ctx, { accountId, userId, customerId, state: heard.state, stateAt: heard.at })
  const friend = await selectFriendLocked(ctx, accountId, userId)
  if (!friend) throw new Error("the friend was just written")
  if (friend.personId !== customerId) await updatePerson(ctx, [{ accountId, userId, personId: customerId, customerId }])
  const isChanged = !isNew && outranks(heard, friend)
  if (isChanged) await updateFriendState(ctx, friend, heard.state, heard.at)
  if (isNew || (isChanged && friend.state !== heard.state)) await reach(ctx, customerId, heard)
  if (heard.isJoining) await consent(ctx, customerId, heard)
  return { ...friend, personId: customerId, ...(isChanged ? { state: heard.state, stateAt: heard.at } : {}) }
}

async function reach(ctx: Context, customerId: string, { userId, state, at }: Heard): Promise<void> {
  if (state === "blocked") {
    await suppress(ctx, { channel: "line", address: userId, scope: "channel", reason, source, at })
  } else {
    const standing = (await suppressionsOf(ctx, "line", [userId])).get(userId) ?? []
    // What a person or a law has forbidden isn't lifted by becoming a friend again.
    for (const one of standing)
      if (one.reason === reason && one.source === source)
        await liftSuppression(ctx, one.suppressionId, "line-followed", { customerId })
  }
  if (state === "following") await menusMayChange(ctx, [customerId])
  await announce(ctx, lineFriendChanged, { customerId, isFollowing: state === "following", at })
}

/** Becoming a friend is a consent where the brand says so; the ledger keeps what they saw and LINE's own id of the deed. */
async function consent(ctx: Context, customerId: string, { at, webhookEventId }: Heard): Promise<void> {
  const { followIsConsent, followWords } = await lineSettings(ctx)
  if (!followIsConsent) return
  await recordConsent(ctx, {
    customerId,
    channel: "line",
    purpose: "marketing",
    state: "given",
    source: "line-follow",
    at,
    evidence: { webhookEventId, words: followWords },
  })
}

/** Two profiles turned out to be one person, or that was undone: each friend is found under whom they are now. */
export async function followPeople(ctx: Context, { from, into }: { from: string; into: string }): Promise<void> {
  const friends = await selectFriendsOf(ctx, [from, into])
  if (friends.length === 0) return
  const people = await customersByIds(
    ctx,
    friends.map(({ customerId }) => customerId),
  )
  const moved = friends.flatMap((friend) => {
    const personId = people.get(friend.customerId)?.customerId
    return personId === undefined || personId === friend.personId ? [] : [{ ...friend, personId }]
  })
  if (moved.length > 0) await updatePerson(ctx, moved)
}
