import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Problem, Row } from "./model.ts"

export type Stage = 1 | 2
export type Part = { readonly chunkNo: number; readonly partNo: number; readonly rows: readonly Row[] }

/** Throws away what earlier attempts have cut. */
export async function deleteParts(ctx: Context, importId: string): Promise<void> {
  await sql`delete from imports.parts where brand_id = ${ctx.brandId} and import_id = ${importId}`.execute(ctx.db)
}

export async function insertParts(
  ctx: Context,
  importId: string,
  attempt: number,
  stage: Stage,
  parts: readonly Part[],
): Promise<void> {
  if (parts.length === 0) return
  const values = parts.map(
    ({ chunkNo, partNo, rows }) =>
      sql`(${ctx.brandId}::uuid, ${importId}::uuid, ${attempt}::int, ${stage}::int, ${chunkNo}::int, ${partNo}::int, ${rows.length}::int,
        ${JSON.stringify(rows.map(({ no, cells }) => [no, ...cells]))}::text)`,
  )
  // Many small parts at once only come from files in an unusual order.
  for (let from = 0; from < values.length; from += 200)
    await sql`insert into imports.parts (brand_id, import_id, attempt, stage, chunk_no, part_no, rows, lines)
      values ${sql.join(values.slice(from, from + 200))}`.execute(ctx.db)
}

/** Makes chunks of what this attempt has cut; from now on it is the one that stands. Returns their numbers. */
export async function insertChunks(
  ctx: Context,
  importId: string,
  cut: { attempt: number; rowsTotal: number; rowsLeftOut: number },
): Promise<number[]> {
  const { rows } = await sql<{ chunkNo: number }>`
    insert into imports.chunks (brand_id, import_id, chunk_no, rows)
    select brand_id, import_id, chunk_no, sum(rows) from imports.parts
    where brand_id = ${ctx.brandId} and import_id = ${importId} and attempt = ${cut.attempt} and stage = 1
    group by brand_id, import_id, chunk_no order by chunk_no
    returning chunk_no as "chunkNo"`.execute(ctx.db)
  await sql`update imports.imports set state = 'running', attempt = ${cut.attempt}, rows_total = ${cut.rowsTotal},
      rows_done = ${cut.rowsLeftOut}, chunks_total = ${rows.length}
    where brand_id = ${ctx.brandId} and import_id = ${importId}`.execute(ctx.db)
  return rows.map((row) => row.chunkNo)
}

/** Chunks that are still to be done. */
export async function selectOpenChunks(ctx: Context, importId: string): Promise<number[]> {
  const { rows } = await sql<{ chunkNo: number }>`select chunk_no as "chunkNo" from imports.chunks
    where brand_id = ${ctx.brandId} and import_id = ${importId} and done_at is null order by chunk_no`.execute(ctx.db)
  return rows.map((row) => row.chunkNo)
}

/** Ends a chunk. False when it was ended before: whoever did it has done its work too. */
export async function endChunk(ctx: Context, importId: string, chunkNo: number): Promise<boolean> {
  const { numAffectedRows } = await sql`update imports.chunks set done_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and import_id = ${importId} and chunk_no = ${chunkNo} and done_at is null`.execute(
    ctx.db,
  )
  return numAffectedRows === 1n
}

/** Takes the lines of a chunk out of what is still to be done, in the order of the files. */
export async function takeParts(ctx: Context, importId: string, attempt: number, chunkNo: number): Promise<Row[]> {
  const { rows } = await sql<{ lines: string }>`
    delete from imports.parts where brand_id = ${ctx.brandId} and import_id = ${importId} and attempt = ${attempt} and stage = 1
      and chunk_no = ${chunkNo} returning lines`.execute(ctx.db)
  return rows.flatMap(({ lines }) => readLines(lines)).sort((a, b) => a.no - b.no)
}

/** Takes the next return slips, of a few chunks at a time, in the order of the files. Empty when all are done. */
export async function takeReturns(ctx: Context, importId: string, attempt: number, atLeast: number): Promise<Row[]> {
  const { rows } = await sql<{ lines: string }>`
    with next as (
      select chunk_no, part_no, sum(rows) over (order by chunk_no, part_no) - rows as before from imports.parts
      where brand_id = ${ctx.brandId} and import_id = ${importId} and attempt = ${attempt} and stage = 2
    )
    delete from imports.parts p using next n where p.brand_id = ${ctx.brandId} and p.import_id = ${importId} and p.attempt = ${attempt}
      and p.stage = 2 and p.chunk_no = n.chunk_no and p.part_no = n.part_no and n.before < ${atLeast}
    returning p.lines`.execute(ctx.db)
  return rows.flatMap(({ lines }) => readLines(lines)).sort((a, b) => a.no - b.no)
}

function readLines(lines: string): Row[] {
  const parsed: [number, ...string[]][] = JSON.parse(lines)
  return parsed.map(([no, ...cells]) => ({ no, cells }))
}

export type AppliedRow = { readonly row: number; readonly targetId: string | null }

/** Writes down what each line became. A line that was dealt with before breaks the transaction: nothing happens twice (F05). */
export async function insertRows(ctx: Context, importId: string, applied: readonly AppliedRow[]): Promise<void> {
  if (applied.length === 0) return
  await sql`insert into imports.rows (brand_id, import_id, row_no, target_id)
    select ${ctx.brandId}, ${importId}, * from unnest(${applied.map((a) => a.row)}::int[], ${applied.map((a) => a.targetId)}::uuid[])`.execute(
    ctx.db,
  )
}

export async function insertProblems(ctx: Context, importId: string, problems: readonly Problem[]): Promise<void> {
  if (problems.length === 0) return
  const counts = new Map<number, number>()
  const rows = problems.map((p) => {
    const problem = counts.get(p.row) ?? 0
    counts.set(p.row, problem + 1)
    return { ...p, problem }
  })
  await sql`insert into imports.problems (brand_id, import_id, row_no, problem, field, code, value)
    select ${ctx.brandId}, ${importId}, row, problem, field, code, value
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(row int, problem int, field text, code text, value text)
    on conflict do nothing`.execute(ctx.db)
}

export type StoredProblem = Problem & { readonly problem: number }

/** The report, line by line. `after` is the last line and problem seen; `code` leaves only one kind. */
export async function selectProblems(
  ctx: Context,
  importId: string,
  page: { after?: readonly [number, number] | undefined; code?: string | undefined; limit: number },
): Promise<StoredProblem[]> {
  const { rows } = await sql<StoredProblem>`select row_no as row, problem, field, code, value from imports.problems
    where brand_id = ${ctx.brandId} and import_id = ${importId}
      ${page.after ? sql`and (row_no, problem) > (${page.after[0]}, ${page.after[1]})` : sql``}
      ${page.code ? sql`and code = ${page.code}` : sql``}
    order by row_no, problem limit ${page.limit}`.execute(ctx.db)
  return rows
}

export async function countProblems(
  ctx: Context,
  importId: string,
): Promise<{ code: string; field: string; count: number }[]> {
  const { rows } = await sql<{ code: string; field: string; count: number }>`
    select code, field, count(*)::int as count from imports.problems where brand_id = ${ctx.brandId} and import_id = ${importId}
    group by code, field order by count desc, code, field`.execute(ctx.db)
  return rows
}
