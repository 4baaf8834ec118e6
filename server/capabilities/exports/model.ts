import { z } from "zod"
import { instant } from "#kernel/endpoint"

export const exportKinds = [
  "customers",
  "consents",
  "events",
  "orders",
  "shipments",
  "products",
  "messages",
  "segment-members",
  "offer-codes",
] as const
export type ExportKind = (typeof exportKinds)[number]

/** `csv` is UTF-8 with a byte order mark, `csv-sjis` the Shift_JIS of older Japanese software. */
export const exportFormats = ["ndjson", "csv", "csv-sjis", "parquet"] as const
export type ExportFormat = (typeof exportFormats)[number]
export const exportStates = ["running", "done", "cancelled", "expired"] as const

export const Export = z.object({
  exportId: z.uuid(),
  what: z.enum(exportKinds),
  segmentId: z.uuid().nullable(),
  format: z.enum(exportFormats),
  state: z.enum(exportStates),
  /** Rows written so far. */
  rows: z.int(),
  createdAt: instant,
  endedAt: instant.nullable(),
  /** Until when it can be downloaded; null while it is running or gone. */
  keptUntil: instant.nullable(),
})
export type Export = z.output<typeof Export>
