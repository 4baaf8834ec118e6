import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** A line of an order that somebody bought, with what was given back of it by all refunds but one. */
export type SoldLine = {
  readonly customerId: string
  readonly source: string
  readonly orderExternalId: string
  readonly placedAt: Date
  readonly lineExternalId: string
  readonly sku: string
  readonly quantity: number
  readonly unitPrice: number
  /** Ids of refunds that the order has, with the pieces of this line that each gave back. */
  readonly refunds: readonly { readonly externalId: string; readonly quantity: number }[]
}

/** Everything of these products that these people bought from this source, in orders that still stand. */
export async function selectSoldLines(
  ctx: Context,
  source: string,
  wanted: readonly { readonly customerId: string; readonly sku: string }[],
): Promise<SoldLine[]> {
  if (wanted.length === 0) return []
  const { rows } = await sql<SoldLine>`
    select o.customer_id as "customerId", o.source, o.external_id as "orderExternalId", o.placed_at as "placedAt",
      l.external_id as "lineExternalId", l.sku, l.quantity, l.unit_price as "unitPrice",
      coalesce((select jsonb_agg(jsonb_build_object('externalId', f ->> 'externalId', 'quantity', (g ->> 'quantity')::int))
        from jsonb_array_elements(o.refunds) f, jsonb_array_elements(f -> 'lines') g
        where g ->> 'lineExternalId' = l.external_id), '[]') as refunds
    from (select distinct * from unnest(${wanted.map((w) => w.customerId)}::uuid[], ${wanted.map((w) => w.sku)}::text[])) as w(customer_id, sku)
    join orders.orders o on o.brand_id = ${ctx.brandId} and o.customer_id = w.customer_id and o.body is not null
      and o.source = ${source} and o.cancelled_at is null and o.deleted_at is null
    join orders.lines l on l.brand_id = ${ctx.brandId} and l.order_id = o.order_id and l.sku = w.sku
    where l.quantity > 0
    order by o.placed_at desc, o.external_id desc, l.position`.execute(ctx.db)
  return rows
}
