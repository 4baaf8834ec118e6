import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type SeenProperty = {
  readonly name: string
  readonly isKept: boolean
  /** The event that carried it first. */
  readonly event: string
  readonly source: string
  readonly firstSeenAt: Date
}

/** The names whose values analytics keeps, and the few that are known of those beyond; in the order they came. */
export async function selectPropertyNames(ctx: Context): Promise<SeenProperty[]> {
  const { rows } = await sql<SeenProperty>`
    select name, is_kept as "isKept", event, source, first_seen_at as "firstSeenAt" from events.property_names
    where brand_id = ${ctx.brandId} order by first_seen_at, name`.execute(ctx.db)
  return rows
}

/** The names that analytics keeps; undefined while the brand has none beyond them. */
export async function selectKeptNames(ctx: Context): Promise<ReadonlySet<string> | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from events.property_names where brand_id = ${ctx.brandId} and is_kept
      and exists (select from events.property_names where brand_id = ${ctx.brandId} and not is_kept)`.execute(ctx.db)
  return rows.length === 0 ? undefined : new Set(rows.map(({ name }) => name))
}

/** Writes names; one that was beyond the quota may be kept from now on, never the other way round. */
export async function keepPropertyNames(ctx: Context, names: readonly SeenProperty[]): Promise<void> {
  if (names.length === 0) return
  await sql`insert into events.property_names as p (brand_id, name, is_kept, event, source, first_seen_at)
    select ${ctx.brandId}, n.name, n.is_kept, n.event, n.source, n.first_seen_at
    from unnest(${names.map((n) => n.name)}::text[], ${names.map((n) => n.isKept)}::boolean[],
      ${names.map((n) => n.event)}::text[], ${names.map((n) => n.source)}::text[],
      ${names.map((n) => n.firstSeenAt)}::timestamptz[]) as n(name, is_kept, event, source, first_seen_at)
    on conflict (brand_id, name) do update set is_kept = p.is_kept or excluded.is_kept`.execute(ctx.db)
}
