import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Fifths of those who bought in one currency; each list holds the four cuts, lowest first. Money in minor units. */
export type PurchaseQuintiles = {
  readonly buyers: number
  readonly recencyDays: readonly number[]
  readonly frequency: readonly number[]
  readonly monetary: readonly number[]
  /** Median over buyers of their mean days between two purchases; null while nobody bought twice. */
  readonly usualDays: number | null
}

/**
 * How the purchases that stand are spread over their buyers. One pass over the orders, seconds for a million of them: for
 * nightly work. Who was merged counts under the ids the orders were told with.
 */
export async function selectPurchaseQuintiles(ctx: Context, currency: string): Promise<PurchaseQuintiles> {
  const fifths = sql.raw("array[0.2, 0.4, 0.6, 0.8]::float8[]")
  const { rows } = await sql<PurchaseQuintiles>`
    with buyer as (
      select customer_id, count(*)::int as orders, sum(total - refunded)::float8 as net,
        floor(extract(epoch from ${ctx.now()}::timestamptz - max(placed_at)) / 86400)::float8 as recency,
        extract(epoch from max(placed_at) - min(placed_at)) / 86400 / nullif(count(*) - 1, 0) as pause
      from orders.orders
      where brand_id = ${ctx.brandId} and counted and body is not null and customer_id is not null and currency = ${currency}
        and placed_at <= ${ctx.now()}
      group by customer_id
    )
    select count(*)::int as buyers,
      coalesce(percentile_disc(${fifths}) within group (order by recency), '{}') as "recencyDays",
      coalesce(percentile_disc(${fifths}) within group (order by orders), '{}') as frequency,
      coalesce(percentile_disc(${fifths}) within group (order by net), '{}') as monetary,
      (percentile_cont(0.5) within group (order by pause))::float8 as "usualDays"
    from buyer`.execute(ctx.db)
  return rows[0] ?? { buyers: 0, recencyDays: [], frequency: [], monetary: [], usualDays: null }
}
