import { type Context, inTransaction } from "#kernel/context"
import { cleanCell, readId } from "./cell-rules.ts"
import { ImportError } from "./errors.ts"
import { groupFieldOf } from "./field-rules.ts"
import { fileRows } from "./read-file.ts"
import { splitterOf } from "./split-rules.ts"
import { lockImport, type StoredImport } from "./storage.ts"
import { deleteParts, insertChunks, insertParts } from "./storage-chunks.ts"
import { selectFiles, updateFirstRow } from "./storage-files.ts"

/** Lines in a chunk, about: enough that statements are few, little enough that a chunk takes a fraction of a second. */
export const chunkRows = 1_500

/**
 * Cuts the files of an import into chunks (`splitterOf`) and lets it run. Nothing is seen of an attempt until its last
 * transaction, in which `andThen` runs: one that was cut short leaves only parts that the next attempt throws away.
 */
export async function splitFiles(
  ctx: Context,
  it: StoredImport,
  attempt: number,
  andThen: (ctx: Context, chunks: readonly number[]) => Promise<void>,
): Promise<void> {
  const { importId } = it
  const slots = it.reading?.slots ?? []
  await inTransaction(ctx, (ctx) => deleteParts(ctx, importId))
  const splitter = splitterOf(chunkRows)
  const keyOf = groupKeyOf(it, slots)
  const write = (parts: ReturnType<typeof splitter.take>) =>
    inTransaction(ctx, (ctx) => insertParts(ctx, importId, attempt, 1, parts))
  let rowsTotal = 0
  let offset = 0
  const firstRows: { fileNo: number; offset: number }[] = []
  for (const file of await inTransaction(ctx, (ctx) => selectFiles(ctx, importId))) {
    const { layout } = file
    if (!layout) throw ImportError.NoFile({ field: "files" })
    firstRows.push({ fileNo: file.fileNo, offset })
    let last = 0
    for await (const { rowInFile, cells } of fileRows(ctx, importId, { ...file, layout }, slots)) {
      last = rowInFile
      rowsTotal++
      splitter.add({ no: offset + rowInFile, cells }, keyOf(cells))
      const ready = splitter.take()
      if (ready.length > 0) await write(ready)
    }
    offset += last
  }
  await write(splitter.end())
  await inTransaction(ctx, async (ctx) => {
    const now = await lockImport(ctx, importId)
    if (now?.state !== "splitting" || now.run !== it.run) return
    for (const { fileNo, offset } of firstRows) await updateFirstRow(ctx, importId, fileNo, offset)
    await andThen(ctx, await insertChunks(ctx, importId, { attempt, rowsTotal, rowsLeftOut: splitter.leftOut() }))
  })
}

/** What a line belongs to, by its cells. */
export function groupKeyOf(
  { kind, mapping }: Pick<StoredImport, "kind" | "mapping">,
  slots: readonly string[],
): (cells: readonly string[]) => string {
  const field = groupFieldOf(kind)
  const places = (field ? (mapping[field] ?? []) : []).map((column) => slots.indexOf(column))
  const [only] = places
  if (places.length === 1 && only !== undefined) return (cells) => readId(cleanCell(cells[only] ?? ""))
  return (cells) =>
    places
      .map((place) => cleanCell(cells[place] ?? ""))
      .join(" ")
      .trim()
}
