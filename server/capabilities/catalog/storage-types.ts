import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** The kind of each of these products, by the shop's own ids; products without one are missing. */
export async function selectTypesOf(ctx: Context, externalIds: readonly string[]): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; type: string }>`
    select external_id as id, max(product_type) as type from catalog.products
    where brand_id = ${ctx.brandId} and external_id = any(${externalIds}::text[]) and product_type is not null
    group by 1`.execute(ctx.db)
  return new Map(rows.map(({ id, type }) => [id, type]))
}

/** What each of these products is called, by the shop's own ids; unknown ones are missing. */
export async function selectTitlesOf(ctx: Context, externalIds: readonly string[]): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; title: string }>`
    select external_id as id, max(title) as title from catalog.products
    where brand_id = ${ctx.brandId} and external_id = any(${externalIds}::text[]) group by 1`.execute(ctx.db)
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** Whether any variant of each of these products can be bought now, by the shop's own ids; whose stock isn't counted is missing. */
export async function selectInStock(ctx: Context, externalIds: readonly string[]): Promise<Map<string, boolean>> {
  if (externalIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; inStock: boolean }>`
    select p.external_id as id, bool_or(s.available > 0) as "inStock" from catalog.products p
    join catalog.variants v on v.brand_id = p.brand_id and v.product_id = p.product_id
    join catalog.stock s on s.brand_id = v.brand_id and s.source = v.source and s.stock_item = v.stock_item
    where p.brand_id = ${ctx.brandId} and p.external_id = any(${externalIds}::text[]) group by 1`.execute(ctx.db)
  return new Map(rows.map(({ id, inStock }) => [id, inStock]))
}
