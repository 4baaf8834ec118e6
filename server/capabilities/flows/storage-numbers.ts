import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Run, RunEnd, RunState, Taken } from "./model-run.ts"

/** How many came by a step since then. Who has stood where she stands since before, or is out since before, is passed by. */
export async function countCame(ctx: Context, flowId: string, step: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from flows.run_steps s join flows.runs r on r.brand_id = s.brand_id and r.run_id = s.run_id
    where s.brand_id = ${ctx.brandId} and r.flow_id = ${flowId} and s.step = ${step} and s.left_at >= ${since}
      and greatest(r.arrived_at, r.ended_at) >= ${since}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

export type Ways = { readonly step: string; readonly way: string; readonly outcome: string; readonly count: number }

/** How many left each step by which way, of one version or all. */
export async function sumWays(ctx: Context, flowId: string, version: number | null): Promise<Ways[]> {
  const { rows } = await sql<Ways>`
    select step, way, outcome, sum(n)::int as count from flows.step_counts
    where brand_id = ${ctx.brandId} and flow_id = ${flowId} and (${version}::int is null or version = ${version}::int)
    group by 1, 2, 3 order by 1, 4 desc`.execute(ctx.db)
  return rows
}

export type Standing = {
  readonly version: number
  readonly step: string | null
  readonly state: RunState
  readonly end: RunEnd | null
  readonly reached: number
  readonly count: number
}

/** Where everybody stands: by version, step and state. */
export async function countStanding(ctx: Context, flowId: string, version: number | null): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select version, case when state = 'ended' then null else step end as step, state, ended_by as "end",
      (count(*) filter (where goal_at is not null))::int as reached, count(*)::int as count
    from flows.runs where brand_id = ${ctx.brandId} and flow_id = ${flowId} and (${version}::int is null or version = ${version}::int)
    group by 1, 2, 3, 4`.execute(ctx.db)
  return rows
}

/** Why people did not come in, since then. */
export async function countRefused(
  ctx: Context,
  flowId: string,
  since: Date,
): Promise<{ reason: string; count: number }[]> {
  const { rows } = await sql<{ reason: string; count: number }>`
    select outcome as reason, count(*)::int as count from flows.entries
    where brand_id = ${ctx.brandId} and flow_id = ${flowId} and outcome <> 'entered' and decided_at >= ${since}
    group by 1 order by 2 desc`.execute(ctx.db)
  return rows
}

export type FlowCounts = {
  readonly flowId: string
  readonly inside: number
  readonly parked: number
  readonly entered: number
  readonly reached: number
}

/** Every flow of the brand in four numbers; entered and reached since then. */
export async function countFlows(ctx: Context, since: Date): Promise<Map<string, FlowCounts>> {
  const { rows } = await sql<FlowCounts>`
    select flow_id as "flowId", (count(*) filter (where state in ('active', 'paused')))::int as inside,
      (count(*) filter (where state = 'parked'))::int as parked,
      (count(*) filter (where created_at >= ${since}))::int as entered,
      (count(*) filter (where goal_at >= ${since}))::int as reached
    from flows.runs where brand_id = ${ctx.brandId} group by 1`.execute(ctx.db)
  return new Map(rows.map((row) => [row.flowId, row]))
}

export type RunRow = Omit<Run, "facts" | "rounds" | "visit">
const columns =
  sql.raw(`r.run_id as "runId", r.flow_id as "flowId", r.version, r.customer_id as "customerId", r.entered_at as "enteredAt",
  r.state, r.step, r.arrived_at as "arrivedAt", r.due_at as "dueAt", r.goal_at as "goalAt", r.ended_by as "end", r.reason`)

export type PeopleFilter = {
  readonly step?: string | undefined
  readonly way?: string | undefined
  readonly state: "inside" | "parked" | "ended" | "all"
}

/** Who is in a flow or was, those who came last first, after this one. */
export async function selectRuns(
  ctx: Context,
  flowId: string,
  { step, way, state }: PeopleFilter,
  after: string | null,
  limit: number,
): Promise<RunRow[]> {
  const at =
    step === undefined
      ? sql``
      : way === undefined
        ? sql`and r.step = ${step} and r.state <> 'ended'`
        : sql`and exists (select from flows.run_steps s where s.brand_id = r.brand_id and s.run_id = r.run_id and s.step = ${step}
            and coalesce(s.way, 'next') = ${way})`
  const stands =
    state === "inside"
      ? sql`and r.state in ('active', 'paused')`
      : state === "all"
        ? sql``
        : sql`and r.state = ${state}`
  const { rows } = await sql<RunRow>`
    select ${columns} from flows.runs r
    where r.brand_id = ${ctx.brandId} and r.flow_id = ${flowId} ${at} ${stands}
      ${after === null ? sql`` : sql`and r.run_id < ${after}::uuid`}
    order by r.run_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** Her ways through flows, the newest first; of one flow or all. */
export async function selectRunsOf(
  ctx: Context,
  customerIds: readonly string[],
  flowId: string | null,
  limit: number,
): Promise<(RunRow & Pick<Run, "facts">)[]> {
  const { rows } = await sql<RunRow & Pick<Run, "facts">>`
    select ${columns}, r.facts from flows.runs r
    where r.brand_id = ${ctx.brandId} and r.customer_id = any(${[...customerIds]}::uuid[]) and (${flowId}::uuid is null or r.flow_id = ${flowId}::uuid)
    order by r.run_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export async function selectTaken(
  ctx: Context,
  runIds: readonly string[],
): Promise<(Taken & { readonly runId: string })[]> {
  const { rows } = await sql<Taken & { runId: string; seen: Record<string, unknown> | null }>`
    select run_id as "runId", visit, step, arrived_at as "arrivedAt", left_at as "leftAt", outcome, way, next, seen from flows.run_steps
    where brand_id = ${ctx.brandId} and run_id = any(${[...runIds]}::uuid[]) order by run_id, visit`.execute(ctx.db)
  return rows.map((row) => ({ ...row, seen: row.seen ?? {} }))
}

export async function selectEntries(
  ctx: Context,
  flowId: string,
  customerIds: readonly string[],
  limit: number,
): Promise<{ at: Date; outcome: string; runId: string | null }[]> {
  const { rows } = await sql<{ at: Date; outcome: string; runId: string | null }>`
    select at, outcome, run_id as "runId" from flows.entries
    where brand_id = ${ctx.brandId} and flow_id = ${flowId} and customer_id = any(${[...customerIds]}::uuid[])
    order by at desc limit ${limit}`.execute(ctx.db)
  return rows
}

/** Adds the small sums of days that are over up to one row each. */
export async function compactCounts(ctx: Context, before: string): Promise<void> {
  await sql`
    with old as (delete from flows.step_counts where brand_id = ${ctx.brandId} and day < ${before}::date returning *)
    insert into flows.step_counts (brand_id, flow_id, version, step, way, outcome, day, n)
    select brand_id, flow_id, version, step, way, outcome, day, sum(n)::int from old group by 1, 2, 3, 4, 5, 6, 7`.execute(
    ctx.db,
  )
}

/** What became of entries so long ago is forgotten; runs stay. */
export async function forgetEntries(ctx: Context, before: Date): Promise<void> {
  await sql`delete from flows.entries where brand_id = ${ctx.brandId} and decided_at < ${before} and outcome <> 'entered'`.execute(
    ctx.db,
  )
}

/** Letters that each flow has planned from one day of the brand up to another, the last one not included. */
export async function lettersByDay(ctx: Context, from: string, to: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ flowId: string; n: number }>`
    select flow_id as "flowId", sum(n)::int as n from flows.step_counts
    where brand_id = ${ctx.brandId} and day >= ${from}::date and day < ${to}::date and outcome in ('planned', 'instead') group by 1`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ flowId, n }) => [flowId, n]))
}
