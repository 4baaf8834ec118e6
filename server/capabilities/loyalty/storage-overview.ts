import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type OrderSums = {
  readonly orders: number
  readonly people: number
  readonly sales: number
  readonly points: number
  readonly earned: number
}

/** Orders that earned since then. */
export async function selectOrderSums(ctx: Context, since: Date): Promise<OrderSums> {
  const { rows } = await sql<OrderSums>`
    select count(*)::int as orders, count(distinct customer_id)::int as people, coalesce(sum(base), 0)::bigint as sales,
      coalesce(sum(points), 0)::bigint as points,
      coalesce(sum((select sum(s.points) from loyalty.order_steps s where s.brand_id = o.brand_id and s.order_id = o.order_id)), 0)::bigint as earned
    from loyalty.orders o where brand_id = ${ctx.brandId} and placed_at >= ${since}`.execute(ctx.db)
  return rows[0] ?? { orders: 0, people: 0, sales: 0, points: 0, earned: 0 }
}

export type RuleSum = {
  readonly rule: string
  readonly points: number
  readonly people: number
  readonly orders: number
}

/** What each rule added to orders since then; ever, without a beginning. */
export async function selectRuleSums(ctx: Context, since: Date | null): Promise<RuleSum[]> {
  const { rows } = await sql<RuleSum>`
    select s.rule, sum(s.points)::bigint as points, count(distinct s.customer_id)::int as people, count(*)::int as orders
    from loyalty.order_steps s
    ${since ? sql`join loyalty.orders o on o.brand_id = s.brand_id and o.order_id = s.order_id and o.placed_at >= ${since}` : sql``}
    where s.brand_id = ${ctx.brandId} group by s.rule`.execute(ctx.db)
  return rows
}

/** Points by day of the brand: from purchases and from actions. */
export async function selectDays(
  ctx: Context,
  zone: string,
  since: Date,
): Promise<{ day: string; purchase: number; action: number }[]> {
  const { rows } = await sql<{ day: string; purchase: number; action: number }>`
    select day, sum(purchase)::bigint as purchase, sum(action)::bigint as action from (
      select to_char(placed_at at time zone ${zone}, 'YYYY-MM-DD') as day, points as purchase, 0 as action
      from loyalty.orders where brand_id = ${ctx.brandId} and placed_at >= ${since}
      union all
      select to_char(at at time zone ${zone}, 'YYYY-MM-DD'), 0, points
      from loyalty.acts where brand_id = ${ctx.brandId} and at >= ${since} and state = 'awarded' and book = 'live'
    ) d group by day order by day`.execute(ctx.db)
  return rows
}

export async function countWaiting(ctx: Context): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from loyalty.acts
    where brand_id = ${ctx.brandId} and state = 'waiting'`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
