import { sql } from "kysely"
import type { Place } from "#events"
import type { Context } from "#kernel/context"

/** Takes the reading of facts for a while; undefined while another process has it. */
export async function leaseFacts(ctx: Context, owner: string, leaseMs: number): Promise<Place | undefined> {
  await sql`insert into loyalty.cursors (brand_id) values (${ctx.brandId}) on conflict do nothing`.execute(ctx.db)
  const { rows } = await sql<Place>`
    update loyalty.cursors set leased_by = ${owner}, leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where brand_id = ${ctx.brandId} and (leased_by = ${owner} or coalesce(leased_until < clock_timestamp(), true))
    returning upto::text as xid, upto_seq as seq`.execute(ctx.db)
  return rows[0]
}

/** Moves on, if the reading is still ours. */
export async function moveFacts(ctx: Context, owner: string, to: Place): Promise<void> {
  await sql`update loyalty.cursors set upto = ${to.xid}::xid8, upto_seq = ${to.seq}
    where brand_id = ${ctx.brandId} and leased_by = ${owner}`.execute(ctx.db)
}

/** Brands with a published programme, and the recorded facts that earn in them. */
export async function selectListening(ctx: Context): Promise<{ brandId: string; names: string[]; since: Date }[]> {
  const { rows } = await sql<{ brandId: string; names: string[]; since: Date }>`
    select distinct on (brand_id) brand_id as "brandId", event_names as names,
      min(holds_from) over (partition by brand_id) as since
    from loyalty.programmes where published_at is not null and holds_from <= ${ctx.now()}
    order by brand_id, holds_from desc, version desc`.execute(ctx.db)
  return rows
}
