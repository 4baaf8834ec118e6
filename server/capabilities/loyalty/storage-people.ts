import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Everything of `from` is found under `into` from now on, but acts that were hers twice. */
export async function moveRows(ctx: Context, from: string, into: string, twice: readonly string[]): Promise<void> {
  const { brandId } = ctx
  // Acts that were taken back stay where they are: they count no more.
  await sql`update loyalty.acts set customer_id = ${into}
    where brand_id = ${brandId} and customer_id = ${from} and act_id <> all(${[...twice]}::uuid[])`.execute(ctx.db)
  for (const table of ["orders", "order_steps", "boosts"])
    await sql`update ${sql.table(`loyalty.${table}`)} set customer_id = ${into}
      where brand_id = ${brandId} and customer_id = ${from}`.execute(ctx.db)
  await sql`
    with gone as (delete from loyalty.joined where brand_id = ${brandId} and customer_id = ${from} returning joined_on, month_day)
    insert into loyalty.joined as j (brand_id, customer_id, joined_on, month_day)
    select ${brandId}, ${into}, joined_on, month_day from gone
    on conflict (brand_id, customer_id) do update set joined_on = excluded.joined_on, month_day = excluded.month_day
      where excluded.joined_on < j.joined_on`.execute(ctx.db)
}

export async function forgetRows(ctx: Context, customerIds: readonly string[]): Promise<void> {
  for (const table of ["acts", "orders", "order_steps", "boosts", "joined", "fixed_orders"])
    await sql`delete from ${sql.table(`loyalty.${table}`)}
      where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])`.execute(ctx.db)
}

export async function selectOwn(ctx: Context, customerIds: readonly string[]) {
  const ids = [...customerIds]
  const { rows: acts } = await sql<{ action: string; at: Date; points: number; state: string; proof: unknown }>`
    select action, at, points, state, proof from loyalty.acts
    where brand_id = ${ctx.brandId} and customer_id = any(${ids}::uuid[]) order by at`.execute(ctx.db)
  const { rows: orders } = await sql<{ orderId: string; placedAt: Date; points: number; version: number }>`
    select order_id as "orderId", placed_at as "placedAt", points, version from loyalty.orders
    where brand_id = ${ctx.brandId} and customer_id = any(${ids}::uuid[]) order by placed_at`.execute(ctx.db)
  const { rows: boosts } = await sql<{ nameJa: string; bonusBp: number; from: Date; until: Date }>`
    select name_ja as "nameJa", bonus_bp as "bonusBp", from_at as "from", until_at as until from loyalty.boosts
    where brand_id = ${ctx.brandId} and customer_id = any(${ids}::uuid[]) order by from_at`.execute(ctx.db)
  return { acts, orders, boosts }
}
