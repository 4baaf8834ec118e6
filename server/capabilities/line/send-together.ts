import { createHash } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { type Verdict, verdictOf } from "./answer-rules.ts"
import { closeChannel } from "./check-account.ts"
import { deliver, type Delivered, type Delivery } from "./deliver.ts"
import { apiOf } from "./line-calls.ts"
import { retryKeyMs } from "./model.ts"
import { type AccountRow, selectAccount } from "./storage.ts"
import {
  type BatchRow,
  dissolveBatch,
  insertBatch,
  markTaken,
  selectBatch,
  selectBatchesOf,
  selectFollowing,
} from "./storage-batches.ts"

const crash = crashpoints("line.before_batch", "line.after_batch")

const lingerMs = 100

/** The most that `/v2/bot/message/multicast` takes (M40). */
const mostPeople = 500

type Waiting = {
  readonly delivery: Delivery
  readonly say: (end: Delivered) => void
  readonly fail: (e: unknown) => void
}
type Queue = { waiting: Waiting[]; isBusy: boolean }

/** Letters of one brand that say the same, on their way in this process. */
const queues = new Map<string, Queue>()

/**
 * Hands the very same messages to LINE for many friends in one call, under one retry key: those that come while a call is
 * under way go with the next. Who is in a call is committed before it leaves and never changes, so that asking again is known
 * again. LINE tells nothing of each reader: accepted means that it took the call over (M42).
 */
export function deliverTogether(ctx: Context, delivery: Delivery): Promise<Delivered> {
  const key = `${ctx.brandId} ${createHash("sha256").update(JSON.stringify(delivery.messages)).digest("base64url")}`
  const queue = queues.get(key) ?? { waiting: [], isBusy: false }
  queues.set(key, queue)
  return new Promise((say, fail) => {
    queue.waiting.push({ delivery, say, fail })
    if (!queue.isBusy) void run(ctx, key, queue)
  })
}

async function run(ctx: Context, key: string, queue: Queue): Promise<void> {
  queue.isBusy = true
  // Whoever is filled in within this moment goes along.
  await setTimeout(lingerMs)
  while (queue.waiting.length > 0) {
    const all = queue.waiting.splice(0, mostPeople)
    try {
      const ends = await sendTogether(
        ctx,
        all.map(({ delivery }) => delivery),
      )
      for (const { delivery, say } of all) say(ends.get(delivery.retryKey) ?? lost)
    } catch (error) {
      for (const { fail } of all) fail(error)
    }
  }
  queues.delete(key)
}

const lost: Delivered = { kind: "unknown", reason: "batch-without-answer" }

/** Hands over the very same messages for five hundred friends at most in one call. What became of each, by its retry key. */
export async function sendTogether(ctx: Context, all: readonly Delivery[]): Promise<Map<string, Delivered>> {
  const known = await inTransaction(ctx, (ctx) =>
    selectBatchesOf(
      ctx,
      all.map(({ retryKey }) => retryKey),
    ),
  )
  const fresh = all.filter(({ retryKey }) => !known.has(retryKey))
  // Tried by itself before: so it stays, for LINE knows it by that key.
  const alone = all.filter(({ retryKey }) => known.get(retryKey) === null)
  const ends = new Map<string, Delivered>()
  for (const delivery of alone) ends.set(delivery.retryKey, await deliver(ctx, delivery))
  const batches = new Set([...known.values()].filter((id) => id !== null))
  for (const batchId of batches) {
    const end = await again(ctx, batchId)
    for (const { retryKey } of all) if (known.get(retryKey) === batchId) ends.set(retryKey, end)
  }
  if (fresh.length > 0) for (const [key, end] of await first(ctx, fresh)) ends.set(key, end)
  return ends
}

/** The first call for these. */
async function first(ctx: Context, fresh: readonly Delivery[]): Promise<Map<string, Delivered>> {
  const account = await inTransaction(ctx, selectAccount)
  const all = (end: Delivered) => new Map(fresh.map(({ retryKey }) => [retryKey, end]))
  const [{ messages } = { messages: [] }] = fresh
  if (!account) return all({ kind: "closed", reason: "not-connected" })
  const batchId = ctx.id()
  const ends = new Map<string, Delivered>()
  const userIds = await inTransaction(ctx, async (ctx) => {
    const following = await selectFollowing(
      ctx,
      account.accountId,
      fresh.map(({ userId }) => userId),
    )
    const going = fresh.filter(({ userId }) => following.has(userId))
    for (const { retryKey, userId } of fresh)
      if (!following.has(userId)) ends.set(retryKey, { kind: "failed", reason: "blocked" })
    const people = [...new Set(going.map(({ userId }) => userId))]
    if (people.length > 0)
      await insertBatch(
        ctx,
        { batchId, messages, userIds: people },
        going.map(({ retryKey }) => retryKey),
      )
    return people
  })
  if (userIds.length === 0) return ends
  const end = await call(ctx, account, { batchId, messages, userIds, takenAt: null, beganAt: ctx.now() })
  for (const { retryKey } of fresh) if (!ends.has(retryKey)) ends.set(retryKey, end)
  return ends
}

/** The same call once more, under its key and to the same people: LINE says 409 if it had taken it over. */
async function again(ctx: Context, batchId: string): Promise<Delivered> {
  const found = await inTransaction(ctx, async (ctx) => ({
    batch: await selectBatch(ctx, batchId),
    account: await selectAccount(ctx),
  }))
  const { batch, account } = found
  if (!batch) return lost
  if (batch.takenAt) return taken(batch, true)
  if (!account) return { kind: "closed", reason: "not-connected" }
  if (ctx.now().getTime() - batch.beganAt.getTime() >= retryKeyMs)
    return { kind: "unknown", reason: "retry-key-expired" }
  return call(ctx, account, batch)
}

async function call(ctx: Context, account: AccountRow, batch: BatchRow): Promise<Delivered> {
  const { batchId, messages, userIds: to } = batch
  const api = await apiOf(ctx)
  crash("line.before_batch")
  const answer = await api(ctx.keys.open(account.accessToken), {
    method: "POST",
    path: "/v2/bot/message/multicast",
    body: { to, messages },
    retryKey: batchId,
  })
  crash("line.after_batch")
  return settle(ctx, account, batch, verdictOf(answer))
}

async function settle(ctx: Context, account: AccountRow, batch: BatchRow, verdict: Verdict): Promise<Delivered> {
  const { batchId } = batch
  if (verdict.kind === "accepted") {
    await inTransaction(ctx, (ctx) => markTaken(ctx, batchId))
    return taken(batch, verdict.isRepeated)
  }
  if (verdict.kind === "unsure") return { kind: "retry", reason: verdict.reason, afterMs: null, code: null }
  // Refused for certain: who stands in the way of the others is found out when each goes anew.
  await inTransaction(ctx, (ctx) => dissolveBatch(ctx, batchId))
  if (verdict.kind === "retry") return { ...verdict, code: verdict.reason === "rate-limit" ? 429 : null }
  if (verdict.kind === "token-gone") return { kind: "failed", reason: "reply-token" }
  if (verdict.kind === "failed") return verdict
  await closeChannel(ctx, account.accountId, verdict.reason)
  return verdict
}

const taken = ({ batchId }: Pick<BatchRow, "batchId">, isRepeated: boolean): Delivered => ({
  kind: "accepted",
  way: "multicast",
  reference: batchId,
  isRepeated,
})
