import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Incoming } from "./model.ts"

type NewIncoming = Pick<Incoming, "source" | "trusted" | "shape" | "count" | "receivedAt"> & {
  readonly batchKey: Buffer
  readonly body: Buffer | string
}

/** Keeps one accepted request. False when the same messages are waiting already. */
export async function insertIncoming(ctx: Context, incoming: NewIncoming): Promise<boolean> {
  const { source, batchKey, trusted, shape, body, count, receivedAt } = incoming
  // The bytes go over as they came: a text parameter would be decoded and encoded once more.
  const { numAffectedRows } = await sql`
    insert into events.incoming (brand_id, source, batch_key, trusted, shape, body, count, received_at)
    values (${ctx.brandId}, ${source}, ${batchKey}, ${trusted}, ${shape}, ${body}::text, ${count}, ${receivedAt})
    on conflict (brand_id, source, batch_key) do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** The oldest requests that wait behind a number, in order: as many as hold about `most` messages. */
export async function selectIncoming(ctx: Context, most: number, after = 0): Promise<Incoming[]> {
  const { rows } = await sql<Incoming>`
    select seq, source, trusted, shape, body, count, received_at as "receivedAt" from (
      select *, sum(count) over (order by seq) - count as before
      from (select * from events.incoming where brand_id = ${ctx.brandId} and seq > ${after} order by seq limit 2000) oldest
    ) counted where before < ${most} order by seq`.execute(ctx.db)
  return rows
}

export async function deleteIncoming(ctx: Context, seqs: readonly number[]): Promise<void> {
  await sql`delete from events.incoming where brand_id = ${ctx.brandId} and seq = any(${seqs}::bigint[])`.execute(
    ctx.db,
  )
}

/** Brands with something to apply. A walk from brand to brand along the index, however long their queues are. */
export async function brandsWaiting(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive waiting as (
      (select brand_id from events.incoming order by brand_id limit 1)
      union all
      select (select brand_id from events.incoming i where i.brand_id > w.brand_id order by i.brand_id limit 1)
      from waiting w where w.brand_id is not null
    ) select brand_id as id from waiting where brand_id is not null`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** When the oldest request that still waits was received. */
export async function oldestWaiting(ctx: Context): Promise<{ count: number; oldest: Date | null }> {
  const { rows } = await sql<{ count: number; oldest: Date | null }>`
    select coalesce(sum(count), 0)::bigint as count, min(received_at) as oldest
    from (select count, received_at from events.incoming where brand_id = ${ctx.brandId} order by seq limit 5000) t`.execute(
    ctx.db,
  )
  return rows[0] ?? { count: 0, oldest: null }
}

/** Whether something that was received before that instant still waits; in the platform's context of any brand. */
export async function waitsSince(ctx: Context, before: Date): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from events.incoming where received_at < ${before}) as found`.execute(ctx.db)
  return rows[0]?.found ?? false
}

/** True for the one process that may apply this brand's events until its transaction ends. */
export async function takeLane(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${ctx.brandId}:events.apply`}, 0)) as taken`.execute(ctx.db)
  return rows[0]?.taken ?? false
}
