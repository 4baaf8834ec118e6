import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Notes that this transaction changes whose some identity is. */
export async function noteMove(ctx: Context): Promise<void> {
  await sql`insert into customers.identity_moves (brand_id) values (${ctx.brandId}) on conflict do nothing`.execute(
    ctx.db,
  )
  await sql`delete from customers.identity_moves
    where brand_id = ${ctx.brandId} and at < clock_timestamp() - interval '1 day'`.execute(ctx.db)
}

/**
 * Whether a transaction that was not over at `since` has moved an identity, and what is not over now: every transaction
 * below that number can be seen by whoever reads from now on.
 */
export async function movedSince(ctx: Context, since: string): Promise<{ hasMoved: boolean; now: string }> {
  const { rows } = await sql<{ hasMoved: boolean; now: string }>`
    select exists (select from customers.identity_moves where brand_id = ${ctx.brandId} and xid >= ${since}::xid8) as "hasMoved",
      pg_snapshot_xmin(pg_current_snapshot())::text as now`.execute(ctx.db)
  return rows[0] ?? { hasMoved: true, now: "0" }
}
