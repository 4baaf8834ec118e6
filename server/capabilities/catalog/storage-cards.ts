import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** A product as a message shows it at this moment. */
export type ProductCard = {
  readonly productId: string
  readonly title: string
  readonly url: string | null
  readonly imageUrl: string | null
  readonly imageAlt: string
  /** Of the cheapest variant, minor units. */
  readonly price: number | null
  /** What that variant cost before, when it is reduced. */
  readonly was: number | null
  readonly currency: string | null
  /** False only when it is known that none is left. */
  readonly isAvailable: boolean
}

/** Active products with price and stock as they are now; those that are not sold any more are missing. */
export async function selectCards(ctx: Context, productIds: readonly string[]): Promise<Map<string, ProductCard>> {
  if (productIds.length === 0) return new Map()
  const { rows } = await sql<ProductCard>`
    select p.product_id as "productId", p.title, p.url, p.images->0->>'url' as "imageUrl",
      coalesce(p.images->0->>'alt', '') as "imageAlt", v.price::float8 as price, v.currency,
      case when v.compare_at_price > v.price then v.compare_at_price::float8 end as was,
      coalesce(s.available > 0, true) as "isAvailable"
    from catalog.products p
    left join lateral (select v.price, v.compare_at_price, v.currency from catalog.variants v
      where v.brand_id = p.brand_id and v.product_id = p.product_id and v.price is not null order by v.price limit 1) v on true
    -- Variants may share what is counted: each counted thing once.
    left join lateral (select sum(s.available) as available from catalog.stock s
      where s.brand_id = p.brand_id and (s.source, s.stock_item) in (select v.source, v.stock_item from catalog.variants v
        where v.brand_id = p.brand_id and v.product_id = p.product_id)) s on true
    where p.brand_id = ${ctx.brandId} and p.product_id = any(${productIds}::uuid[]) and p.status = 'active'`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.productId, row]))
}
