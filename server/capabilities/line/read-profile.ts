import { z } from "zod"
import { customerById, resolveCustomer } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { backoff, performedEffect, type Outcome } from "#kernel/effects"
import { ExpectedError } from "#kernel/errors"
import { issuerOf } from "./friends.ts"
import { apiOf, readProfile } from "./line-calls.ts"
import { selectAccountById } from "./storage.ts"
import { type FriendRow, selectFriend, updateProfile } from "./storage-friends.ts"

const Payload = z.object({ accountId: z.uuid(), userId: z.string() })
const oldAfterMs = 30 * 86_400_000
const tries = 5

/** Asks LINE how a friend calls themselves, and how they look. Of no consequence when it fails: the talk shows no name. */
export const readFriendProfile = performedEffect({
  kind: "line.read-profile",
  title: { ja: "LINEの表示名の確認", en: "Reading a LINE profile" },
  payload: Payload,
  concurrency: 2,
  lost: () => "retry",
  perform: (ctx, payload, attempt) => read(ctx, payload, attempt),
  settle: async () => {},
})

export const isProfileOld = (ctx: Context, { profileAt }: FriendRow): boolean =>
  profileAt === null || ctx.now().getTime() - profileAt.getTime() > oldAfterMs

async function read(ctx: Context, { accountId, userId }: z.output<typeof Payload>, attempt: number): Promise<Outcome> {
  const account = await inTransaction(ctx, (ctx) => selectAccountById(ctx, accountId))
  if (account?.state !== "active") return { kind: "done" }
  try {
    const profile = await readProfile(await apiOf(ctx), ctx.keys.open(account.accessToken), userId)
    if (profile) await inTransaction(ctx, (ctx) => keep(ctx, issuerOf(account), { accountId, userId }, profile))
    return { kind: "done" }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    if (attempt >= tries) return { kind: "done" }
    return { kind: "retry", reason: error.code, afterMs: backoff(ctx, attempt) }
  }
}

async function keep(
  ctx: Context,
  issuer: string,
  which: { accountId: string; userId: string },
  profile: { displayName: string; pictureUrl?: string | null | undefined; language?: string | null | undefined },
): Promise<void> {
  const displayName = profile.displayName.trim().slice(0, 200) || null
  await updateProfile(ctx, which, { displayName, pictureUrl: profile.pictureUrl ?? null })
  const friend = await selectFriend(ctx, which.accountId, which.userId)
  const person = friend && (await customerById(ctx, friend.personId))
  // A nickname is better than nothing, and worse than what the shop knows.
  if (!person || person.erasedAt || person.displayName || person.familyName || person.givenName || !displayName) return
  const identities = [{ kind: "line" as const, issuer, value: which.userId }]
  await resolveCustomer(ctx, { identities, profile: { displayName }, source: "line", at: ctx.now() })
}
