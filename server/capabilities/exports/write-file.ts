import { columnsOf } from "./columns-rules.ts"
import { csvHead, csvRow, type Line, shiftJis } from "./csv-rules.ts"
import type { ExportFormat, ExportKind } from "./model.ts"
import { parquetOf } from "./parquet-rows.ts"

/** Rows of one kind as a file of this form, piece by piece. */
export async function* writeFile(
  what: ExportKind,
  format: ExportFormat,
  pieces: AsyncIterable<readonly Line[]>,
): AsyncGenerator<Buffer> {
  const columns = columnsOf[what]
  if (format === "parquet") return yield* parquetOf(columns, pieces)
  if (format === "ndjson") {
    for await (const lines of pieces) yield Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""))
    return
  }
  const encode = format === "csv" ? (text: string) => Buffer.from(text) : shiftJis
  yield encode(`${format === "csv" ? "\uFEFF" : ""}${csvHead(columns)}`)
  for await (const lines of pieces) yield encode(lines.map((line) => csvRow(columns, line)).join(""))
}

export const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  ndjson: "application/x-ndjson; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  "csv-sjis": "text/csv; charset=shift_jis",
  parquet: "application/vnd.apache.parquet",
}
export const endings: Readonly<Record<ExportFormat, string>> = {
  ndjson: "ndjson",
  csv: "csv",
  "csv-sjis": "csv",
  parquet: "parquet",
}
