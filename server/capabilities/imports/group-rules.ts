import type { Row } from "./model.ts"

/** Rows by the value of their group column, in the order in which each group begins. Rows without one stand alone. */
export function groupRows(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row) || `\0${row.no}`
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

/** Rows equal to an earlier row of the group in every cell. */
export function repeatedRows(rows: readonly Row[]): Row[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const whole = row.cells.join("\u001f")
    if (seen.has(whole)) return true
    seen.add(whole)
    return false
  })
}
