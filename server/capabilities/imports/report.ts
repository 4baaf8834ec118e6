import { type Context, inTransaction } from "#kernel/context"
import { importById } from "./find-import.ts"
import type { Import, ImportFile, Problem, ProblemCode } from "./model.ts"
import { problemCodes } from "./model.ts"
import { type ReportLine, reportHead, reportLines } from "./problem-rules.ts"
import { countProblems, selectProblems } from "./storage-chunks.ts"
import { selectFiles } from "./storage-files.ts"

/** A page of what is wrong with, or worth knowing about, the lines of an import, in the order of its files. */
export async function importProblems(
  ctx: Context,
  importId: string,
  page: { cursor?: string | undefined; code?: string | undefined; limit: number },
): Promise<{ items: ReportLine[]; cursor: string | null }> {
  return inTransaction(ctx, async (ctx) => {
    const it = await importById(ctx, importId)
    const files = await selectFiles(ctx, importId)
    const rows = await selectProblems(ctx, importId, {
      after: readCursor(page.cursor),
      code: page.code,
      limit: page.limit,
    })
    const last = rows.length === page.limit ? rows.at(-1) : undefined
    return { items: rows.map((row) => lineOf(it, files, row)), cursor: last ? `${last.row}.${last.problem}` : null }
  })
}

/** How often each kind of finding was made, the most frequent first. */
export async function problemCounts(
  ctx: Context,
  importId: string,
): Promise<{ code: ProblemCode; field: string; count: number }[]> {
  const rows = await inTransaction(ctx, (ctx) => countProblems(ctx, importId))
  return rows.flatMap(({ code, field, count }) => {
    const known = problemCodes.find((c) => c === code)
    return known ? [{ code: known, field, count }] : []
  })
}

/** The whole report as CSV. */
export async function reportFile(ctx: Context, importId: string): Promise<string> {
  let text = reportHead()
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: { items: ReportLine[]; cursor: string | null } = await importProblems(ctx, importId, {
      cursor: cursor || undefined,
      limit: 5_000,
    })
    text += reportLines(page.items)
    cursor = page.cursor
  }
  return text
}

const readCursor = (cursor: string | undefined): [number, number] | undefined => {
  const found = /^(\d{1,9})\.(\d{1,4})$/.exec(cursor ?? "")
  return found ? [Number(found[1]), Number(found[2])] : undefined
}

/** Where a line stands, in the words of the person who has the file open. */
export function lineOf(it: Pick<Import, "mapping">, files: readonly ImportFile[], problem: Problem): ReportLine {
  const file = files.findLast((f) => (f.firstRow ?? 0) < problem.row)
  return {
    row: problem.row,
    field: problem.field,
    code: problem.code,
    value: problem.value,
    file: file?.name ?? "",
    rowInFile: problem.row - (file?.firstRow ?? 0),
    column: (it.mapping[problem.field] ?? [problem.field]).join(" + "),
  }
}
