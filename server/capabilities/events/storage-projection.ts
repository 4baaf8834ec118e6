import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Run } from "./handed-over.ts"
import type { InboxRow, Place } from "./projection-rules.ts"

export type Cursor = {
  readonly upto: Place
  /** A range that was begun and perhaps sent: it goes again just as it was. */
  readonly pending: Place | null
  readonly generation: number
}

const name = "clickhouse"
const columns = sql.raw("upto::text, upto_seq, pending::text, pending_seq, generation")
type Row = { upto: string; upto_seq: number; pending: string | null; pending_seq: number | null; generation: number }

const cursorOf = (row: Row): Cursor => ({
  upto: { xid: row.upto, seq: row.upto_seq },
  pending: row.pending === null || row.pending_seq === null ? null : { xid: row.pending, seq: row.pending_seq },
  generation: row.generation,
})

/** The cursor, ours for a while; undefined while another process has it. */
export async function leaseCursor(ctx: Context, owner: string, leaseMs: number): Promise<Cursor | undefined> {
  const lease = () =>
    sql<Row>`
    update events.projections set leased_by = ${owner}, leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where brand_id = ${ctx.brandId} and name = ${name} and (leased_by = ${owner} or coalesce(leased_until < clock_timestamp(), true))
    returning ${columns}`.execute(ctx.db)
  const { rows } = await lease()
  if (rows[0]) return cursorOf(rows[0])
  const { numAffectedRows } = await sql`
    insert into events.projections (brand_id, name) values (${ctx.brandId}, ${name}) on conflict do nothing`.execute(
    ctx.db,
  )
  const first = numAffectedRows === 1n ? (await lease()).rows[0] : undefined
  return first && cursorOf(first)
}

export async function selectCursor(ctx: Context): Promise<Cursor | undefined> {
  const { rows } =
    await sql<Row>`select ${columns} from events.projections where brand_id = ${ctx.brandId} and name = ${name}`.execute(
      ctx.db,
    )
  return rows[0] && cursorOf(rows[0])
}

/** Saves the range that is about to be sent. False when the projection was restarted meanwhile: then nothing may be sent. */
export async function savePending(ctx: Context, generation: number, pending: Place): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update events.projections set pending = ${pending.xid}::xid8, pending_seq = ${pending.seq}
    where brand_id = ${ctx.brandId} and name = ${name} and generation = ${generation}`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** Moves the cursor past a range that ClickHouse has acknowledged. */
export async function settlePending(ctx: Context, generation: number, pending: Place): Promise<void> {
  await sql`update events.projections set upto = pending, upto_seq = pending_seq, pending = null, pending_seq = null
    where brand_id = ${ctx.brandId} and name = ${name} and generation = ${generation}
      and pending = ${pending.xid}::xid8 and pending_seq = ${pending.seq}`.execute(ctx.db)
}

/**
 * Back to the beginning, under new tokens, with the lease ours. Undefined while a range may be on its way, since it would
 * arrive after everything else was removed; `force` no longer waits for it.
 */
export async function restartCursor(
  ctx: Context,
  owner: string,
  leaseMs: number,
  force: boolean,
): Promise<number | undefined> {
  await sql`insert into events.projections (brand_id, name) values (${ctx.brandId}, ${name}) on conflict do nothing`.execute(
    ctx.db,
  )
  const { rows } = await sql<{ generation: number }>`
    update events.projections set upto = '0', upto_seq = 0, pending = null, pending_seq = null, generation = generation + 1,
      leased_by = ${owner}, leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where brand_id = ${ctx.brandId} and name = ${name}
      and (${force} or pending is null or coalesce(leased_until < clock_timestamp(), true))
    returning generation`.execute(ctx.db)
  return rows[0]?.generation
}

export async function releaseCursor(ctx: Context, owner: string): Promise<void> {
  await sql`update events.projections set leased_by = null, leased_until = null
    where brand_id = ${ctx.brandId} and name = ${name} and leased_by = ${owner}`.execute(ctx.db)
}

// Order by the column, never by the output of the same name: as text, transaction 1000 would come before 999.
const inOrder = sql`order by inbox.xid, inbox.seq`
// Numbers and transactions become visible out of order, but below the oldest transaction that still runs nothing new can
// appear: a range that ends there holds the same rows whenever it is read.
const settled = sql`xid < pg_snapshot_xmin(pg_current_snapshot())`
const after = (place: Place) => sql`(xid, seq) > (${place.xid}::xid8, ${place.seq}::bigint)`

/** Where copying stands: who has it, and what waits behind it, counted up to `most`. */
export type Ahead = {
  readonly generation: number
  readonly hasPending: boolean
  readonly isTaken: boolean
  readonly count: number
  readonly oldest: Date | null
}

/** One look for all of that; undefined when nothing was ever copied. `owner` has nothing taken from himself. */
export async function lookAhead(ctx: Context, owner: string, most: number): Promise<Ahead | undefined> {
  const { rows } = await sql<Ahead>`
    select p.generation, p.pending is not null as "hasPending",
      p.leased_by <> ${owner} and p.leased_until >= clock_timestamp() as "isTaken", w.count, w.oldest
    from events.projections p cross join lateral (
      select count(*)::int as count, min(received_at) as oldest from (
        select received_at from events.inbox
        where (xid, seq) > (p.upto, p.upto_seq) and ${settled} ${inOrder} limit ${most}) t
    ) w where p.brand_id = ${ctx.brandId} and p.name = ${name}`.execute(ctx.db)
  return rows[0]
}

/** When the first fact behind the cursor was received, those that can't be copied yet included. */
export async function oldestUnprojected(ctx: Context, from: Place): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select received_at as at from events.inbox where ${after(from)} ${inOrder} limit 1`.execute(ctx.db)
  return rows[0]?.at ?? null
}

const factColumns = sql.raw(`brand_id as "brandId", customer_id as "customerId", name,
  (extract(epoch from occurred_at) * 1000)::bigint as "occurredMs", (extract(epoch from received_at) * 1000)::bigint as "receivedMs",
  inbox.xid::text, seq, value, currency, order_id as "orderId", product_id as "productId", message_id as "messageId", channel, source,
  store_id as "storeId", properties::text`)

/** What lies next behind the cursor, in order: the transactions that wrote it, and their numbers. */
export async function selectRuns(ctx: Context, from: Place, limit: number): Promise<Run[]> {
  const { rows } = await sql<Run>`
    select next.xid::text, min(seq) as first, max(seq) as last, count(*)::int as count from (
      select inbox.xid, seq from events.inbox where ${after(from)} and ${settled} ${inOrder} limit ${limit}
    ) next group by next.xid order by next.xid`.execute(ctx.db)
  return rows
}

/** The facts of a saved range. */
export async function selectRange(ctx: Context, from: Place, to: Place): Promise<InboxRow[]> {
  const { rows } = await sql<InboxRow>`
    select ${factColumns} from events.inbox
    where ${after(from)} and (xid, seq) <= (${to.xid}::xid8, ${to.seq}::bigint) ${inOrder}`.execute(ctx.db)
  return rows
}

/** How many facts each brand had received before an instant. */
export async function countReceived(ctx: Context, before: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ brandId: string; count: number }>`
    select brand_id as "brandId", count(*) as count from events.inbox where received_at < ${before} group by brand_id`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ brandId, count }) => [brandId, count]))
}

/**
 * Since when facts of the context's brand wait to be copied. A brand that is copied by itself has a cursor of its own; else
 * the platform's is the one that counts, and any brand may read it.
 */
export async function selectProjectionSince(ctx: Context): Promise<Date | null> {
  // The place is made whole before it is compared: a comparison with `coalesce` in it would not be found by the index but
  // tried on every row, since row-level security must look at the row first.
  const { rows } = await sql<{ at: Date }>`
    with cursor as (
      (select upto, upto_seq from events.projections
       where name = ${name} and brand_id in (${ctx.brandId}, '00000000-0000-0000-0000-000000000000')
       order by brand_id = ${ctx.brandId} desc limit 1)
      union all select '0'::xid8, 0
      limit 1
    )
    select i.received_at as at from events.inbox i
    where i.brand_id = ${ctx.brandId} and (i.xid, i.seq) > ((select upto from cursor), (select upto_seq from cursor))
    order by i.xid, i.seq limit 1`.execute(ctx.db)
  return rows[0]?.at ?? null
}
