import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Orders placed within one hour of a local day. `hour` 0 to 23, `total` in minor units of `currency`. */
export type HourOfOrders = {
  readonly day: string
  readonly hour: number
  readonly currency: string
  readonly count: number
  readonly total: number
}

/** Orders by local hour, placed in [from, until), without deleted ones. Hours without an order are left out. */
export async function selectOrderHours(
  ctx: Context,
  { from, until, zone }: { readonly from: Date; readonly until: Date; readonly zone: string },
): Promise<HourOfOrders[]> {
  const { rows } = await sql<Omit<HourOfOrders, "total"> & { total: string }>`
    select to_char(placed_at at time zone ${zone}, 'YYYY-MM-DD') as day,
      extract(hour from placed_at at time zone ${zone})::int as hour, currency,
      count(*)::int as count, coalesce(sum(total), 0)::text as total
    from orders.orders
    where brand_id = ${ctx.brandId} and body is not null and status <> 'deleted'
      and placed_at >= ${from} and placed_at < ${until}
    group by 1, 2, 3 order by 1, 2, 3`.execute(ctx.db)
  return rows.map((row) => ({ ...row, total: Number(row.total) }))
}
