import { sql } from "kysely"
import { uuidArray } from "#kernel/arrays"
import type { Context } from "#kernel/context"
import { gather } from "#kernel/gather"

/** The name of the loop that looks at them. */
export const keepLoop = "segments.keep"

/** So many share a row. */
const together = 100

/** Notes people to be looked at again. `person`: more than new events. */
export async function insertTouched(ctx: Context, customerIds: readonly string[], person: boolean): Promise<void> {
  if (customerIds.length === 0) return
  await gather(ctx, `segments.touch:${person}`, customerIds, async (ctx, groups) => {
    const ids = [...new Set(groups.flat())]
    await sql`insert into segments.touched (brand_id, customer_ids, person, at)
      select ${ctx.brandId}, ids, ${person}, ${ctx.now()} from (
        select (place - 1) / ${together} as part, array_agg(id order by place) as ids
        from unnest(${uuidArray(ids)}::uuid[]) with ordinality as t(id, place) group by part
      ) parts order by part`.execute(ctx.db)
    ctx.afterCommit(() => ctx.product.wake(keepLoop))
    return groups
  })
}

export type Touched = { readonly seq: number; readonly customerIds: readonly string[]; readonly person: boolean }

/** Those who have waited longest: as many rows as hold about `most` people. */
export async function selectTouched(ctx: Context, most: number): Promise<Touched[]> {
  const { rows } = await sql<{ seq: number; ids: string; person: boolean }>`
    select seq, array_to_string(customer_ids, ',') as ids, person from (
      select *, sum(cardinality(customer_ids)) over (order by seq) - cardinality(customer_ids) as before
      from (select * from segments.touched where brand_id = ${ctx.brandId} order by seq limit ${most}) oldest
    ) counted where before < ${most} order by seq`.execute(ctx.db)
  return rows.map(({ seq, ids, person }) => ({ seq, customerIds: ids.split(","), person }))
}

export async function deleteTouched(ctx: Context, seqs: readonly number[]): Promise<void> {
  await sql`delete from segments.touched where brand_id = ${ctx.brandId} and seq = any(${seqs}::bigint[])`.execute(
    ctx.db,
  )
}

/** These people need not be looked at again: nothing is kept of them. */
export async function removeTouched(ctx: Context, customerIds: readonly string[]): Promise<void> {
  const gone = uuidArray(customerIds)
  await sql`delete from segments.touched where brand_id = ${ctx.brandId} and customer_ids <@ ${gone}::uuid[]`.execute(
    ctx.db,
  )
  await sql`update segments.touched
    set customer_ids = (select array_agg(id) from unnest(customer_ids) as t(id) where id <> all(${gone}::uuid[]))
    where brand_id = ${ctx.brandId} and customer_ids && ${gone}::uuid[]`.execute(ctx.db)
}

/** Since when the first of them has been waiting. */
export async function touchedSince(ctx: Context): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select at from segments.touched where brand_id = ${ctx.brandId} order by seq limit 1`.execute(ctx.db)
  return rows[0]?.at ?? null
}
