import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type Collectible = {
  readonly collectibleId: string
  readonly customerId: string
  readonly nameJa: string
  readonly nameEn: string
  readonly imageUrl: string | null
  /** Its number, of how many; null where there is no end to them. */
  readonly serial: number | null
  readonly edition: number | null
  readonly gotAt: Date
}
export type NewCollectible = Omit<Collectible, "gotAt"> & { readonly cause: string }

const columns =
  sql.raw(`collectible_id as "collectibleId", customer_id as "customerId", name_ja as "nameJa", name_en as "nameEn",
  image_url as "imageUrl", serial, edition, got_at as "gotAt"`)

/** Once for each person and cause. */
export async function insertCollectible(ctx: Context, one: NewCollectible): Promise<void> {
  await sql`insert into rewards.collectibles (brand_id, collectible_id, customer_id, came_as, cause, name_ja, name_en, image_url,
      serial, edition, got_at)
    values (${ctx.brandId}, ${one.collectibleId}, ${one.customerId}, ${one.customerId}, ${one.cause}, ${one.nameJa}, ${one.nameEn},
      ${one.imageUrl}, ${one.serial}, ${one.edition}, ${ctx.now()})
    on conflict (brand_id, customer_id, cause) do nothing`.execute(ctx.db)
}

export async function selectCollectibles(ctx: Context, customerIds: readonly string[]): Promise<Collectible[]> {
  const { rows } = await sql<Collectible>`select ${columns} from rewards.collectibles
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])
    order by got_at desc, collectible_id desc limit 500`.execute(ctx.db)
  return rows
}

export async function selectCollectible(ctx: Context, collectibleId: string): Promise<Collectible | undefined> {
  const { rows } = await sql<Collectible>`select ${columns} from rewards.collectibles
    where brand_id = ${ctx.brandId} and collectible_id = ${collectibleId} and customer_id is not null`.execute(ctx.db)
  return rows[0]
}

export async function deleteCollectible(ctx: Context, cause: string): Promise<void> {
  await sql`delete from rewards.collectibles where brand_id = ${ctx.brandId} and cause = ${cause}`.execute(ctx.db)
}

export async function moveCollectibles(ctx: Context, from: string, into: string): Promise<void> {
  await sql`update rewards.collectibles c set customer_id = ${into},
      cause = case when exists (select from rewards.collectibles o where o.brand_id = c.brand_id and o.customer_id = ${into} and o.cause = c.cause)
        then c.cause || ':' || c.collectible_id else c.cause end
    where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
}

export async function moveCollectiblesBack(ctx: Context, from: string): Promise<void> {
  await sql`update rewards.collectibles set customer_id = came_as
    where brand_id = ${ctx.brandId} and came_as = ${from} and customer_id is distinct from ${from}`.execute(ctx.db)
}

export async function forgetCollectibles(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from rewards.collectibles
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}
