import type { PropertyDefinition } from "#customers"
import { type ReadProperty, readCustomer } from "./customer-rows-rules.ts"
import { groupFieldOf } from "./field-rules.ts"
import { groupRows } from "./group-rules.ts"
import type { Problem, Row } from "./model.ts"
import { readOrder } from "./order-rows-rules.ts"
import { readProduct } from "./product-rows-rules.ts"
import { type Reading, readerOf } from "./reader-rules.ts"

export type Own = { readonly definitions: readonly PropertyDefinition[]; readonly read: ReadProperty }

/** What lines would become. */
export type Checked = {
  /** Orders, products or customers. */
  readonly taken: number
  readonly returned: number
  readonly skipped: number
  readonly refused: number
  readonly problems: readonly Problem[]
}
export const nothingChecked: Checked = { taken: 0, returned: 0, skipped: 0, refused: 0, problems: [] }

/** Reads lines as an import does and writes nothing. */
export function checkRows(reading: Reading, rows: readonly Row[], own: Own): Checked {
  const reader = readerOf(reading)
  const field = groupFieldOf(reading.kind)
  const groups = field ? groupRows(rows, (row) => reader.text(row, field)) : rows.map((row) => [row])
  const counts = { taken: 0, returned: 0, skipped: 0, refused: 0 }
  for (const group of groups) counts[becomes(group)]++
  return { ...counts, problems: reader.problems }

  function becomes(group: readonly Row[]): keyof typeof counts {
    const [row] = group
    if (reading.kind === "orders") return orderOutcomes[readOrder(reader, group).kind]
    if (reading.kind === "products") return readProduct(reader, group).kind === "product" ? "taken" : "refused"
    return row && readCustomer(reader, row, own).kind === "customer" ? "taken" : "refused"
  }
}

const orderOutcomes = { sale: "taken", return: "returned", correction: "skipped", refused: "refused" } as const

export const addChecked = (a: Checked, b: Checked, keptProblems: number): Checked => ({
  taken: a.taken + b.taken,
  returned: a.returned + b.returned,
  skipped: a.skipped + b.skipped,
  refused: a.refused + b.refused,
  problems: a.problems.length >= keptProblems ? a.problems : [...a.problems, ...b.problems].slice(0, keptProblems),
})
