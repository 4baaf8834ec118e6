import { type RawBuilder, sql } from "kysely"
import type { Context } from "#kernel/context"

/**
 * Orders that stand (D26) and were placed within spans of time of their buyers. `spans` is a select of (customer_id, channel,
 * from_at, until_at) whose spans of one person do not overlap, so that an order falls into one at most. Net revenue in minor
 * units of one currency, by channel.
 */
export async function selectAttributed(
  ctx: Context,
  spans: RawBuilder<unknown>,
  currency: string,
): Promise<{ channel: string; orders: number; revenue: number }[]> {
  const { rows } = await sql<{ channel: string; orders: number; revenue: number }>`
    with spans as (${spans})
    select s.channel, count(*)::int as orders,
      coalesce(sum(o.total - o.refunded) filter (where o.currency = ${currency}), 0)::float8 as revenue
    from spans s
    join orders.orders o on o.brand_id = ${ctx.brandId} and o.customer_id = s.customer_id and o.counted and o.body is not null
      and o.placed_at >= s.from_at and o.placed_at < s.until_at
    group by s.channel`.execute(ctx.db)
  return rows
}
