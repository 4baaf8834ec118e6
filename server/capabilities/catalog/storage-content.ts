import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { ContentPiece, Passport } from "./model.ts"

/** Makes the content of a product exactly this, in this order. */
export async function writeContent(ctx: Context, productId: string, pieces: readonly ContentPiece[]): Promise<void> {
  const rows = pieces.map((piece, position) => ({ ...piece, position }))
  await sql`delete from catalog.content where brand_id = ${ctx.brandId} and product_id = ${productId}`.execute(ctx.db)
  await sql`
    insert into catalog.content (brand_id, product_id, position, kind, stage, title, body, url, image_url)
    select ${ctx.brandId}, ${productId}, r.position, r.kind, r.stage, r.title, r.body, r.url, r."imageUrl"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(position int, kind text, stage text, title jsonb, body jsonb,
      url text, "imageUrl" text)`.execute(ctx.db)
}

export async function writePassport(ctx: Context, productId: string, passport: Passport | null): Promise<void> {
  await sql`update catalog.products set passport = ${passport && JSON.stringify(passport)}::jsonb, changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and product_id = ${productId}`.execute(ctx.db)
}

export type ProductWithContent = {
  readonly productId: string
  readonly title: string
  readonly imageUrl: string | null
  readonly passport: Passport | null
  readonly pieces: readonly ContentPiece[]
}

type Row = Omit<ProductWithContent, "passport" | "pieces"> & { passport: unknown; pieces: unknown }

/** Products with all that is told about them, in the order of `productIds`; deleted ones left out. */
export async function selectContent(ctx: Context, productIds: readonly string[]): Promise<ProductWithContent[]> {
  const { rows } = await sql<Row>`
    select p.product_id as "productId", p.title, p.images->0->>'url' as "imageUrl", p.passport,
      coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'stage', c.stage, 'title', c.title, 'body', c.body, 'url', c.url,
          'imageUrl', c.image_url) order by c.position)
        from catalog.content c where c.brand_id = p.brand_id and c.product_id = p.product_id), '[]') as pieces
    from unnest(${productIds}::uuid[]) with ordinality as wanted(product_id, position)
    join catalog.products p on p.brand_id = ${ctx.brandId} and p.product_id = wanted.product_id
    where p.status <> 'deleted'
    order by wanted.position`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    passport: row.passport === null ? null : Passport.parse(row.passport),
    pieces: ContentPiece.array().parse(row.pieces),
  }))
}
