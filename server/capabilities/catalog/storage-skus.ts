import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** A variant as something that can be bought now, or not. Price in minor units of `currency`. */
export type SoldVariant = {
  readonly sku: string
  readonly source: string
  readonly variantExternalId: string
  readonly productExternalId: string
  readonly title: string
  readonly variantTitle: string
  readonly status: "active" | "draft" | "archived" | "deleted"
  readonly price: number | null
  readonly currency: string | null
  readonly imageUrl: string | null
  readonly url: string | null
  /** Pieces over all places; null while nobody has counted. */
  readonly available: number | null
}

/** What the catalogue knows under these SKUs; of several with one SKU the one that is sold, then the newest. */
export async function selectSoldVariants(ctx: Context, skus: readonly string[]): Promise<Map<string, SoldVariant>> {
  const { rows } = await sql<SoldVariant>`
    select distinct on (v.sku) v.sku, v.source, v.external_id as "variantExternalId", p.external_id as "productExternalId",
      p.title, v.title as "variantTitle", p.status, v.price, v.currency, coalesce(v.image_url, p.images -> 0 ->> 'url') as "imageUrl", p.url,
      (select sum(s.available)::int from catalog.stock s
        where s.brand_id = v.brand_id and s.source = v.source and s.stock_item = v.stock_item) as available
    from catalog.variants v
    join catalog.products p on p.brand_id = v.brand_id and p.product_id = v.product_id
    where v.brand_id = ${ctx.brandId} and v.sku = any(${skus}::text[])
    order by v.sku, p.status = 'active' desc, p.updated_at desc, v.external_id`.execute(ctx.db)
  return new Map(rows.map((row) => [row.sku, row]))
}
