import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { DateOrder, Import, ImportKind, ImportSettings, ImportState, Mapping, Tally } from "./model.ts"
import { ImportSettings as Settings } from "./model.ts"

/** What was settled when the import was started. */
export type Settled = { readonly slots: readonly string[]; readonly dates: DateOrder }
export type StoredImport = Import & {
  readonly reading: Settled | null
  readonly attempt: number
  readonly chunksTotal: number
  readonly chunksDone: number
}

const columns =
  sql.raw(`import_id as "importId", kind, name, source, state, failure, failure_details as "failureDetails", settings, mapping,
  reading, attempt, run, rows_total as "rowsTotal", rows_done as "rowsDone", problems, chunks_total as "chunksTotal",
  chunks_done as "chunksDone", created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt",
  jsonb_build_object('created', created, 'changed', changed, 'unchanged', unchanged, 'returned', returned, 'skipped', skipped,
    'refused', refused) as tally`)

const read = (row: StoredImport): StoredImport => ({ ...row, settings: Settings.parse(row.settings) })

export async function insertImport(
  ctx: Context,
  it: { importId: string; kind: ImportKind; name: string; source: string; settings: ImportSettings },
): Promise<void> {
  await sql`insert into imports.imports (brand_id, import_id, kind, name, source, state, settings, actor, created_at)
    values (${ctx.brandId}, ${it.importId}, ${it.kind}, ${it.name}, ${it.source}, 'uploading', ${JSON.stringify(it.settings)}::jsonb,
      ${JSON.stringify(ctx.actor)}::jsonb, ${ctx.now()})`.execute(ctx.db)
}

export async function selectImport(ctx: Context, importId: string): Promise<StoredImport | undefined> {
  const { rows } = await sql<StoredImport>`select ${columns} from imports.imports
    where brand_id = ${ctx.brandId} and import_id = ${importId}`.execute(ctx.db)
  return rows.map(read)[0]
}

/** The import, held until the transaction ends. */
export async function lockImport(ctx: Context, importId: string): Promise<StoredImport | undefined> {
  const { rows } = await sql<StoredImport>`select ${columns} from imports.imports
    where brand_id = ${ctx.brandId} and import_id = ${importId} for update`.execute(ctx.db)
  return rows.map(read)[0]
}

/** Newest first; `before` is the id of the last one seen. */
export async function selectImports(ctx: Context, before: string | undefined, limit: number): Promise<StoredImport[]> {
  const { rows } = await sql<StoredImport>`select ${columns} from imports.imports
    where brand_id = ${ctx.brandId} ${before ? sql`and import_id < ${before}::uuid` : sql``}
    order by import_id desc limit ${limit}`.execute(ctx.db)
  return rows.map(read)
}

/** The newest import of these very files that has not ended: the one to go on with. */
export async function selectUnended(ctx: Context, kind: ImportKind, source: string): Promise<StoredImport[]> {
  const { rows } = await sql<StoredImport>`select ${columns} from imports.imports
    where brand_id = ${ctx.brandId} and kind = ${kind} and source = ${source} and state in ('splitting', 'running', 'paused', 'failed')
    order by import_id desc limit 20`.execute(ctx.db)
  return rows.map(read)
}

export async function updateChoice(
  ctx: Context,
  importId: string,
  choice: { mapping: Mapping; settings: ImportSettings; state: ImportState },
): Promise<void> {
  await sql`update imports.imports set mapping = ${JSON.stringify(choice.mapping)}::jsonb, settings = ${JSON.stringify(choice.settings)}::jsonb,
    state = ${choice.state} where brand_id = ${ctx.brandId} and import_id = ${importId}`.execute(ctx.db)
}

/** Begins, or goes on: effects of earlier runs do nothing from now on. */
export async function updateStarted(
  ctx: Context,
  importId: string,
  state: ImportState,
  settled: Settled | null,
): Promise<number> {
  const { rows } = await sql<{ run: number }>`
    update imports.imports set state = ${state}, run = run + 1, reading = coalesce(${settled ? JSON.stringify(settled) : null}::jsonb, reading),
      started_at = coalesce(started_at, ${ctx.now()}), finished_at = null, failure = null, failure_details = null
    where brand_id = ${ctx.brandId} and import_id = ${importId} returning run`.execute(ctx.db)
  return rows[0]?.run ?? 0
}

export async function updateState(ctx: Context, importId: string, state: ImportState): Promise<void> {
  const ended = state === "finished" || state === "cancelled"
  await sql`update imports.imports set state = ${state}, finished_at = ${ended ? ctx.now() : null}
    where brand_id = ${ctx.brandId} and import_id = ${importId}`.execute(ctx.db)
}

export async function updateFailed(
  ctx: Context,
  importId: string,
  run: number,
  failure: string,
  details: object,
): Promise<void> {
  await sql`update imports.imports set state = 'failed', failure = ${failure}, failure_details = ${JSON.stringify(details)}::jsonb,
      finished_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and import_id = ${importId} and run = ${run} and state in ('splitting', 'running')`.execute(
    ctx.db,
  )
}

export type Done = { readonly rows: number; readonly chunks: number; readonly problems: number; readonly tally: Tally }

/** Adds what a chunk came to. Held until the transaction ends, so that exactly one chunk sees that it was the last. */
export async function addDone(ctx: Context, importId: string, done: Done): Promise<StoredImport> {
  const { tally } = done
  const { rows } = await sql<StoredImport>`
    update imports.imports set rows_done = rows_done + ${done.rows}, chunks_done = chunks_done + ${done.chunks},
      problems = problems + ${done.problems}, created = created + ${tally.created}, changed = changed + ${tally.changed},
      unchanged = unchanged + ${tally.unchanged}, returned = returned + ${tally.returned}, skipped = skipped + ${tally.skipped},
      refused = refused + ${tally.refused}
    where brand_id = ${ctx.brandId} and import_id = ${importId} returning ${columns}`.execute(ctx.db)
  const [row] = rows
  if (!row) throw new Error("an import vanished while it ran")
  return read(row)
}

/** What somebody chose for a source; `columns` are those they saw, empty where that isn't known. */
export type SavedLayout = {
  readonly mapping: Mapping
  readonly settings: ImportSettings
  readonly columns: readonly string[]
}

export async function saveLayout(ctx: Context, kind: ImportKind, source: string, layout: SavedLayout): Promise<void> {
  await sql`insert into imports.layouts (brand_id, kind, source, mapping, settings, columns, saved_at)
    values (${ctx.brandId}, ${kind}, ${source}, ${JSON.stringify(layout.mapping)}::jsonb, ${JSON.stringify(layout.settings)}::jsonb, ${[...layout.columns]}::text[], ${ctx.now()})
    on conflict (brand_id, kind, source) do update set mapping = excluded.mapping, settings = excluded.settings,
      columns = excluded.columns, saved_at = excluded.saved_at`.execute(ctx.db)
}

export async function selectLayout(ctx: Context, kind: ImportKind, source: string): Promise<SavedLayout | undefined> {
  const { rows } = await sql<{
    mapping: Mapping
    settings: unknown
    columns: string[] | null
  }>`select mapping, settings, columns from imports.layouts
    where brand_id = ${ctx.brandId} and kind = ${kind} and source = ${source}`.execute(ctx.db)
  return rows.map(({ mapping, settings, columns }) => ({
    mapping,
    settings: Settings.parse(settings),
    columns: columns ?? [],
  }))[0]
}

/** With its files and everything that was cut from them. */
export async function deleteImport(ctx: Context, importId: string): Promise<void> {
  await sql`delete from imports.imports where brand_id = ${ctx.brandId} and import_id = ${importId}`.execute(ctx.db)
}
