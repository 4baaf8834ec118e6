import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { gather } from "#kernel/gather"
import type { Change } from "./launch-rules.ts"
import type { Product, StockLevel, StoredSnapshot, Variant } from "./model.ts"

/** A snapshot ready to be written: with its hash and the text that a search looks in. */
export type Written = StoredSnapshot & {
  readonly productId: string
  readonly hash: string
  readonly searchText: string
}

/** Writes those snapshots that are newer than what is there. Returns the products that were written, by their outside names. */
export async function writeProducts(
  ctx: Context,
  snapshots: readonly Written[],
): Promise<(Change & { key: string })[]> {
  const rows = snapshots.map(({ variants: _variants, ...snapshot }) => snapshot)
  const { rows: written } = await sql<Change & { key: string }>`
    insert into catalog.products as p (brand_id, product_id, source, external_id, updated_at, snapshot_hash, status, title,
      search_text, description, vendor, product_type, url, tags, images, changed_at)
    select ${ctx.brandId}, r."productId", r.source, r."externalId", r."updatedAt", r.hash, r.status, r.title, r."searchText",
      r.description, r.vendor, r."productType", r.url, r.tags, r.images, ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("productId" uuid, source text, "externalId" text,
      "updatedAt" timestamptz, hash text, status text, title text, "searchText" text, description text, vendor text,
      "productType" text, url text, tags text[], images jsonb)
    -- One order for everybody: two imports of the same products must not wait for each other crosswise.
    order by r.source, r."externalId"
    -- A product that is gone comes without its words: the last ones stay, for the orders that hold it.
    on conflict (brand_id, source, external_id) do update set updated_at = excluded.updated_at,
      snapshot_hash = excluded.snapshot_hash, status = excluded.status, changed_at = excluded.changed_at,
      (title, search_text, description, vendor, product_type, url, tags, images) = (
        select w.title, w.search_text, w.description, w.vendor, w.product_type, w.url, w.tags, w.images
        from (values (excluded.status <> 'deleted', excluded.title, excluded.search_text, excluded.description, excluded.vendor,
            excluded.product_type, excluded.url, excluded.tags, excluded.images),
          (excluded.status = 'deleted', p.title, p.search_text, p.description, p.vendor, p.product_type, p.url, p.tags, p.images)
        ) as w(chosen, title, search_text, description, vendor, product_type, url, tags, images) where w.chosen)
    where (excluded.updated_at, excluded.snapshot_hash) > (p.updated_at, p.snapshot_hash)
    returning new.product_id as "productId", new.source || ' ' || new.external_id as key, new.external_id as "externalId",
      new.title, new.status, old.status as before`.execute(ctx.db)
  return written
}

/** Whether any product of this shop or feed was known before then. */
export async function knewSource(ctx: Context, source: string, before: Date): Promise<boolean> {
  const { rows } = await sql<{ knew: boolean }>`select exists (select from catalog.products
    where brand_id = ${ctx.brandId} and source = ${source} and changed_at < ${before}) as knew`.execute(ctx.db)
  return rows[0]?.knew ?? false
}

export type WrittenVariant = StoredSnapshot["variants"][number] & {
  readonly variantId: string
  readonly productId: string
  readonly source: string
  readonly position: number
}

/** Makes the variants of these products exactly these. */
export async function writeVariants(
  ctx: Context,
  productIds: readonly string[],
  variants: readonly WrittenVariant[],
): Promise<void> {
  const rows = variants.map((v) => ({ ...v, stockItem: v.stockItem ?? v.externalId }))
  await sql`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("variantId" uuid, "productId" uuid, source text,
        "externalId" text, position int, title text, sku text, barcode text, price bigint, "compareAtPrice" bigint, currency text,
        "imageUrl" text, "stockItem" text)
    ), gone as (
      delete from catalog.variants v where v.brand_id = ${ctx.brandId} and v.product_id = any(${productIds}::uuid[])
        and not exists (select 1 from r where r.source = v.source and r."externalId" = v.external_id)
    )
    insert into catalog.variants (brand_id, variant_id, product_id, source, external_id, position, title, sku, barcode, price,
      compare_at_price, currency, image_url, stock_item)
    select ${ctx.brandId}, "variantId", "productId", source, "externalId", position, title, sku, barcode, price, "compareAtPrice",
      currency, "imageUrl", "stockItem" from r order by source, "externalId"
    on conflict (brand_id, source, external_id) do update set product_id = excluded.product_id, position = excluded.position,
      title = excluded.title, sku = excluded.sku, barcode = excluded.barcode, price = excluded.price,
      compare_at_price = excluded.compare_at_price, currency = excluded.currency, image_url = excluded.image_url,
      stock_item = excluded.stock_item`.execute(ctx.db)
}

/** Archives the products of a source that are not among `keep`, unless something newer than `at` was said of them. */
export async function archiveOthers(ctx: Context, source: string, keep: readonly string[], at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update catalog.products set status = 'archived', updated_at = ${at}, snapshot_hash = '', changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and source = ${source} and status = 'active' and updated_at < ${at}
      and not external_id = any(${keep}::text[])`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** Writes what is newer than what is known, for each item and place. */
export async function writeStock(ctx: Context, levels: readonly StockLevel[]): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into catalog.stock as s (brand_id, source, stock_item, place, available, updated_at)
    select ${ctx.brandId}, r.source, r."stockItem", r.place, r.available, r."updatedAt"
    from jsonb_to_recordset(${JSON.stringify(levels)}::jsonb)
      as r(source text, "stockItem" text, place text, available int, "updatedAt" timestamptz)
    order by r.source, r."stockItem", r.place
    on conflict (brand_id, source, stock_item, place) do update
      set available = excluded.available, updated_at = excluded.updated_at
      where (excluded.updated_at, excluded.available) > (s.updated_at, s.available)`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

const productColumns = sql.raw(`p.product_id as "productId", p.source, p.external_id as "externalId", p.status, p.title,
  p.description, p.vendor, p.product_type as "productType", p.url, p.tags, p.images, p.updated_at as "updatedAt"`)

const variantColumns =
  sql.raw(`v.variant_id as "variantId", v.product_id as "productId", v.external_id as "externalId", v.title, v.sku,
  v.barcode, v.price, v.compare_at_price as "compareAtPrice", v.currency, v.image_url as "imageUrl",
  coalesce((select jsonb_agg(jsonb_build_object('place', s.place, 'available', s.available) order by s.place) from catalog.stock s
    where s.brand_id = v.brand_id and s.source = v.source and s.stock_item = v.stock_item), '[]') as stock`)

export async function selectProduct(ctx: Context, productId: string): Promise<Product | undefined> {
  const { rows } = await sql<Product>`select ${productColumns} from catalog.products p
    where p.brand_id = ${ctx.brandId} and p.product_id = ${productId}`.execute(ctx.db)
  return rows[0]
}

export const selectProductsByExternal = (
  ctx: Context,
  source: string,
  externalIds: readonly string[],
): Promise<Product[]> =>
  gather(ctx, `catalog.by-external:${source}`, externalIds, async (ctx, groups) => {
    const { rows } = await sql<Product>`select ${productColumns} from catalog.products p
      where p.brand_id = ${ctx.brandId} and p.source = ${source}
        and p.external_id = any(${[...new Set(groups.flat())]}::text[])`.execute(ctx.db)
    return groups.map((ids) => rows.filter((product) => ids.includes(product.externalId)))
  })

export async function selectVariants(ctx: Context, productId: string): Promise<Variant[]> {
  const { rows } = await sql<Variant>`select ${variantColumns} from catalog.variants v
    where v.brand_id = ${ctx.brandId} and v.product_id = ${productId} order by v.position, v.external_id`.execute(
    ctx.db,
  )
  return rows
}

export async function selectVariantsByExternal(
  ctx: Context,
  source: string,
  externalIds: readonly string[],
): Promise<Variant[]> {
  const { rows } = await sql<Variant>`select ${variantColumns} from catalog.variants v
    where v.brand_id = ${ctx.brandId} and v.source = ${source} and v.external_id = any(${externalIds}::text[])`.execute(
    ctx.db,
  )
  return rows
}

export type ProductFilter = {
  /** Already folded as `search_text` is. */
  readonly search?: string | undefined
  readonly status?: Product["status"] | undefined
  readonly source?: string | undefined
}

/** A page of the catalogue by title. `after` is title and id of the last product seen. */
export async function selectProducts(
  ctx: Context,
  filter: ProductFilter,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<Product[]> {
  const { search, status, source } = filter
  const { rows } = await sql<Product>`select ${productColumns} from catalog.products p
    where p.brand_id = ${ctx.brandId} and p.status ${status ? sql`= ${status}` : sql`<> 'deleted'`}
      ${source ? sql`and p.source = ${source}` : sql``}
      ${search ? sql`and strpos(p.search_text, ${search}) > 0` : sql``}
      ${after ? sql`and (p.title, p.product_id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by p.title, p.product_id limit ${limit}`.execute(ctx.db)
  return rows
}

/** Ids that shops know products by, for each of these product types. */
export async function selectIdsOfTypes(ctx: Context, types: readonly string[]): Promise<Map<string, string[]>> {
  if (types.length === 0) return new Map()
  const { rows } = await sql<{ type: string; ids: string[] }>`
    select product_type as type, array_agg(distinct external_id order by external_id) as ids from catalog.products
    where brand_id = ${ctx.brandId} and product_type = any(${types}::text[]) group by product_type`.execute(ctx.db)
  return new Map(rows.map(({ type, ids }) => [type, ids]))
}
