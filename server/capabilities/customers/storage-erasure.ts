import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Empties profiles of all that is personal; their ids stay. */
export async function blankProfiles(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`
    update customers.profiles set display_name = null, family_name = null, given_name = null, family_kana = null, given_kana = null,
      email = null, phone = null, zone = null, language = null, born_on = null, country = null, postal_code = null, prefecture = null,
      city = null, street = null, building = null, company = null, properties = '{}', traits = '{}', own = '{}', known = false,
      revision = revision + 1, updated_at = ${ctx.now()}, erased_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}

export async function deleteCandidatesOf(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`delete from customers.merge_candidates
    where brand_id = ${ctx.brandId} and (low_id = any(${customerIds}::uuid[]) or high_id = any(${customerIds}::uuid[]))`.execute(
    ctx.db,
  )
}

export async function insertErasures(
  ctx: Context,
  customerId: string,
  identityHashes: readonly string[],
): Promise<void> {
  await sql`
    insert into customers.erasures (brand_id, customer_id, identity_hash, erased_at)
    select ${ctx.brandId}, ${customerId}, hash, ${ctx.now()} from unnest(${identityHashes}::text[]) as hash
    on conflict do nothing`.execute(ctx.db)
}

/** When somebody with one of these hashes was erased last. */
export async function selectErased(ctx: Context, identityHashes: readonly string[]): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(erased_at) as at from customers.erasures
    where brand_id = ${ctx.brandId} and identity_hash = any(${identityHashes}::text[])`.execute(ctx.db)
  return rows[0]?.at ?? null
}
