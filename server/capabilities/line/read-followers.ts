import { z } from "zod"
import { recordConsents, resolveCustomers } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { backoff, enqueue, type Outcome, performedEffect } from "#kernel/effects"
import { issuerOf } from "./friends.ts"
import { apiOf, connected } from "./line-calls.ts"
import { type AccountRow, selectAccountById } from "./storage.ts"
import { insertFriends, selectKnownAmong } from "./storage-friends.ts"

const Payload = z.object({ accountId: z.uuid(), wave: z.uuid(), start: z.string() })
type Payload = z.output<typeof Payload>
const Page = z.looseObject({ userIds: z.array(z.string().regex(/^U[0-9a-f]{32}$/)), next: z.string().nullish() })
/** LINE gives up to 1,000 at a time. */
const limit = 1_000
const tries = 8

/**
 * Takes in those who were friends before the account was connected, page by page. LINE tells this to verified accounts only;
 * others hear of a friend once they say something. Nothing proves what these people agreed to: it stays unproven.
 */
export const readFollowers = performedEffect<Payload>({
  kind: "line.read-followers",
  title: { ja: "LINEの友だちの取り込み", en: "Taking in those who are friends already" },
  payload: Payload,
  concurrency: 1,
  leaseMs: 120_000,
  lost: () => "retry",
  perform: (ctx, payload, attempt) => read(ctx, payload, attempt),
  settle: async () => {},
})

/** Asks for all friends of the account. Throws `line.NotConnected`. */
export async function takeInFollowers(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { accountId } = await connected(ctx)
    const wave = ctx.id()
    await enqueue(ctx, readFollowers, { accountId, wave, start: "" }, { key: `${wave}:` })
  })
}

async function read(ctx: Context, { accountId, wave, start }: Payload, attempt: number): Promise<Outcome> {
  const account = await inTransaction(ctx, (ctx) => selectAccountById(ctx, accountId))
  if (account?.state !== "active") return { kind: "failed", reason: "not-connected" }
  const query = new URLSearchParams({ limit: String(limit), ...(start === "" ? {} : { start }) })
  const api = await apiOf(ctx)
  const path = `/v2/bot/followers/ids?${query.toString()}`
  const answer = await api(ctx.keys.open(account.accessToken), { method: "GET", path })
  if (answer.status === 403) return { kind: "failed", reason: "verified-accounts-only" }
  const page = answer.status === 200 ? Page.safeParse(answer.body) : undefined
  if (!page?.success) {
    const reason = answer.status === null ? answer.reason : `http_${answer.status}`
    return attempt >= tries ? { kind: "failed", reason } : { kind: "retry", reason, afterMs: backoff(ctx, attempt) }
  }
  const { userIds, next } = page.data
  await inTransaction(ctx, async (ctx) => {
    await takeIn(ctx, account, userIds)
    if (next) await enqueue(ctx, readFollowers, { accountId, wave, start: next }, { key: `${wave}:${next}` })
  })
  return { kind: "done" }
}

async function takeIn(ctx: Context, account: AccountRow, userIds: readonly string[]): Promise<void> {
  const { accountId } = account
  const known = await selectKnownAmong(ctx, accountId, userIds)
  const fresh = [...new Set(userIds)].filter((userId) => !known.has(userId))
  if (fresh.length === 0) return
  const issuer = issuerOf(account)
  const at = ctx.now()
  const people = await resolveCustomers(
    ctx,
    fresh.map((value) => ({ identities: [{ kind: "line" as const, issuer, value }], source: "line", at })),
  )
  const friends = people.flatMap(({ customerId }, index) => {
    const userId = fresh[index]
    return userId === undefined ? [] : [{ userId, customerId }]
  })
  await insertFriends(ctx, accountId, friends, at)
  await recordConsents(
    ctx,
    friends.map(({ customerId }) => ({
      customerId,
      channel: "line" as const,
      purpose: "marketing",
      state: "given" as const,
      source: "import",
      at,
    })),
  )
}
