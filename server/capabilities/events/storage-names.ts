import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type SeenName = {
  readonly name: string
  readonly isCounted: boolean
  readonly source: string
  readonly firstSeenAt: Date
}

/** The names that are counted by name, and the few that are kept of those beyond; in the order they came. */
export async function selectNames(ctx: Context): Promise<SeenName[]> {
  const { rows } = await sql<SeenName>`
    select name, is_counted as "isCounted", source, first_seen_at as "firstSeenAt" from events.names
    where brand_id = ${ctx.brandId} order by first_seen_at, name`.execute(ctx.db)
  return rows
}

export async function insertNames(ctx: Context, names: readonly SeenName[]): Promise<void> {
  if (names.length === 0) return
  await sql`insert into events.names (brand_id, name, is_counted, source, first_seen_at)
    select ${ctx.brandId}, n.name, n.is_counted, n.source, n.first_seen_at
    from unnest(${names.map((n) => n.name)}::text[], ${names.map((n) => n.isCounted)}::boolean[],
      ${names.map((n) => n.source)}::text[], ${names.map((n) => n.firstSeenAt)}::timestamptz[])
      as n(name, is_counted, source, first_seen_at)
    on conflict (brand_id, name) do nothing`.execute(ctx.db)
}
