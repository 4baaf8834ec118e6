import { addIdentity, identitiesOf, mergeCustomers, peekIdentities } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { LineError } from "./errors.ts"
import { lineLinked } from "./events.ts"
import { issuerOf } from "./friends.ts"
import { selectAccount } from "./storage.ts"
import { markLinked, selectFriend, selectFriendsOf } from "./storage-friends.ts"

/**
 * Whose LINE this is by what the shop knows; undefined for a LINE that is nobody's, or of a friend of whom nothing but the LINE
 * is known. Found by the provider's user id alone, never by an address (S11). In a transaction.
 */
export async function ownerOfLine(ctx: Context, userId: string): Promise<string | undefined> {
  const account = await selectAccount(ctx)
  if (!account) return undefined
  const [owner] = await peekIdentities(ctx, [{ kind: "line", issuer: issuerOf(account), value: userId }])
  if (!owner) return undefined
  const known = await identitiesOf(ctx, owner.customerId)
  return known.some(({ kind }) => kind !== "line") ? owner.customerId : undefined
}

/**
 * Ties a LINE that was shown by LINE Login to who has signed in. Who has another LINE linked decides about that one first: it
 * is never replaced unasked (M44). Throws `line.NotConnected`, `line.HasAnother`.
 */
export const linkByLogin = (ctx: Context, customerId: string, userId: string): Promise<{ isFirst: boolean }> =>
  inTransaction(ctx, async (ctx) => {
    const account = await selectAccount(ctx)
    if (!account) throw LineError.NotConnected()
    const { accountId } = account
    const mine = await selectFriendsOf(ctx, [customerId])
    if (mine.some((friend) => friend.accountId === accountId && friend.userId !== userId && friend.linkedAt))
      throw LineError.HasAnother()
    const identity = { kind: "line" as const, issuer: issuerOf(account), value: userId }
    const [owner] = await peekIdentities(ctx, [identity])
    if (!owner) await addIdentity(ctx, customerId, identity)
    // Both are hers: one by her session, the other by LINE.
    else if (owner.customerId !== customerId) await mergeCustomers(ctx, owner.customerId, customerId)
    const friend = await selectFriend(ctx, accountId, userId)
    const isFirst = friend ? friend.linkedAt === null : owner?.customerId !== customerId
    if (!isFirst) return { isFirst }
    const at = ctx.now()
    if (friend) await markLinked(ctx, friend, at)
    await announce(ctx, lineLinked, { customerId, userId, at, isFirst })
    return { isFirst }
  })
