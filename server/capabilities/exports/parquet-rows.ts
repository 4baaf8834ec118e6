import { ByteWriter, ParquetWriter } from "hyparquet-writer"
import type { Column, ColumnType } from "./columns-rules.ts"
import type { Line } from "./csv-rules.ts"

/** Takes what has been written so far out of the writer, so that a file of any size needs the memory of one piece. */
class Outlet extends ByteWriter {
  take(): Buffer {
    const bytes = Buffer.from(this.getBytes().slice())
    this.index = 0
    return bytes
  }
}

const physical = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  json: { type: "BYTE_ARRAY", converted_type: "JSON" },
  whole: { type: "INT64" },
  flag: { type: "BOOLEAN" },
  instant: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
} as const satisfies Record<ColumnType, object>

/** Pieces of rows as one Parquet file, Snappy-compressed, a row group for each piece. */
export async function* parquetOf(
  columns: readonly Column[],
  pieces: AsyncIterable<readonly Line[]>,
): AsyncGenerator<Buffer> {
  const outlet = new Outlet()
  const writer = new ParquetWriter({
    writer: outlet,
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map(({ name, type }) => ({ name, repetition_type: "OPTIONAL" as const, ...physical[type] })),
    ],
    createdBy: "Maido",
  })
  for await (const lines of pieces) {
    if (lines.length === 0) continue
    const columnData = columns.map((column) => ({
      name: column.name,
      data: lines.map((line) => valueOf(column.type, line[column.name])),
    }))
    await writer.write({ columnData, rowGroupSize: lines.length })
    yield outlet.take()
  }
  writer.finish()
  yield outlet.take()
}

function valueOf(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (type === "whole") return BigInt(Math.trunc(Number(value)))
  if (type === "flag") return Boolean(value)
  if (type === "instant") return new Date(String(value))
  if (type === "json") return value
  return typeof value === "string" ? value : JSON.stringify(value)
}
