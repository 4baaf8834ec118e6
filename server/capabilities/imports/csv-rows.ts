import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { CsvError, parse } from "csv-parse"
import { ImportError } from "./errors.ts"
import type { FileLayout } from "./model.ts"

/** What one line may hold at most, in bytes: beyond it a quotation mark was left open somewhere. */
const maxLineBytes = 1_000_000

/**
 * The rows of a file from its first one on, header included, as they come; never more than a few in memory. Rows are
 * told as a spreadsheet counts them: empty ones count. Throws `imports.BrokenCsv`.
 */
export async function* csvRows(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  layout: Pick<FileLayout, "encoding" | "delimiter">,
  name: string,
): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter: layout.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: maxLineBytes,
    bom: true,
  })
  const fed = pipeline(Readable.from(decoded(bytes, layout.encoding)), parser)
  // A fault reaches the reader below; this promise only repeats it.
  fed.catch(() => {})
  try {
    for await (const row of parser) yield row
  } catch (error) {
    if (error instanceof CsvError) throw ImportError.BrokenCsv({ name, line: lineOf(error) })
    throw error
  }
}

const lineOf = (error: CsvError): number => {
  const { lines } = error
  return typeof lines === "number" ? lines : 0
}

async function* decoded(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true })
    // Neither engine stores a NUL; the mark makes the reader complain about the cell.
    if (text !== "") yield text.includes("\0") ? text.replaceAll("\0", "\ufffd") : text
  }
  const rest = decoder.decode()
  if (rest !== "") yield rest
}

export const isEmptyRow = (row: readonly string[]): boolean => row.every((cell) => cell === "" || cell.trim() === "")
