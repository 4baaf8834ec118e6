import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** The ids under which people joined who are known by these. */
export async function selectRowsUnder(ctx: Context, rootIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select customer_id as id from members.members
    where brand_id = ${ctx.brandId} and root_id = any(${rootIds}::uuid[]) order by 1 for update`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Says by which id each is known now; of several under one the first who still belongs counts. */
export async function settleRoots(
  ctx: Context,
  roots: ReadonlyMap<string, string>,
  before: readonly string[],
): Promise<void> {
  const now = [...new Set(roots.values())]
  const both = [...new Set([...before, ...now])]
  await sql`update members.members set is_main = false
    where brand_id = ${ctx.brandId} and root_id = any(${both}::uuid[])`.execute(ctx.db)
  await sql`update members.members m set root_id = r.root
    from unnest(${[...roots.keys()]}::uuid[], ${[...roots.values()]}::uuid[]) as r(id, root)
    where m.brand_id = ${ctx.brandId} and m.customer_id = r.id`.execute(ctx.db)
  await sql`
    with best as (
      select distinct on (root_id) customer_id, root_id from members.members
      where brand_id = ${ctx.brandId} and root_id = any(${both}::uuid[])
      order by root_id, left_at is not null, ring is not null, enrolled_at, customer_id
    ), said as (
      select distinct on (m.root_id) m.root_id, a.version, a.accepted_at from members.acceptances a
      join members.members m on m.brand_id = a.brand_id and m.customer_id = a.customer_id
      where a.brand_id = ${ctx.brandId} and m.root_id = any(${both}::uuid[])
      order by m.root_id, a.version desc, a.accepted_at
    )
    update members.members m set is_main = true, terms_version = said.version, terms_at = said.accepted_at
    from best left join said on said.root_id = best.root_id
    where m.brand_id = ${ctx.brandId} and m.customer_id = best.customer_id`.execute(ctx.db)
}

/** Everything that is kept of these people, but for the numbers of their cards, which nobody else may get. */
export async function deleteMembers(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`update members.cards set customer_id = null, ended_at = coalesce(ended_at, ${ctx.now()})
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  for (const table of ["acceptances", "rank_changes", "gifts", "holdings", "members"])
    await sql`delete from members.${sql.raw(table)}
      where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}

/** What is kept of these people, as plain data. */
export async function selectOwn(ctx: Context, customerIds: readonly string[]): Promise<Record<string, unknown>> {
  const own: Record<string, unknown> = {}
  for (const table of ["members", "cards", "acceptances", "rank_changes", "gifts", "holdings"]) {
    const { rows } = await sql<{ row: unknown }>`select to_jsonb(t) - 'brand_id' as row from members.${sql.raw(table)} t
      where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
    own[table] = rows.map(({ row }) => row)
  }
  return own
}

/** A beta ring is decided on: its members belong for good. */
export async function keepRing(ctx: Context, ring: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update members.members set ring = null
    where brand_id = ${ctx.brandId} and ring = ${ring} returning root_id as id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Those who are members by a ring only, by the id under which they joined. */
export async function selectRing(ctx: Context, ring: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select customer_id as id from members.members
    where brand_id = ${ctx.brandId} and ring = ${ring} order by 1`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** Numbers of a ring that nobody was ever told of. */
export async function deleteCardsOf(ctx: Context, memberIds: readonly string[]): Promise<void> {
  await sql`delete from members.cards
    where brand_id = ${ctx.brandId} and customer_id = any(${memberIds}::uuid[])`.execute(ctx.db)
}
