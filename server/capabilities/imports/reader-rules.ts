import { cleanCell, readAmount, readCount, readCountry, readCurrency, readRate, shownValue } from "./cell-rules.ts"
import { readInstant } from "./date-rules.ts"
import { fieldsOf } from "./field-rules.ts"
import type { DateOrder, Field, ImportKind, ImportSettings, Mapping, Problem, ProblemCode, Row } from "./model.ts"

/** Everything that is needed to read the lines of one import. */
export type Reading = {
  readonly kind: ImportKind
  readonly source: string
  readonly mapping: Mapping
  /** Names of the cells that a row brings, in their order. */
  readonly slots: readonly string[]
  readonly settings: Omit<ImportSettings, "dates">
  readonly dates: DateOrder
  /** When the import was asked for: its files tell how things stand then. */
  readonly at: Date
}

export type Reader = {
  readonly reading: Reading
  readonly problems: Problem[]
  /** Whether the file tells this at all. */
  readonly has: (field: string) => boolean
  /** The cell's text, "" when there is none. */
  readonly text: (row: Row, field: string, maxLength?: number) => string
  /** The first row of the group that fills the field in; undefined when none does. */
  readonly filled: (rows: readonly Row[], field: string) => Row | undefined
  readonly amount: (row: Row, field: string, currency: string) => number | undefined
  readonly count: (row: Row, field: string) => number | undefined
  readonly rate: (row: Row, field: string) => number | undefined
  readonly instant: (row: Row, field: string, time?: string) => Date | undefined
  readonly country: (row: Row, field: string) => string | undefined
  readonly currency: (row: Row, field: string) => string | undefined
  readonly complain: (row: Row, field: string, code: ProblemCode, value?: string) => void
}

/** Reads cells by field and collects what is wrong with them. A cell that is empty has no value, and no problem. */
export function readerOf(reading: Reading): Reader {
  const fields = new Map(fieldsOf(reading.kind).map((field) => [field.key, field]))
  const places = placesOf(reading, fields)
  const problems: Problem[] = []
  const complain: Reader["complain"] = (row, field, code, value = "") =>
    void problems.push({
      row: row.no,
      field,
      code,
      value: shownValue(value, fields.get(field)?.personal ?? field.includes(":")),
    })
  const text: Reader["text"] = (row, field, maxLength = 8_000) => {
    const found = textAt(row, places.get(field))
    if (found.includes("\ufffd")) return (complain(row, field, "OddCharacter", found), "")
    if (found.length > maxLength) return (complain(row, field, "TooLong", found), "")
    return found
  }
  const read =
    <T>(code: ProblemCode, parse: (found: string) => T | undefined) =>
    (row: Row, field: string): T | undefined => {
      const found = text(row, field)
      if (found === "") return undefined
      const value = parse(found)
      if (value === undefined) complain(row, field, code, found)
      return value
    }
  const instants = new Map<string, Date | undefined>()
  const instantOf = (found: string, time: string) => {
    const key = `${found} ${time}`
    // One order has one time and many lines, and finding an instant in a zone is dear.
    if (!instants.has(key))
      instants.set(key, readInstant(found, { order: reading.dates, zone: reading.settings.zone, time }))
    return instants.get(key)
  }
  return {
    reading,
    problems,
    has: (field) => places.has(field),
    text,
    filled: (rows, field) =>
      places.has(field) ? rows.find((row) => textAt(row, places.get(field)) !== "") : undefined,
    amount: (row, field, currency) => read("NotAnAmount", (found) => readAmount(found, currency))(row, field),
    count: read("NotACount", readCount),
    rate: read("NotARate", readRate),
    instant: (row, field, time = "") => read("NotADate", (found) => instantOf(found, time))(row, field),
    country: read("UnknownCountry", readCountry),
    currency: read("NotACurrency", readCurrency),
    complain,
  }
}

type Place = { readonly at: readonly number[]; readonly joins: string }

function placesOf({ mapping, slots }: Reading, fields: ReadonlyMap<string, Field>): Map<string, Place> {
  const places = new Map<string, Place>()
  for (const [field, columns] of Object.entries(mapping)) {
    const at = columns.map((column) => slots.indexOf(column)).filter((slot) => slot >= 0)
    if (at.length > 0) places.set(field, { at, joins: fields.get(field)?.joins ?? " " })
  }
  return places
}

function textAt(row: Row, place: Place | undefined): string {
  const [first, ...more] = place?.at ?? []
  if (first === undefined) return ""
  if (more.length === 0) return cleanCell(row.cells[first] ?? "")
  return (place?.at ?? [])
    .map((slot) => cleanCell(row.cells[slot] ?? ""))
    .filter((part) => part !== "")
    .join(place?.joins)
}
