import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { ProductFigures } from "./model.ts"

type Row = ProductFigures & { readonly productId: string }

/** Prices, stock and content of these products, for a list; a product without variants has a row, too. */
export async function selectFigures(ctx: Context, productIds: readonly string[]): Promise<Map<string, ProductFigures>> {
  if (productIds.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select wanted.product_id as "productId", coalesce(v.count, 0) as variants, v.low as "priceFrom", v.high as "priceTo",
      v.currency, s.available, coalesce(c.stages, '{}') as "contentStages"
    from unnest(${productIds}::uuid[]) as wanted(product_id)
    left join lateral (select count(*)::int as count, min(price)::float8 as low, max(price)::float8 as high, min(currency) as currency
      from catalog.variants v where v.brand_id = ${ctx.brandId} and v.product_id = wanted.product_id) v on true
    -- Variants may share what is counted: each counted thing once.
    left join lateral (select sum(s.available)::float8 as available from catalog.stock s
      where s.brand_id = ${ctx.brandId} and (s.source, s.stock_item) in (select v.source, v.stock_item from catalog.variants v
        where v.brand_id = ${ctx.brandId} and v.product_id = wanted.product_id)) s on true
    left join lateral (select array_agg(distinct c.stage) as stages from catalog.content c
      where c.brand_id = ${ctx.brandId} and c.product_id = wanted.product_id) c on true`.execute(ctx.db)
  return new Map(rows.map(({ productId, ...figures }) => [productId, figures]))
}
