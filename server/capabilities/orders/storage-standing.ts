import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** A purchase that stands (D26): not cancelled, not deleted, not given back in full. Amounts in minor units of `currency`. */
export type StandingOrder = {
  readonly orderId: string
  readonly customerId: string
  readonly placedAt: Date
  readonly currency: string
  /** What it came to, less what was given back. */
  readonly net: number
  readonly channel: "online" | "store"
  readonly storeId: string | null
  /** Products of which something was kept, each once, with what the kept pieces cost. */
  readonly products: readonly { readonly id: string; readonly net: number }[]
}

/** What was bought under these ids and stands, oldest first. */
export async function selectStandingOrders(ctx: Context, customerIds: readonly string[]): Promise<StandingOrder[]> {
  if (customerIds.length === 0) return []
  const { rows } = await sql<StandingOrder>`
    select o.order_id as "orderId", o.customer_id as "customerId", o.placed_at as "placedAt", o.currency, o.total - o.refunded as net,
      o.channel, o.store_id as "storeId", coalesce(l.products, '[]') as products
    from orders.orders o
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', product_external_id, 'net', net) order by product_external_id) as products from (
        select product_external_id, sum(round((unit_price * quantity - discount)::numeric * (quantity - refunded_quantity) / quantity))::bigint as net
        from orders.lines where brand_id = ${ctx.brandId} and order_id = o.order_id and product_external_id is not null
          and quantity > refunded_quantity
        group by product_external_id) kept
    ) l on true
    where o.brand_id = ${ctx.brandId} and o.customer_id = any(${customerIds}::uuid[]) and o.counted and o.body is not null
    order by o.placed_at, o.order_id`.execute(ctx.db)
  return rows
}
