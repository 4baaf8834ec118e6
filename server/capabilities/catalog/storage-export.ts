import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Products with their variants, in order of their ids, after this one. */
export async function selectProductsAfter(
  ctx: Context,
  after: string | null,
  limit: number,
): Promise<({ productId: string } & Record<string, unknown>)[]> {
  const { rows } = await sql<{ productId: string } & Record<string, unknown>>`
    select product_id as "productId", source, external_id as "externalId", status, title, description, vendor, product_type as "productType",
      url, tags, images, passport, updated_at as "updatedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('externalId', v.external_id, 'title', v.title, 'sku', v.sku, 'barcode', v.barcode,
        'price', v.price, 'currency', v.currency) order by v.position), '[]')
        from catalog.variants v where v.brand_id = products.brand_id and v.product_id = products.product_id) as variants
    from catalog.products
    where brand_id = ${ctx.brandId} 
      and product_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by product_id limit ${limit}`.execute(ctx.db)
  return rows
}
