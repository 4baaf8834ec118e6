import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { gather } from "#kernel/gather"

/** Notes people to be looked at again. `person`: more than new events. */
export async function insertTouched(ctx: Context, customerIds: readonly string[], person: boolean): Promise<void> {
  if (customerIds.length === 0) return
  await gather(ctx, `segments.touch:${person}`, customerIds, async (ctx, groups) => {
    const ids = [...new Set(groups.flat())]
    await sql`insert into segments.touched (brand_id, customer_id, person, at)
      select ${ctx.brandId}, id, ${person}, ${ctx.now()} from unnest(${ids}::uuid[]) as t(id)`.execute(ctx.db)
    return groups
  })
}

export type Touched = { readonly seq: number; readonly customerId: string; readonly person: boolean }

/** Those who have waited longest. */
export async function selectTouched(ctx: Context, limit: number): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select seq, customer_id as "customerId", person from segments.touched where brand_id = ${ctx.brandId}
    order by seq limit ${limit}`.execute(ctx.db)
  return rows
}

export async function deleteTouched(ctx: Context, seqs: readonly number[]): Promise<void> {
  await sql`delete from segments.touched where brand_id = ${ctx.brandId} and seq = any(${seqs}::bigint[])`.execute(
    ctx.db,
  )
}

/** Since when the first of them has been waiting. */
export async function touchedSince(ctx: Context): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select at from segments.touched where brand_id = ${ctx.brandId} order by seq limit 1`.execute(ctx.db)
  return rows[0]?.at ?? null
}
