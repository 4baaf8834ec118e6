import { type Context, inTransaction } from "#kernel/context"
import { csvRows, isEmptyRow } from "./csv-rows.ts"
import { ImportError } from "./errors.ts"
import type { FileLayout, ImportFile } from "./model.ts"
import { selectBytes } from "./storage-files.ts"

const sliceBytes = 1_048_576

/** The bytes of a file, a megabyte at a time. */
export async function* bytesOf(
  ctx: Context,
  importId: string,
  file: Pick<ImportFile, "fileNo" | "pieces" | "name">,
): AsyncGenerator<Buffer> {
  for (let pieceNo = 0; pieceNo < file.pieces; pieceNo++) {
    for (let from = 0; ; from += sliceBytes) {
      const slice = await inTransaction(ctx, (ctx) =>
        selectBytes(ctx, importId, { fileNo: file.fileNo, pieceNo, from, count: sliceBytes }),
      )
      if (!slice) throw ImportError.MissingPiece({ name: file.name, piece: pieceNo + 1 })
      if (slice.length > 0) yield slice
      if (slice.length < sliceBytes) break
    }
  }
}

/** The first bytes of a file, about so many. */
export async function headOf(
  ctx: Context,
  importId: string,
  file: Pick<ImportFile, "fileNo" | "pieces" | "name">,
  count: number,
): Promise<Buffer> {
  const slices: Buffer[] = []
  let length = 0
  for await (const slice of bytesOf(ctx, importId, file)) {
    slices.push(slice)
    length += slice.length
    if (length >= count) break
  }
  return Buffer.concat(slices).subarray(0, count)
}

/** A line of data as it stands in a file: its row in the file, and its cells by the columns that were asked for. */
export type FileRow = { readonly rowInFile: number; readonly cells: readonly string[] }

/** The lines of data with the cells of these columns, in this order; empty lines are left out. Throws `imports.OtherColumns`. */
export async function* dataRows(
  rows: AsyncIterable<readonly string[]>,
  file: { readonly name: string; readonly layout: FileLayout },
  slots: readonly string[],
): AsyncGenerator<FileRow> {
  const { columns, headerRow } = file.layout
  const places = slots.map((column) => {
    const place = columns.indexOf(column)
    if (place < 0) throw ImportError.OtherColumns({ name: file.name, column })
    return place
  })
  let rowInFile = 0
  for await (const row of rows) {
    rowInFile++
    if (rowInFile <= headerRow || isEmptyRow(row)) continue
    yield { rowInFile, cells: places.map((place) => row[place] ?? "") }
  }
}

/** All lines of data of a file. */
export const fileRows = (
  ctx: Context,
  importId: string,
  file: ImportFile & { layout: FileLayout },
  slots: readonly string[],
) => dataRows(csvRows(bytesOf(ctx, importId, file), file.layout, file.name), file, slots)
