import { sql } from "kysely"
import { intArray, jsonArray, textArray, timeArray, uuidArray } from "#kernel/arrays"
import type { Context } from "#kernel/context"
import type { Run, RunEnd, Taken } from "./model-run.ts"

// A float of seconds is a millionth of a millisecond short now and then; exact numbers cost three times as much.
const millis = (column: string) => `floor(date_part('epoch', r.${column}) * 1000 + 0.001)`
const columns = sql.raw(`r.run_id as "runId", r.flow_id as "flowId", r.version, r.customer_id as "customerId",
  ${millis("entered_at")} as "enteredMs", r.facts, r.state, r.step, ${millis("arrived_at")} as "arrivedMs",
  ${millis("due_at")} as "dueMs", r.visit, nullif(r.rounds, '[]') as rounds, ${millis("goal_at")} as "goalMs", r.ended_by as "end", r.reason`)

type Row = Omit<Run, "enteredAt" | "arrivedAt" | "dueAt" | "goalAt" | "rounds"> & {
  readonly rounds: Run["rounds"] | null
  readonly enteredMs: number
  readonly arrivedMs: number
  readonly dueMs: number | null
  readonly goalMs: number | null
}

/** Instants come as milliseconds: read as text they are a third of what a run costs to read. */
const runOf = (row: Row): Run => ({
  runId: row.runId,
  flowId: row.flowId,
  version: row.version,
  customerId: row.customerId,
  facts: row.facts,
  state: row.state,
  step: row.step,
  visit: row.visit,
  rounds: row.rounds ?? [],
  end: row.end,
  reason: row.reason,
  enteredAt: new Date(row.enteredMs),
  arrivedAt: new Date(row.arrivedMs),
  dueAt: row.dueMs === null ? null : new Date(row.dueMs),
  goalAt: row.goalMs === null ? null : new Date(row.goalMs),
})

/** Which of these brands have somebody due. In the platform's context. */
export async function brandsDue(ctx: Context, brandIds: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from unnest(${[...brandIds]}::uuid[]) as b(id)
    where exists (select from flows.runs r where r.brand_id = b.id and r.state = 'active' and r.due_at <= ${now})`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}

/** The runs that have been due longest, ours until the transaction ends; what others have in hand is passed by. */
export async function claimDue(ctx: Context, now: Date, limit: number): Promise<Run[]> {
  const { rows } = await sql<Row>`
    select ${columns} from flows.runs r
    where r.brand_id = ${ctx.brandId} and r.state = 'active' and r.due_at <= ${now}
    order by r.due_at limit ${limit} for update skip locked`.execute(ctx.db)
  return rows.map(runOf)
}

/** One of them by itself; undefined when it is no longer due, or in other hands. */
export async function claimOne(
  ctx: Context,
  { flowId, runId }: Pick<Run, "flowId" | "runId">,
  now: Date,
): Promise<Run | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from flows.runs r
    where r.brand_id = ${ctx.brandId} and r.flow_id = ${flowId} and r.run_id = ${runId} and r.state = 'active' and r.due_at <= ${now}
    for update skip locked`.execute(ctx.db)
  return rows.map(runOf)[0]
}

const iso = (at: Date | null) => at?.toISOString() ?? null

/** Writes runs back as they are now. Facts and rounds only where `before` had others: most runs carry the same on. */
export async function updateRuns(
  ctx: Context,
  runs: readonly { readonly run: Run; readonly before: Run }[],
): Promise<void> {
  if (runs.length === 0) return
  const of = <T>(value: (run: Run) => T) => runs.map(({ run }) => value(run))
  const facts = jsonArray(runs.map(({ run, before }) => (run.facts === before.facts ? null : run.facts)))
  const rounds = jsonArray(runs.map(({ run, before }) => (sameRounds(run, before) ? null : run.rounds)))
  await sql`
    update flows.runs r set state = x.state, step = x.step, arrived_at = x.arrived_at, due_at = x.due_at, visit = x.visit,
      facts = coalesce(x.facts::jsonb, r.facts), rounds = coalesce(x.rounds::jsonb, r.rounds),
      goal_at = x.goal_at, ended_by = x.ended_by, reason = x.reason,
      ended_at = case when x.state = 'ended' then ${ctx.now()}::timestamptz end
    from unnest(${uuidArray(of((r) => r.flowId))}::uuid[], ${uuidArray(of((r) => r.runId))}::uuid[], ${textArray(of((r) => r.state))}::text[], ${textArray(of((r) => r.step))}::text[],
      ${timeArray(of((r) => r.arrivedAt))}::timestamptz[], ${timeArray(of((r) => r.dueAt))}::timestamptz[],
      ${intArray(of((r) => r.visit))}::int[], ${facts}::text[], ${rounds}::text[], ${timeArray(of((r) => r.goalAt))}::timestamptz[],
      ${textArray(of((r) => r.end))}::text[], ${textArray(of((r) => r.reason))}::text[])
      as x(flow_id, run_id, state, step, arrived_at, due_at, visit, facts, rounds, goal_at, ended_by, reason)
    where r.brand_id = ${ctx.brandId} and r.flow_id = x.flow_id and r.run_id = x.run_id`.execute(ctx.db)
}

const sameRounds = (a: Run, b: Run) => a.rounds === b.rounds || (a.rounds.length === 0 && b.rounds.length === 0)

export async function insertRuns(ctx: Context, runs: readonly Run[]): Promise<void> {
  if (runs.length === 0) return
  await sql`
    insert into flows.runs (brand_id, run_id, flow_id, version, customer_id, came_as, entered_at, created_at, facts, state, step,
      arrived_at, due_at, visit)
    select ${ctx.brandId}, x.run_id, x.flow_id, x.version, x.customer_id, x.customer_id, x.entered_at, ${ctx.now()}, x.facts, x.state,
      x.step, x.arrived_at, x.due_at, x.visit
    from unnest(${runs.map((r) => r.runId)}::uuid[], ${runs.map((r) => r.flowId)}::uuid[], ${runs.map((r) => r.version)}::int[],
      ${runs.map((r) => r.customerId)}::uuid[], ${runs.map((r) => iso(r.enteredAt))}::timestamptz[],
      ${runs.map((r) => JSON.stringify(r.facts))}::jsonb[], ${runs.map((r) => r.state)}::text[], ${runs.map((r) => r.step)}::text[],
      ${runs.map((r) => iso(r.arrivedAt))}::timestamptz[], ${runs.map((r) => iso(r.dueAt))}::timestamptz[],
      ${runs.map((r) => r.visit)}::int[])
      as x(run_id, flow_id, version, customer_id, entered_at, facts, state, step, arrived_at, due_at, visit)`.execute(
    ctx.db,
  )
}

/** The steps that somebody has taken in one go, one after the other. */
export type Go = { readonly runId: string; readonly taken: readonly Taken[] }

/** Keeps what was done and why. */
export async function insertGoes(ctx: Context, all: readonly Go[]): Promise<void> {
  const goes = all.flatMap(({ runId, taken }) => (taken[0] ? [{ runId, first: taken[0], steps: asJson(taken) }] : []))
  if (goes.length === 0) return
  await sql`
    insert into flows.run_goes (brand_id, run_id, visit, arrived_at, steps)
    select ${ctx.brandId}, x.run_id, x.visit, x.arrived_at, x.steps::json
    from unnest(${uuidArray(goes.map(({ runId }) => runId))}::uuid[], ${intArray(goes.map(({ first }) => first.visit))}::int[],
      ${timeArray(goes.map(({ first }) => first.arrivedAt))}::timestamptz[], ${textArray(goes.map(({ steps }) => steps))}::text[])
      as x(run_id, visit, arrived_at, steps)`.execute(ctx.db)
}

const asJson = (taken: readonly Taken[]): string =>
  JSON.stringify(
    taken.map(({ step, outcome, way, next, leftAt, seen }) => [
      step,
      outcome,
      way,
      next,
      leftAt.getTime(),
      isEmpty(seen) ? null : seen,
    ]),
  )

function isEmpty(seen: object): boolean {
  for (const _key in seen) return false
  return true
}

export type StepCount = {
  readonly flowId: string
  readonly version: number
  readonly step: string
  readonly way: string
  readonly outcome: string
  readonly day: string
  readonly n: number
}

export async function insertCounts(ctx: Context, counts: readonly StepCount[]): Promise<void> {
  if (counts.length === 0) return
  await sql`insert into flows.step_counts (brand_id, flow_id, version, step, way, outcome, day, n)
    select ${ctx.brandId}, x.* from unnest(${counts.map((c) => c.flowId)}::uuid[], ${counts.map((c) => c.version)}::int[],
      ${counts.map((c) => c.step)}::text[], ${counts.map((c) => c.way)}::text[], ${counts.map((c) => c.outcome)}::text[],
      ${counts.map((c) => c.day)}::date[], ${counts.map((c) => c.n)}::int[]) as x`.execute(ctx.db)
}

/** A version, and an event by which its people may have to be looked at at once. */
export type Listening = { readonly flowId: string; readonly version: number; readonly name: string }

/** Those of these people who may wait for what has just happened are looked at next. Doing so for nothing does no harm. */
export async function wakeRuns(
  ctx: Context,
  happened: readonly { readonly customerId: string; readonly name: string }[],
  listening: readonly Listening[],
): Promise<number> {
  if (happened.length === 0 || listening.length === 0) return 0
  const { numAffectedRows } = await sql`
    update flows.runs r set due_at = ${ctx.now()}
    where r.brand_id = ${ctx.brandId} and r.state = 'active' and r.due_at > ${ctx.now()}
      and r.customer_id = any(${happened.map((h) => h.customerId)}::uuid[])
      and exists (select from unnest(${happened.map((h) => h.customerId)}::uuid[], ${happened.map((h) => h.name)}::text[]) as h(customer_id, name)
        join unnest(${listening.map((l) => l.flowId)}::uuid[], ${listening.map((l) => l.version)}::int[], ${listening.map((l) => l.name)}::text[])
          as l(flow_id, version, name) on l.name = h.name
        where h.customer_id = r.customer_id and l.flow_id = r.flow_id and l.version = r.version)`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** Runs that have ended without their goal and began after `since`: she may still reach it. */
export async function selectPastRuns(
  ctx: Context,
  customerIds: readonly string[],
  flowIds: readonly string[],
  since: Date,
): Promise<Run[]> {
  if (customerIds.length === 0 || flowIds.length === 0) return []
  const { rows } = await sql<Row>`select ${columns} from flows.runs r
    where r.brand_id = ${ctx.brandId} and r.customer_id = any(${[...customerIds]}::uuid[]) and r.flow_id = any(${[...flowIds]}::uuid[])
      and r.state = 'ended' and r.goal_at is null and r.entered_at >= ${since}`.execute(ctx.db)
  return rows.map(runOf)
}

export async function setGoals(
  ctx: Context,
  reached: readonly { readonly flowId: string; readonly runId: string; readonly at: Date }[],
): Promise<void> {
  if (reached.length === 0) return
  await sql`update flows.runs r set goal_at = x.at
    from unnest(${reached.map((r) => r.flowId)}::uuid[], ${reached.map((r) => r.runId)}::uuid[], ${reached.map((r) => iso(r.at))}::timestamptz[])
      as x(flow_id, run_id, at)
    where r.brand_id = ${ctx.brandId} and r.flow_id = x.flow_id and r.run_id = x.run_id and r.goal_at is null`.execute(
    ctx.db,
  )
}

/** Ends whoever stands in a flow, or at some of its steps. Returns how many. */
export async function endRuns(
  ctx: Context,
  flowId: string,
  end: RunEnd,
  which: { readonly version?: number; readonly state?: "parked"; readonly step?: string } = {},
): Promise<number> {
  const { numAffectedRows } = await sql`
    update flows.runs set state = 'ended', ended_by = ${end}, due_at = null, ended_at = ${ctx.now()}, rounds = '[]'
    where brand_id = ${ctx.brandId} and flow_id = ${flowId} and state <> 'ended'
      and (${which.version ?? null}::int is null or version = ${which.version ?? null}::int)
      and (${which.state ?? null}::text is null or state = ${which.state ?? null}::text)
      and (${which.step ?? null}::text is null or step = ${which.step ?? null}::text)`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

/** Everybody stands still, or goes on. While they stand, times pass: what has come due meanwhile is done on resuming. */
export async function holdRuns(ctx: Context, flowId: string, isHeld: boolean): Promise<void> {
  const [from, to] = isHeld ? ["active", "paused"] : ["paused", "active"]
  await sql`update flows.runs set state = ${to} where brand_id = ${ctx.brandId} and flow_id = ${flowId} and state = ${from}`.execute(
    ctx.db,
  )
}

/**
 * People who are inside go on in another version from the step at which they stand. Who stands at a step that it does not have
 * is parked, with the reason (F73); who is in a repeat that it does not have, too.
 */
export async function moveRuns(
  ctx: Context,
  flowId: string,
  version: number,
  stepIds: readonly string[],
): Promise<{ moved: number; parked: number }> {
  const { rows } = await sql<{ state: string; n: number }>`
    with moved as (
      update flows.runs r set version = ${version},
        state = case when r.step = any(${[...stepIds]}::text[]) and not exists (
            select from jsonb_array_elements(r.rounds) x where not (x->>'step' = any(${[...stepIds]}::text[])))
          then r.state else 'parked' end,
        reason = case when r.step = any(${[...stepIds]}::text[]) and not exists (
            select from jsonb_array_elements(r.rounds) x where not (x->>'step' = any(${[...stepIds]}::text[])))
          then r.reason else 'step-removed' end,
        due_at = case when r.state = 'active' and r.step = any(${[...stepIds]}::text[]) then ${ctx.now()} else r.due_at end
      where r.brand_id = ${ctx.brandId} and r.flow_id = ${flowId} and r.state in ('active', 'paused') and r.version <> ${version}
      returning r.state)
    select state, count(*)::int as n from moved group by 1`.execute(ctx.db)
  const parked = rows.find((row) => row.state === "parked")?.n ?? 0
  return { moved: rows.reduce((sum, row) => sum + row.n, 0) - parked, parked }
}

/** Who is parked goes on from a step of this version. */
export async function unpark(
  ctx: Context,
  flowId: string,
  from: string | undefined,
  to: string,
  version: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update flows.runs set state = 'active', reason = null, step = ${to}, version = ${version}, arrived_at = ${ctx.now()},
      due_at = ${ctx.now()}, rounds = '[]'
    where brand_id = ${ctx.brandId} and flow_id = ${flowId} and state = 'parked'
      and (${from ?? null}::text is null or step = ${from ?? null}::text)`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}
