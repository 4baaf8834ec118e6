import { z } from "zod"
import type { Text } from "#kernel/text"

export const importKinds = ["orders", "products", "customers"] as const
export type ImportKind = (typeof importKinds)[number]

/** Something that a file may tell, and by which names its column goes. */
export type Field = {
  readonly key: string
  readonly label: Text
  /** How its cells are read. */
  readonly reads: "text" | "money" | "count" | "date" | "time" | "rate" | "flag" | "country"
  /** Header names, compared without case, width, spaces and marks. The first is the best. */
  readonly names: readonly string[]
  /** Without it nothing can be read. */
  readonly required?: true
  /** Tells who somebody is: shown masked in reports. */
  readonly personal?: true
  /** What stands between the parts when several columns make up one value: a phone number in three of them. */
  readonly joins?: string
}

/** Which columns, by their names, hold which field. Several columns are read as the parts of one value. */
export const Mapping = z.record(z.string().max(80), z.array(z.string().max(200)).max(6))
export type Mapping = z.infer<typeof Mapping>

export const encodings = ["utf-8", "utf-16le", "utf-16be", "shift_jis"] as const
export type Encoding = (typeof encodings)[number]
export const dateOrders = ["ymd", "dmy", "mdy"] as const
/** What comes first in dates written with numbers only. */
export type DateOrder = (typeof dateOrders)[number]

/** How the files are to be read. What is null is found out from the files. */
export const ImportSettings = z.object({
  encoding: z.enum(encodings).nullable().default(null),
  delimiter: z.enum([",", "\t", ";", "|"]).nullable().default(null),
  dates: z.enum(dateOrders).nullable().default(null),
  /** For amounts without a currency column. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("JPY"),
  /** IANA zone of times without one. */
  zone: z.string().max(60).default("Asia/Tokyo"),
  /** What to do with lines of an order that are equal in everything: shops do sell the same thing twice. */
  duplicates: z.enum(["keep", "drop"]).default("keep"),
  /** Orders without a word on payment count as paid: a file of past sales seldom says so. */
  assumePaid: z.boolean().default(true),
})
export type ImportSettings = z.infer<typeof ImportSettings>

export const importStates = [
  "uploading",
  "ready",
  "splitting",
  "running",
  "paused",
  "finished",
  "cancelled",
  "failed",
] as const
export type ImportState = (typeof importStates)[number]

/** How a file was found to be written. Rows are counted as a spreadsheet does: the header of most files is row 1. */
export type FileLayout = {
  readonly encoding: Encoding
  readonly delimiter: string
  /** Row of the header; 0 when there is none, and the columns are called by number. */
  readonly headerRow: number
  readonly columns: readonly string[]
}

export type ImportFile = {
  readonly fileNo: number
  readonly name: string
  readonly bytes: number
  readonly pieces: number
  readonly layout: FileLayout | null
  /** Number of the file's first line of data within the whole import; null until it was split. */
  readonly firstRow: number | null
}

/** What became of the things in the files. Everything that was read is in one of them. */
export type Tally = {
  /** New orders, products or customers. */
  readonly created: number
  /** Known before, and something about them is new. */
  readonly changed: number
  /** Known before, just as they are. */
  readonly unchanged: number
  /** Cancellation and return slips. */
  readonly returned: number
  /** Not sales at all: corrections of stock. */
  readonly skipped: number
  /** Could not be read; the report says why. */
  readonly refused: number
}
export const noTally: Tally = { created: 0, changed: 0, unchanged: 0, returned: 0, skipped: 0, refused: 0 }

export type Import = {
  readonly importId: string
  readonly kind: ImportKind
  readonly name: string
  /** "import" or "import:rakuten": where the things come from; numbers are unique within it. */
  readonly source: string
  readonly state: ImportState
  /** Why it failed: a code of `imports`. */
  readonly failure: string | null
  readonly failureDetails: Record<string, unknown> | null
  readonly settings: ImportSettings
  readonly mapping: Mapping
  readonly rowsTotal: number
  readonly rowsDone: number
  readonly problems: number
  readonly tally: Tally
  readonly run: number
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

/** One line of data: its number within the import and the cells of the mapped columns. */
export type Row = { readonly no: number; readonly cells: readonly string[] }

export const problemCodes = [
  "Missing",
  "NotADate",
  "NotATime",
  "NotAnAmount",
  "NotACount",
  "NotARate",
  "NotAFlag",
  "NotACurrency",
  "UnknownCountry",
  "OddCharacter",
  "TooLong",
  "TooManyLines",
  "NobodyNamed",
  "NotAnAddress",
  "WrongValue",
  "LineRefused",
  "Repeated",
  "NotASale",
  "RefundUnknown",
  "ReturnOfUnknown",
  "NotAccepted",
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** What is wrong with, or worth knowing about, one cell. */
export type Problem = {
  readonly row: number
  readonly field: string
  readonly code: ProblemCode
  /** The cell, cut short, and masked where it tells who somebody is. */
  readonly value: string
}
