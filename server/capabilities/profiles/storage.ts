import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Quintiles } from "./rfm-rules.ts"
import type { Stage } from "./stage-rules.ts"

export type Standing = {
  readonly customerId: string
  readonly stage: Stage
  readonly stageSince: Date
  /** -100 to 100. */
  readonly mood: number | null
  readonly engagement: number
}

/** Writes where people stand. Returns those for whom something is not what it was. */
export async function writeStandings(ctx: Context, standings: readonly Standing[]): Promise<string[]> {
  const { rows } = await sql<{ id: string; changed: boolean }>`
    insert into profiles.standings as s (brand_id, customer_id, stage, stage_since, mood, engagement, looked_at)
    select ${ctx.brandId}, r."customerId", r.stage, r."stageSince", r.mood, r.engagement, ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(standings)}::jsonb) as r("customerId" uuid, stage text, "stageSince" timestamptz, mood int,
      engagement int)
    on conflict (brand_id, customer_id) do update set stage = excluded.stage, stage_since = excluded.stage_since,
      mood = excluded.mood, engagement = excluded.engagement, looked_at = excluded.looked_at
    returning customer_id as id, (old.customer_id is null or (old.stage, old.mood, old.engagement) is distinct from
      (new.stage, new.mood, new.engagement)) as changed`.execute(ctx.db)
  return rows.filter(({ changed }) => changed).map(({ id }) => id)
}

export async function selectStandings(ctx: Context, customerIds: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select customer_id as "customerId", stage, stage_since as "stageSince", mood, engagement from profiles.standings
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  return rows
}

export async function countStages(ctx: Context): Promise<{ stage: Stage; people: number }[]> {
  const { rows } = await sql<{ stage: Stage; people: number }>`
    select stage, count(*)::int as people from profiles.standings where brand_id = ${ctx.brandId} group by 1`.execute(
    ctx.db,
  )
  return rows
}

export async function writeQuintiles(ctx: Context, { madeAt, ...body }: Quintiles): Promise<void> {
  await sql`insert into profiles.quintiles (brand_id, body, made_at) values (${ctx.brandId}, ${JSON.stringify(body)}::jsonb, ${madeAt})
    on conflict (brand_id) do update set body = excluded.body, made_at = excluded.made_at`.execute(ctx.db)
}

export async function selectQuintiles(ctx: Context): Promise<Quintiles | undefined> {
  const { rows } = await sql<{ body: Omit<Quintiles, "madeAt">; madeAt: Date }>`
    select body, made_at as "madeAt" from profiles.quintiles where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return rows[0] && { ...rows[0].body, madeAt: rows[0].madeAt }
}

/** Everything kept of these people. */
export async function deletePeople(ctx: Context, customerIds: readonly string[]): Promise<void> {
  for (const table of ["conversations", "partner_values", "standings"])
    await sql`delete from profiles.${sql.raw(table)}
      where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}
