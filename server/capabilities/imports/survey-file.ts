import { type Context, inTransaction } from "#kernel/context"
import { csvRows, isEmptyRow } from "./csv-rows.ts"
import { encodingOf } from "./encoding-rules.ts"
import { ImportError } from "./errors.ts"
import { fieldsOf } from "./field-rules.ts"
import { columnNames, delimiterOf, headerRowOf } from "./layout-rules.ts"
import type { FileLayout, ImportFile, ImportKind, ImportSettings } from "./model.ts"
import { headOf } from "./read-file.ts"
import { selectTail } from "./storage-files.ts"

const headBytes = 262_144
const tailBytes = 65_536

export type SurveyedFile = { readonly layout: FileLayout; readonly sample: readonly (readonly string[])[] }

/** Finds out how a file is written, from its beginning. Throws `imports.EmptyFile`, `imports.NotText`, `imports.BrokenCsv`. */
export async function surveyFile(
  ctx: Context,
  importId: string,
  file: ImportFile,
  how: { kind: ImportKind; settings: ImportSettings },
): Promise<SurveyedFile> {
  const head = await headOf(ctx, importId, file, headBytes)
  if (head.length === 0) throw ImportError.EmptyFile({ name: file.name })
  if (!isText(head)) throw ImportError.NotText({ name: file.name })
  return surveyBytes(head, { ...how, name: file.name, isCut: file.bytes > head.length })
}

/** The same of bytes that are at hand; `isCut` when they are only the beginning. */
export async function surveyBytes(
  head: Buffer,
  how: { kind: ImportKind; settings: ImportSettings; name: string; isCut: boolean },
): Promise<SurveyedFile> {
  const fields = fieldsOf(how.kind)
  const encoding = how.settings.encoding ?? encodingOf(head, how.isCut)
  const whole = how.isCut ? withoutCutLine(head, encoding) : head
  const text = new TextDecoder(encoding).decode(whole)
  const delimiter = how.settings.delimiter ?? delimiterOf(text)
  const rows: string[][] = []
  for await (const row of csvRows([whole], { encoding, delimiter }, how.name)) rows.push(row)
  const headerRow = headerRowOf(rows, fields)
  const width = Math.max(0, ...rows.slice(headerRow, headerRow + 20).map((row) => row.length))
  const header = headerRow > 0 ? (rows[headerRow - 1] ?? []) : Array.from({ length: width }, () => "")
  if (header.length === 0) throw ImportError.EmptyFile({ name: how.name })
  const layout = { encoding, delimiter, headerRow, columns: columnNames(header, headerRow) }
  return { layout, sample: rows.slice(headerRow).filter((row) => !isEmptyRow(row)) }
}

/** Rows near the end of a large file, for questions that the beginning leaves open. The first one may be cut and is left out. */
export async function tailRows(
  ctx: Context,
  importId: string,
  file: ImportFile,
  layout: FileLayout,
): Promise<string[][]> {
  if (file.bytes <= headBytes) return []
  const tail = await inTransaction(ctx, (ctx) => selectTail(ctx, importId, file.fileNo, tailBytes))
  const text = new TextDecoder(layout.encoding).decode(tail)
  const rows: string[][] = []
  try {
    const lines = Buffer.from(text.slice(text.indexOf("\n") + 1))
    for await (const row of csvRows([lines], { encoding: "utf-8", delimiter: layout.delimiter }, file.name))
      rows.push(row)
  } catch {
    // A cut within quotes: the end of the file does not help, and the beginning has to do.
    return []
  }
  return rows
}

function withoutCutLine(head: Buffer, encoding: string): Buffer {
  const end = encoding.startsWith("utf-16") ? lastWideNewline(head, encoding) : head.lastIndexOf(0x0a) + 1
  return end > 0 ? head.subarray(0, end) : head
}

function lastWideNewline(head: Buffer, encoding: string): number {
  for (let at = head.length - (head.length % 2) - 2; at >= 0; at -= 2) {
    const [low, high] = encoding === "utf-16le" ? [head[at], head[at + 1]] : [head[at + 1], head[at]]
    if (low === 0x0a && high === 0) return at + 2
  }
  return 0
}

// The beginnings of what people upload by mistake: zip (and so xlsx), old Excel, PDF, PNG, JPEG, gzip.
const notText = ["504b0304", "d0cf11e0", "25504446", "89504e47", "ffd8ff", "1f8b"]
const isText = (head: Buffer): boolean =>
  !notText.some((magic) => head.subarray(0, 4).toString("hex").startsWith(magic))
