import { type Context, platformBrandId } from "#kernel/context"

/** What the projection writes to ClickHouse, and how it makes room for writing it anew. */
export const insertFacts = (ctx: Context, rows: readonly object[], token: string): Promise<void> =>
  ctx.facts.insert("events", rows, token)

export const insertOwners = (ctx: Context, rows: readonly object[], token: string): Promise<void> =>
  rows.length === 0 ? Promise.resolve() : ctx.facts.insert("customer_owner", rows, `${token}:owners`)

/** The generation that ClickHouse holds for this scope; 0 when it knows nothing of us. */
export async function heldGeneration(ctx: Context): Promise<number> {
  const rows = await ctx.facts.rows<{ generation: number }>(
    ctx.brandId,
    "select max(generation) as generation from projections where brand_id = {brand:UUID} and name = 'inbox'",
  )
  return Number(rows[0]?.generation ?? 0)
}

export const markGeneration = (ctx: Context, generation: number): Promise<void> =>
  ctx.facts.insert(
    "projections",
    [{ brand_id: ctx.brandId, name: "inbox", generation }],
    `mark:${ctx.brandId}:${generation}`,
  )

/** Removes what was copied: everything, or one brand's when asked for in its context. */
export async function clearFacts(ctx: Context): Promise<void> {
  for (const table of ["events", "customer_day", "customer_history", "customer_owner"])
    await (ctx.brandId === platformBrandId
      ? ctx.facts.command(`truncate table ${table}`)
      : ctx.facts.command(`delete from ${table} where brand_id = {brand:UUID}`, { brand: ctx.brandId }))
}

/** Facts of a brand by day, from the events themselves, from the rollup and from the history; they must be the same. */
export async function dailyCounts(
  ctx: Context,
): Promise<{ day: string; events: number; rollup: number; history: number }[]> {
  const rows = await ctx.facts.rows<{ day: string; events: string; rollup: string; history: string }>(
    ctx.brandId,
    `select day, sum(e) as events, sum(r) as rollup, sum(h) as history from (
       select day, count() as e, 0 as r, 0 as h from events where brand_id = {brand:UUID} group by day
       union all
       select day, 0 as e, sum(cnt) as r, 0 as h from customer_day where brand_id = {brand:UUID} group by day
       union all
       select d as day, 0 as e, 0 as r, sum(n) as h from customer_history array join days as d, counts as n
       where brand_id = {brand:UUID} group by d
     ) group by day order by day`,
  )
  return rows.map(({ day, events, rollup, history }) => ({
    day,
    events: Number(events),
    rollup: Number(rollup),
    history: Number(history),
  }))
}

/** Reads every column of a brand's facts, so that a damaged file is found before somebody needs it (F23). Throws when it is. */
export async function readThrough(ctx: Context): Promise<void> {
  await ctx.facts.rows(ctx.brandId, "select sum(cityHash64(*)) as hash from events where brand_id = {brand:UUID}")
  await ctx.facts.rows(ctx.brandId, "select sum(cityHash64(*)) as hash from customer_day where brand_id = {brand:UUID}")
  await ctx.facts.rows(
    ctx.brandId,
    "select sum(cityHash64(*)) as hash from customer_history where brand_id = {brand:UUID}",
  )
}

/** How many facts of a brand ClickHouse holds that were received before a whole second. */
export async function receivedCount(ctx: Context, before: Date): Promise<number> {
  const rows = await ctx.facts.rows<{ count: string }>(
    ctx.brandId,
    "select count() as count from events where brand_id = {brand:UUID} and received_at < toDateTime({before:UInt32}, 'UTC')",
    { before: before.getTime() / 1_000 },
  )
  return Number(rows[0]?.count ?? 0)
}

/** Removes these customers: hidden at once, or (`isHard`) rewritten out of the files, which takes a while. */
export async function deleteFactsOf(ctx: Context, customerIds: readonly string[], isHard: boolean): Promise<void> {
  const params = { brand: ctx.brandId, ids: [...customerIds] }
  const theirs = "brand_id = {brand:UUID} and customer_id in {ids:Array(UUID)}"
  for (const table of ["events", "customer_day", "customer_history", "customer_owner"])
    await (isHard
      ? ctx.facts.command(`alter table ${table} delete where ${theirs} settings mutations_sync = 1`, params)
      : ctx.facts.command(`delete from ${table} where ${theirs}`, params))
}
