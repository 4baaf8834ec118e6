import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Setting } from "./lower-rules.ts"
import type { Build } from "./model-segment.ts"
import { keepLoop } from "./storage-touched.ts"

/** Where a brand's segments stand. */
export type Standing = {
  readonly generation: number
  /** A full pass that was begun and not ended. */
  readonly passAt: Date | null
  readonly wantedAt: Date | null
  readonly builtAt: Date | null
  readonly averages: Readonly<Record<string, number>>
  /** What the last pass took documents to mean; null where everybody has to be looked at. */
  readonly settled: Settled | null
}

/** A setting in which everybody was looked at: the day, the clock, the averages, and a digest of all else that counts. */
export type Settled = Pick<Setting, "today" | "now" | "averages"> & { readonly digest: string }

const columns = sql.raw(`generation, pass_at as "passAt", wanted_at as "wantedAt", built_at as "builtAt", averages,
  case when wants_everybody then null else settled end as settled`)

export async function selectStanding(ctx: Context): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select ${columns} from segments.standings where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return rows[0]
}

/**
 * Makes the brand's work ours for a while; undefined while another process has it. `copied` is the last number under which
 * this process has written all of it to ClickHouse: where there is a higher one, somebody died or failed in between, and
 * the next pass looks at everybody.
 */
export async function leaseStanding(
  ctx: Context,
  owner: string,
  leaseMs: number,
  copied: number,
): Promise<Standing | undefined> {
  const lease = () =>
    sql<Standing>`
    update segments.standings set leased_by = ${owner}, leased_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond',
      wants_everybody = wants_everybody or version > greatest(copied_version, ${copied}::bigint), copied_version = version
    where brand_id = ${ctx.brandId} and (leased_by = ${owner} or coalesce(leased_until < clock_timestamp(), true))
    returning ${columns}`.execute(ctx.db)
  const { rows } = await lease()
  if (rows[0]) return rows[0]
  const { numAffectedRows } = await sql`
    insert into segments.standings (brand_id, wanted_at) values (${ctx.brandId}, ${ctx.now()}) on conflict do nothing`.execute(
    ctx.db,
  )
  return numAffectedRows === 1n ? (await lease()).rows[0] : undefined
}

/** Lets go of what this process has taken, of all brands in the platform's context; `copied` by brand as for the lease. */
export async function releaseStandings(
  ctx: Context,
  owner: string,
  copied: ReadonlyMap<string, number>,
): Promise<void> {
  await sql`update segments.standings set leased_by = null, leased_until = null,
      copied_version = greatest(copied_version, (${JSON.stringify(Object.fromEntries(copied))}::jsonb ->> brand_id::text)::bigint)
    where leased_by = ${owner}`.execute(ctx.db)
}

/** A number higher than any before, for what is written to ClickHouse. */
export async function nextVersion(ctx: Context): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update segments.standings set version = version + 1 where brand_id = ${ctx.brandId} returning version`.execute(
    ctx.db,
  )
  return rows[0]?.version ?? 0
}

/** A full pass is wanted; of two the later instant stands. Of everybody, also of those whom time can't have moved, if so. */
export async function wantPass(ctx: Context, at: Date, { ofEverybody = false } = {}): Promise<void> {
  await sql`insert into segments.standings (brand_id, wanted_at, wants_everybody) values (${ctx.brandId}, ${at}, true)
    on conflict (brand_id) do update set wanted_at = greatest(standings.wanted_at, excluded.wanted_at),
      wants_everybody = standings.wants_everybody or ${ofEverybody}`.execute(ctx.db)
  ctx.afterCommit(() => ctx.product.wake(keepLoop))
}

export async function beginPass(ctx: Context, at: Date, averages: Readonly<Record<string, number>>): Promise<void> {
  await sql`update segments.standings set pass_at = ${at}, averages = averages || ${JSON.stringify(averages)}::jsonb
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
  await sql`insert into segments.builds (brand_id, at, started_at) values (${ctx.brandId}, ${at}, ${ctx.now()})
    on conflict (brand_id, at) do nothing`.execute(ctx.db)
}

/** Adds to the averages what is learnt once a day. */
export async function saveHabits(ctx: Context, habits: Readonly<Record<string, number>>): Promise<void> {
  await sql`update segments.standings set averages = averages || ${JSON.stringify(habits)}::jsonb
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
}

export async function countMoved(ctx: Context, at: Date, entered: number, left: number): Promise<void> {
  await sql`update segments.builds set entered = entered + ${entered}, left_count = left_count + ${left}
    where brand_id = ${ctx.brandId} and at = ${at}`.execute(ctx.db)
}

export async function endPass(
  ctx: Context,
  at: Date,
  cost: { durationMs: number; people: number; asked: number; segments: number; rowsRead: number },
  settled: Settled,
): Promise<void> {
  await sql`update segments.standings set pass_at = null, built_at = ${at}, wanted_at = case when wanted_at <= ${at} then null else wanted_at end,
      settled = ${JSON.stringify(settled)}::jsonb,
      wants_everybody = coalesce(wants_everybody and wanted_at > ${at}, false)
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
  await sql`update segments.builds set finished_at = ${ctx.now()}, duration_ms = ${Math.round(cost.durationMs)}, people = ${cost.people}, asked = ${cost.asked},
      segments = ${cost.segments}, rows_read = ${cost.rowsRead}
    where brand_id = ${ctx.brandId} and at = ${at}`.execute(ctx.db)
  await sql`delete from segments.builds where brand_id = ${ctx.brandId} and at < ${at}::timestamptz - interval '90 days'`.execute(
    ctx.db,
  )
}

/** Memberships are true of this instant now, as far as facts go. */
export async function markFresh(ctx: Context, at: Date): Promise<void> {
  await sql`update segments.standings set built_at = greatest(built_at, ${at}) where brand_id = ${ctx.brandId} and built_at is not null`.execute(
    ctx.db,
  )
}

export async function markGeneration(ctx: Context, generation: number): Promise<void> {
  await sql`update segments.standings set generation = ${generation}, wants_everybody = true where brand_id = ${ctx.brandId}`.execute(
    ctx.db,
  )
}

/** The newest first. */
export async function selectBuilds(ctx: Context, limit: number): Promise<Build[]> {
  const { rows } = await sql<Build>`
    select at, finished_at as "finishedAt", duration_ms as "durationMs", people, asked, segments, entered, left_count as left, rows_read as "rowsRead"
    from segments.builds where brand_id = ${ctx.brandId} order by at desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** Brands with something to do: somebody was touched, or a full pass is wanted or under way. The context's own brand only, unless it is the platform's. */
export async function brandsWithWork(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive touched as (
      (select brand_id from segments.touched order by brand_id limit 1)
      union all
      select (select t.brand_id from segments.touched t where t.brand_id > touched.brand_id order by t.brand_id limit 1)
      from touched where touched.brand_id is not null
    )
    select brand_id as id from touched where brand_id is not null
    union
    select brand_id from segments.standings where wanted_at is not null or pass_at is not null`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** What there is to do for a brand: how many were touched, counted over `most` rows at most, since when the first of them waits. */
export async function selectWork(
  ctx: Context,
  most: number,
): Promise<{ isPassWanted: boolean; touched: number; since: Date | null }> {
  const { rows } = await sql<{ isPassWanted: boolean; touched: number; since: Date | null }>`
    select exists (select from segments.standings where brand_id = ${ctx.brandId} and (wanted_at is not null or pass_at is not null)) as "isPassWanted",
      (select coalesce(sum(cardinality(customer_ids)), 0)::int
        from (select customer_ids from segments.touched where brand_id = ${ctx.brandId} limit ${most}) t) as touched,
      (select at from segments.touched where brand_id = ${ctx.brandId} order by seq limit 1) as since`.execute(ctx.db)
  return rows[0] ?? { isPassWanted: false, touched: 0, since: null }
}
