import { sql } from "kysely"
import type { Context } from "#kernel/context"
import { Assumptions, Result, type RunState } from "./model.ts"

/** A rehearsal as it is stored; what is played is JSON until `planOf` has read it. */
export type Run = {
  readonly runId: string
  readonly name: string
  readonly draft: unknown
  readonly live: unknown
  readonly assumptions: Assumptions
  readonly starts: Date
  readonly until: Date
  readonly seed: number
  readonly state: RunState
  readonly people: number
  readonly peopleOf: number
  readonly orders: number
  readonly pieces: number
  readonly place: string | null
  readonly result: Result | null
  readonly createdAt: Date
  readonly endedAt: Date | null
  readonly publishedVersion: number | null
  readonly publishedAt: Date | null
}

const columns =
  sql.raw(`run_id as "runId", name, draft, live, assumptions, starts, until, seed, state, people, people_of as "peopleOf",
  orders, pieces, place, result, created_at as "createdAt", ended_at as "endedAt", published_version as "publishedVersion",
  published_at as "publishedAt"`)

type Row = Omit<Run, "assumptions" | "result"> & { readonly assumptions: unknown; readonly result: unknown }
const runOf = (row: Row): Run => ({
  ...row,
  assumptions: Assumptions.parse(row.assumptions),
  result: row.result === null ? null : Result.parse(row.result),
})

type NewRun = Pick<Run, "runId" | "name" | "draft" | "live" | "assumptions" | "starts" | "until" | "seed" | "peopleOf">

export async function insertRun(ctx: Context, run: NewRun): Promise<void> {
  await sql`insert into rehearsal.runs
      (brand_id, run_id, name, draft, live, assumptions, starts, until, seed, people_of, created_at)
    values (${ctx.brandId}, ${run.runId}, ${run.name}, ${JSON.stringify(run.draft)}::jsonb,
      ${run.live === null ? null : JSON.stringify(run.live)}::jsonb, ${JSON.stringify(run.assumptions)}::jsonb,
      ${run.starts}, ${run.until}, ${run.seed}, ${run.peopleOf}, ${ctx.now()})`.execute(ctx.db)
}

export async function selectRun(ctx: Context, runId: string, hold = false): Promise<Run | undefined> {
  const { rows } = await sql<Row>`select ${columns} from rehearsal.runs
    where brand_id = ${ctx.brandId} and run_id = ${runId} ${sql.raw(hold ? "for update" : "")}`.execute(ctx.db)
  return rows.map(runOf)[0]
}

/** The newest first, before this one. */
export async function selectRuns(ctx: Context, before: string | null, limit: number): Promise<Run[]> {
  const { rows } = await sql<Row>`select ${columns} from rehearsal.runs
    where brand_id = ${ctx.brandId} and (${before}::uuid is null or run_id < ${before}::uuid)
    order by run_id desc limit ${limit}`.execute(ctx.db)
  return rows.map(runOf)
}

/** Those whose programme was published, since when it is compared with what comes true. */
export async function selectPublished(ctx: Context): Promise<Run[]> {
  const { rows } = await sql<Row>`select ${columns} from rehearsal.runs
    where brand_id = ${ctx.brandId} and published_version is not null and state = 'done'
    order by published_at desc limit 20`.execute(ctx.db)
  return rows.map(runOf)
}

export async function moveRun(
  ctx: Context,
  runId: string,
  piece: { readonly people: number; readonly orders: number; readonly place: string | null },
): Promise<void> {
  await sql`update rehearsal.runs set people = people + ${piece.people}, orders = orders + ${piece.orders},
      pieces = pieces + 1, place = coalesce(${piece.place}::uuid, place)
    where brand_id = ${ctx.brandId} and run_id = ${runId}`.execute(ctx.db)
}

export async function endRun(ctx: Context, runId: string, state: RunState, result: Result | null): Promise<void> {
  await sql`update rehearsal.runs set state = ${state}, ended_at = ${ctx.now()},
      result = ${result === null ? null : JSON.stringify(result)}::jsonb
    where brand_id = ${ctx.brandId} and run_id = ${runId}`.execute(ctx.db)
}

export async function noteRunPublished(ctx: Context, runId: string, version: number): Promise<void> {
  await sql`update rehearsal.runs set published_version = ${version}, published_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and run_id = ${runId}`.execute(ctx.db)
}
