import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type RelatedProduct = {
  readonly productId: string
  readonly title: string
  readonly url: string
  readonly imageUrl: string | null
  /** Of the cheapest variant, minor units. */
  readonly price: number | null
  readonly currency: string | null
}

export async function selectRelated(
  ctx: Context,
  productIds: readonly string[],
  limit: number,
): Promise<RelatedProduct[]> {
  const { rows } = await sql<RelatedProduct>`
    with bought as (
      select array_agg(distinct t.tag) filter (where t.tag is not null) as tags,
        array_agg(distinct p.product_type) filter (where p.product_type is not null) as types,
        array_agg(distinct p.vendor) filter (where p.vendor is not null) as vendors, array_agg(distinct p.source) as sources
      from catalog.products p left join lateral unnest(p.tags) as t(tag) on true
      where p.brand_id = ${ctx.brandId} and p.product_id = any(${productIds}::uuid[])
    ), near as (
      select p.product_id, p.title, p.url, p.images->0->>'url' as image_url,
        (select count(*) from unnest(p.tags) as t(tag) where t.tag = any(b.tags)) * 4
          + coalesce((p.product_type = any(b.types))::int, 0) * 2 + coalesce((p.vendor = any(b.vendors))::int, 0) as closeness
      from catalog.products p cross join bought b
      where p.brand_id = ${ctx.brandId} and p.status = 'active' and p.url is not null and p.source = any(b.sources)
        and not p.product_id = any(${productIds}::uuid[])
    )
    select n.product_id as "productId", n.title, n.url, n.image_url as "imageUrl", v.price, v.currency
    from near n
    left join lateral (
      select v.price, v.currency from catalog.variants v
      where v.brand_id = ${ctx.brandId} and v.product_id = n.product_id and v.price is not null
      order by v.price limit 1) v on true
    where n.closeness > 0 and (
      not exists (select 1 from catalog.variants v join catalog.stock s
        on s.brand_id = v.brand_id and s.source = v.source and s.stock_item = v.stock_item
        where v.brand_id = ${ctx.brandId} and v.product_id = n.product_id)
      or exists (select 1 from catalog.variants v join catalog.stock s
        on s.brand_id = v.brand_id and s.source = v.source and s.stock_item = v.stock_item
        where v.brand_id = ${ctx.brandId} and v.product_id = n.product_id and s.available > 0))
    order by n.closeness desc, n.title, n.product_id limit ${limit}`.execute(ctx.db)
  return rows
}
