import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Brand } from "./model.ts"

const columns = sql.raw(
  `brand_id as "brandId", slug, name, zone, language, currency, test_of as "testOf", is_demo as "isDemo"`,
)

/** False when the slug is taken, by whatever brand. */
export async function insertBrand(ctx: Context, brand: Brand): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into brands.brands (brand_id, slug, name, zone, language, currency, test_of, is_demo, created_at)
    values (${brand.brandId}, ${brand.slug}, ${brand.name}, ${brand.zone}, ${brand.language}, ${brand.currency},
      ${brand.testOf}, ${brand.isDemo}, ${ctx.now()}) on conflict (slug) do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function selectBrand(ctx: Context, brandId: string): Promise<Brand | undefined> {
  const { rows } = await sql<Brand>`select ${columns} from brands.brands where brand_id = ${brandId}`.execute(ctx.db)
  return rows[0]
}

export async function selectBrandBySlug(ctx: Context, slug: string): Promise<Brand | undefined> {
  const { rows } = await sql<Brand>`select ${columns} from brands.brands where slug = ${slug}`.execute(ctx.db)
  return rows[0]
}

/** All brands in the platform's context; the own one in a brand's. */
export async function selectBrands(ctx: Context): Promise<Brand[]> {
  const { rows } = await sql<Brand>`select ${columns} from brands.brands order by created_at`.execute(ctx.db)
  return rows
}

/** The twin for testing of a live brand; in the platform's context. */
export async function selectTwin(ctx: Context, brandId: string): Promise<Brand | undefined> {
  const { rows } = await sql<Brand>`select ${columns} from brands.brands where test_of = ${brandId}`.execute(ctx.db)
  return rows[0]
}

export async function updateBrand(
  ctx: Context,
  change: { name: string | undefined; language: string | undefined },
): Promise<void> {
  await sql`update brands.brands set name = coalesce(${change.name ?? null}, name), language = coalesce(${change.language ?? null}, language)
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
}
