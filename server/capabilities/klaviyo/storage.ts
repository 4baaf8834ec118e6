import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { KlaviyoImport, Problem, Stage, Tally } from "./model.ts"
import { Tally as TallyShape } from "./model.ts"

export type StoredImport = Omit<KlaviyoImport, "failure"> & {
  readonly failure: string | null
  readonly listId: string | null
  readonly cursor: string | null
  readonly run: number
  readonly restarts: number
}

const columns = sql.raw(`import_id as "importId", state, stage, list_id as "listId", cursor, pages, run, restarts,
  changed_since as "changedSince", events_since as "eventsSince", tally, problems, failure, created_at as "createdAt", moved_at as "movedAt", finished_at as "finishedAt"`)
const read = (row: StoredImport): StoredImport => ({ ...row, tally: TallyShape.parse(row.tally) })

export type Key = { readonly sealedKey: string; readonly keyEnding: string; readonly connectedAt: Date }

export async function selectKey(ctx: Context): Promise<Key | undefined> {
  const { rows } =
    await sql<Key>`select sealed_key as "sealedKey", key_ending as "keyEnding", connected_at as "connectedAt"
    from klaviyo.connections where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return rows[0]
}

export async function saveKey(ctx: Context, key: Omit<Key, "connectedAt">): Promise<void> {
  await sql`insert into klaviyo.connections (brand_id, sealed_key, key_ending, connected_at)
    values (${ctx.brandId}, ${key.sealedKey}, ${key.keyEnding}, ${ctx.now()})
    on conflict (brand_id) do update set sealed_key = excluded.sealed_key, key_ending = excluded.key_ending,
      connected_at = excluded.connected_at`.execute(ctx.db)
}

export async function deleteKey(ctx: Context): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from klaviyo.connections where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

export type NewImport = Pick<StoredImport, "importId" | "changedSince" | "eventsSince"> & { readonly keyMark: string }

/** False when an import of the brand has not ended yet. */
export async function insertImport(
  ctx: Context,
  { importId, keyMark, changedSince, eventsSince }: NewImport,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into klaviyo.imports (brand_id, import_id, key_mark, state, stage, changed_since, events_since, actor, created_at, moved_at)
    values (${ctx.brandId}, ${importId}, ${keyMark}, 'running', 'checking', ${changedSince}, ${eventsSince}, ${JSON.stringify(ctx.actor)}::jsonb, ${ctx.now()}, ${ctx.now()})
    on conflict do nothing`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function selectImport(ctx: Context, importId: string, hold = false): Promise<StoredImport | undefined> {
  const { rows } = await sql<StoredImport>`select ${columns} from klaviyo.imports
    where brand_id = ${ctx.brandId} and import_id = ${importId} ${sql.raw(hold ? "for update" : "")}`.execute(ctx.db)
  return rows.map(read)[0]
}

/** The newest first, before this one. */
export async function selectImports(ctx: Context, beforeId: string | null, limit: number): Promise<StoredImport[]> {
  const { rows } = await sql<StoredImport>`select ${columns} from klaviyo.imports
    where brand_id = ${ctx.brandId} and (${beforeId}::uuid is null or import_id < ${beforeId}::uuid)
    order by import_id desc limit ${limit}`.execute(ctx.db)
  return rows.map(read)
}

/** The one import of the brand that has not ended. */
export async function selectUnended(ctx: Context): Promise<StoredImport | undefined> {
  const { rows } = await sql<StoredImport>`select ${columns} from klaviyo.imports
    where brand_id = ${ctx.brandId} and state in ('running', 'paused', 'failed')`.execute(ctx.db)
  return rows.map(read)[0]
}

/** When the last import with this key began that was read to its end. */
export async function selectReadAt(ctx: Context, keyMark: string): Promise<Date | null> {
  const { rows } = await sql<{ readAt: Date | null }>`select max(created_at) as "readAt" from klaviyo.imports
    where brand_id = ${ctx.brandId} and state = 'finished' and key_mark = ${keyMark}`.execute(ctx.db)
  return rows[0]?.readAt ?? null
}

export type Place = { readonly stage: Stage; readonly listId: string | null; readonly cursor: string | null }

/** Moves on by one page, with what it came to. The stage `done` ends the import. */
export async function advanceImport(
  ctx: Context,
  importId: string,
  place: Place & { readonly restarts: number; readonly tally: Tally; readonly problems: number },
): Promise<void> {
  const isDone = place.stage === "done"
  await sql`update klaviyo.imports set stage = ${place.stage}, list_id = ${place.listId}, cursor = ${place.cursor}, pages = pages + 1,
      restarts = ${place.restarts}, tally = ${JSON.stringify(place.tally)}::jsonb, problems = problems + ${place.problems},
      moved_at = ${ctx.now()}, state = ${isDone ? "finished" : "running"}, finished_at = ${isDone ? ctx.now() : null}
    where brand_id = ${ctx.brandId} and import_id = ${importId}`.execute(ctx.db)
}

/** Begins another run, in which effects of earlier ones do nothing. */
export async function restartImport(ctx: Context, importId: string): Promise<void> {
  await sql`update klaviyo.imports set state = 'running', run = run + 1, restarts = 0, failure = null, finished_at = null, moved_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and import_id = ${importId}`.execute(ctx.db)
}

export async function updateState(ctx: Context, importId: string, state: "paused" | "cancelled"): Promise<void> {
  await sql`update klaviyo.imports set state = ${state}, finished_at = ${state === "cancelled" ? ctx.now() : null}
    where brand_id = ${ctx.brandId} and import_id = ${importId}`.execute(ctx.db)
}

export async function updateFailed(ctx: Context, importId: string, run: number, failure: string): Promise<void> {
  await sql`update klaviyo.imports set state = 'failed', failure = ${failure.slice(0, 300)}, finished_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and import_id = ${importId} and run = ${run} and state = 'running'`.execute(ctx.db)
}

export async function insertProblems(ctx: Context, importId: string, problems: readonly Problem[]): Promise<void> {
  if (problems.length === 0) return
  const rows = problems.map((problem) => ({ ...problem, problemId: ctx.id() }))
  await sql`insert into klaviyo.problems (brand_id, import_id, problem_id, kind, item_id, field, code)
    select ${ctx.brandId}, ${importId}, r."problemId", r.kind, r."itemId", r.field, r.code
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("problemId" uuid, kind text, "itemId" text, field text, code text)`.execute(
    ctx.db,
  )
}

export type StoredProblem = Problem & { readonly problemId: string }

export async function selectProblems(
  ctx: Context,
  importId: string,
  { afterId, limit }: { afterId: string | null; limit: number },
): Promise<StoredProblem[]> {
  const { rows } =
    await sql<StoredProblem>`select problem_id as "problemId", kind, item_id as "itemId", field, code from klaviyo.problems
    where brand_id = ${ctx.brandId} and import_id = ${importId} and (${afterId}::uuid is null or problem_id > ${afterId}::uuid)
    order by problem_id limit ${limit}`.execute(ctx.db)
  return rows
}

export async function countProblems(
  ctx: Context,
  importId: string,
): Promise<{ kind: Problem["kind"]; code: Problem["code"]; count: number }[]> {
  const { rows } = await sql<{ kind: Problem["kind"]; code: Problem["code"]; count: number }>`
    select kind, code, count(*)::int as count from klaviyo.problems
    where brand_id = ${ctx.brandId} and import_id = ${importId} group by kind, code order by count(*) desc, code`.execute(
    ctx.db,
  )
  return rows
}
