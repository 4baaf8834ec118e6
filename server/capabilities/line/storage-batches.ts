import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type BatchRow = {
  readonly batchId: string
  readonly messages: readonly unknown[]
  readonly userIds: readonly string[]
  readonly takenAt: Date | null
  readonly beganAt: Date
}

/** Writes a batch down before it leaves, with the attempt of each of its letters. */
export async function insertBatch(
  ctx: Context,
  batch: Pick<BatchRow, "batchId" | "messages" | "userIds">,
  retryKeys: readonly string[],
): Promise<void> {
  await sql`with batch as (
      insert into line.batches (brand_id, batch_id, messages, user_ids, began_at)
      values (${ctx.brandId}, ${batch.batchId}, ${JSON.stringify(batch.messages)}::jsonb, ${[...batch.userIds]}::text[], ${ctx.now()}))
    insert into line.attempts (brand_id, retry_key, way, began_at, batch_id)
    select ${ctx.brandId}, k.key, 'multicast', ${ctx.now()}, ${batch.batchId} from unnest(${[...retryKeys]}::uuid[]) as k(key)`.execute(
    ctx.db,
  )
}

/** The batches in which these letters were tried, by their retry keys; null for one that went by itself. */
export async function selectBatchesOf(ctx: Context, retryKeys: readonly string[]): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ key: string; batchId: string | null }>`
    select retry_key as key, batch_id as "batchId" from line.attempts
    where brand_id = ${ctx.brandId} and retry_key = any(${[...retryKeys]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ key, batchId }) => [key, batchId]))
}

export async function selectBatch(ctx: Context, batchId: string): Promise<BatchRow | undefined> {
  const { rows } =
    await sql<BatchRow>`select batch_id as "batchId", messages, user_ids as "userIds", taken_at as "takenAt",
      began_at as "beganAt" from line.batches where brand_id = ${ctx.brandId} and batch_id = ${batchId}`.execute(ctx.db)
  return rows[0]
}

export async function markTaken(ctx: Context, batchId: string): Promise<void> {
  await sql`update line.batches set taken_at = coalesce(taken_at, ${ctx.now()}::timestamptz)
    where brand_id = ${ctx.brandId} and batch_id = ${batchId}`.execute(ctx.db)
}

/** LINE has certainly not taken it over: its letters go anew, as if they had never been tried. */
export async function dissolveBatch(ctx: Context, batchId: string): Promise<void> {
  await sql`with gone as (delete from line.attempts where brand_id = ${ctx.brandId} and batch_id = ${batchId})
    delete from line.batches where brand_id = ${ctx.brandId} and batch_id = ${batchId}`.execute(ctx.db)
}

/** Who of these is a friend at this moment. */
export async function selectFollowing(
  ctx: Context,
  accountId: string,
  userIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ userId: string }>`select user_id as "userId" from line.friends
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = any(${[...userIds]}::text[])
      and state = 'following'`.execute(ctx.db)
  return new Set(rows.map(({ userId }) => userId))
}

/** The words of a batch are needed for as long as its key is known. */
export async function forgetBatches(ctx: Context, before: Date): Promise<void> {
  await sql`delete from line.batches where brand_id = ${ctx.brandId} and began_at < ${before}`.execute(ctx.db)
}
