import { sql } from "kysely"
import type { Context } from "#kernel/context"

/** Which variants of a series these people have had, by their ids. */
export async function selectHeard(
  ctx: Context,
  campaignId: string,
  customerIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ id: string; variant: string }>`
    select customer_id as id, variant from campaigns.heard
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId} and customer_id = any(${[...customerIds]}::uuid[])`.execute(
    ctx.db,
  )
  const heard = new Map<string, Set<string>>()
  for (const { id, variant } of rows) heard.set(id, (heard.get(id) ?? new Set()).add(variant))
  return heard
}

export type Heard = { readonly customerId: string; readonly variant: string }

export async function insertHeard(
  ctx: Context,
  { campaignId, occurrence }: { readonly campaignId: string; readonly occurrence: number },
  heard: readonly Heard[],
): Promise<void> {
  if (heard.length === 0) return
  await sql`insert into campaigns.heard (brand_id, campaign_id, customer_id, variant, occurrence)
    select ${ctx.brandId}, ${campaignId}, id, variant, ${occurrence}
    from unnest(${heard.map((h) => h.customerId)}::uuid[], ${heard.map((h) => h.variant)}::text[]) as t(id, variant)
    on conflict do nothing`.execute(ctx.db)
}

export async function insertPassedOver(
  ctx: Context,
  { campaignId, occurrence }: { readonly campaignId: string; readonly occurrence: number },
  reason: string,
  customerIds: readonly string[],
): Promise<void> {
  if (customerIds.length === 0) return
  await sql`insert into campaigns.passed_over (brand_id, campaign_id, occurrence, customer_id, reason)
    select ${ctx.brandId}, ${campaignId}, ${occurrence}, id, ${reason} from unnest(${[...customerIds]}::uuid[]) as t(id)
    on conflict do nothing`.execute(ctx.db)
}

/** How many were passed over, by reason. */
export async function countPassedOver(
  ctx: Context,
  campaignId: string,
): Promise<{ occurrence: number; reason: string; count: number }[]> {
  const { rows } = await sql<{ occurrence: number; reason: string; count: number }>`
    select occurrence, reason, count(*)::int as count from campaigns.passed_over
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId} group by 1, 2 order by 1, 2`.execute(ctx.db)
  return rows
}

export async function selectPassedOver(
  ctx: Context,
  campaignId: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<{ customerId: string; occurrence: number; reason: string }[]> {
  const { rows } = await sql<{ customerId: string; occurrence: number; reason: string }>`
    select customer_id as "customerId", occurrence, reason from campaigns.passed_over
    where brand_id = ${ctx.brandId} and campaign_id = ${campaignId}
      and customer_id > ${after ?? "00000000-0000-0000-0000-000000000000"}::uuid
    order by customer_id, occurrence limit ${limit}`.execute(ctx.db)
  return rows
}

/** Two are one person now: what either has heard, she has heard. */
export async function joinPeople(ctx: Context, from: string, into: string): Promise<void> {
  for (const [table, rest] of [
    ["heard", "variant, occurrence"],
    ["passed_over", "occurrence, reason"],
  ] as const) {
    await sql`insert into ${sql.raw(`campaigns.${table}`)} (brand_id, campaign_id, customer_id, ${sql.raw(rest)})
      select brand_id, campaign_id, ${into}, ${sql.raw(rest)} from ${sql.raw(`campaigns.${table}`)}
      where brand_id = ${ctx.brandId} and customer_id = ${from} on conflict do nothing`.execute(ctx.db)
    await sql`delete from ${sql.raw(`campaigns.${table}`)} where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(
      ctx.db,
    )
  }
}

/** Removes all trace of these people. */
export async function deletePeople(ctx: Context, customerIds: readonly string[]): Promise<void> {
  for (const table of ["heard", "passed_over"])
    await sql`delete from ${sql.raw(`campaigns.${table}`)}
      where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])`.execute(ctx.db)
}

/** Takes back that these were heard. */
export async function deleteHeard(
  ctx: Context,
  lost: readonly { readonly customerId: string; readonly campaignId: string; readonly variant: string }[],
): Promise<void> {
  if (lost.length === 0) return
  await sql`delete from campaigns.heard h
    using unnest(${lost.map((l) => l.campaignId)}::uuid[], ${lost.map((l) => l.customerId)}::uuid[],
      ${lost.map((l) => l.variant)}::text[]) as t(campaign_id, customer_id, variant)
    where h.brand_id = ${ctx.brandId} and h.campaign_id = t.campaign_id and h.customer_id = t.customer_id
      and h.variant = t.variant`.execute(ctx.db)
}
