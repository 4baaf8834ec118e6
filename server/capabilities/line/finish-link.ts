import { audit } from "#brands"
import { dropIdentity, identitiesOf, recordConsent, resolveCustomer } from "#customers"
import type { Context } from "#kernel/context"
import { announce } from "#kernel/events"
import { LineError } from "./errors.ts"
import { lineLinked } from "./events.ts"
import { issuerOf } from "./friends.ts"
import { connected } from "./line-calls.ts"
import { hashed } from "./link-secrets.ts"
import type { AccountRow } from "./storage.ts"
import { type FriendRow, markLinked, selectFriend, selectFriendsOf, updatePerson } from "./storage-friends.ts"
import { takeNonce } from "./storage-links.ts"

/**
 * LINE says that whoever opened our link in their browser is this friend: what they have shown us there is theirs. A nonce
 * works once and for ten minutes (M44). The two profiles become one; another LINE of the same person is given up only
 * where they chose so.
 */
export async function finishLink(
  ctx: Context,
  account: AccountRow,
  friend: FriendRow,
  nonce: string,
  at: Date,
): Promise<void> {
  const attempt = await takeNonce(ctx, hashed(nonce), at)
  if (!attempt || attempt.accountId !== account.accountId) return
  const { accountId, userId } = friend
  const { customerId } = await resolveCustomer(ctx, {
    identities: [
      { kind: "line", issuer: issuerOf(account), value: userId },
      { kind: "email", issuer: "", value: ctx.keys.open(attempt.email), verified: true },
    ],
    source: "line",
    at,
  })
  await updatePerson(ctx, [{ accountId, userId, personId: customerId, customerId: friend.customerId }])
  if (attempt.choice === "replace")
    for (const other of await selectFriendsOf(ctx, [customerId]))
      if (other.userId !== userId && other.accountId === accountId) await unlink(ctx, account, other)
  await markLinked(ctx, friend, at)
  await announce(ctx, lineLinked, { customerId, userId, at, isFirst: friend.linkedAt === null })
}

/**
 * Takes a LINE away from a person: it is somebody's of their own again, and the consent to hear from us by LINE ends with it
 * unless another LINE of theirs stays (M44). A person known by nothing else stays who they are; only the consent ends.
 * Throws `line.NotConnected`, `line.UnknownFriend`.
 */
export async function unlinkLine(ctx: Context, userId: string): Promise<void> {
  const account = await connected(ctx)
  const friend = await selectFriend(ctx, account.accountId, userId)
  if (!friend) throw LineError.UnknownFriend({ field: "userId" })
  await unlink(ctx, account, friend)
  const others = await selectFriendsOf(ctx, [friend.personId])
  const isLast = !others.some((other) => other.userId !== userId && other.state === "following")
  if (isLast) await withdraw(ctx, friend)
  await audit(ctx, { action: "line.unlinked", subject: `customer:${friend.personId}` })
}

const withdraw = (ctx: Context, { personId, userId }: FriendRow): Promise<void> =>
  recordConsent(ctx, {
    customerId: personId,
    channel: "line",
    purpose: "marketing",
    state: "withdrawn",
    source: "line-unlink",
    at: ctx.now(),
    evidence: { userId },
  })

async function unlink(ctx: Context, account: AccountRow, friend: FriendRow): Promise<void> {
  const { accountId, userId, personId } = friend
  await markLinked(ctx, friend, null)
  const identity = { kind: "line" as const, issuer: issuerOf(account), value: userId }
  const known = await identitiesOf(ctx, personId)
  if (known.length < 2 || !known.some(({ kind, value }) => kind === "line" && value === userId)) return
  await dropIdentity(ctx, personId, identity)
  const { customerId } = await resolveCustomer(ctx, { identities: [identity], source: "line", at: ctx.now() })
  await updatePerson(ctx, [{ accountId, userId, personId: customerId, customerId }])
}
