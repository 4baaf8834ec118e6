import type { Field, Mapping } from "./model.ts"

/** A header as it is compared: without case, width, spaces and marks. */
export const headerKey = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-–—・･./\\()[\]【】「」:：;,"'*※#]/g, "")

/** Parts of one value have one name but for their number, or are the two halves of a name: 電話番号1, 電話番号2; 送付先姓, 送付先名. */
const stemOf = (header: string): string => headerKey(header).replace(/[0-9姓名]/g, "")

/**
 * Proposes which column holds which field, by the names that shops give them. Each column is used once, for the field
 * that knows its name best; a field takes several columns only where they are parts of one value.
 */
export function matchColumns(fields: readonly Field[], columns: readonly string[]): Mapping {
  const known = fields.map(
    (field) => new Map([...field.names.map(headerKey).entries()].reverse().map(([rank, name]) => [name, rank])),
  )
  const fits = columns
    .flatMap((column, at) =>
      fields.flatMap((field, index) => {
        const rank = known[index]?.get(headerKey(column))
        return rank === undefined ? [] : [{ field, column, at, rank, index }]
      }),
    )
    .sort((a, b) => a.rank - b.rank || a.index - b.index || a.at - b.at)
  const mapping: Record<string, { column: string; at: number }[]> = {}
  const used = new Set<number>()
  for (const { field, column, at } of fits) {
    const taken = (mapping[field.key] ??= [])
    const first = taken[0]
    if (used.has(at) || (first && (field.joins === undefined || stemOf(first.column) !== stemOf(column)))) continue
    taken.push({ column, at })
    used.add(at)
  }
  return Object.fromEntries(
    Object.entries(mapping)
      .filter(([, taken]) => taken.length > 0)
      .map(([key, taken]) => [key, taken.sort((a, b) => a.at - b.at).map(({ column }) => column)]),
  )
}

/** Required fields without a column. */
export const missingFields = (fields: readonly Field[], mapping: Mapping): Field[] =>
  fields.filter((field) => field.required && (mapping[field.key]?.length ?? 0) === 0)

/** How many of these words are known header names: the row with the most is the header. */
export function knownHeaders(fields: readonly Field[], cells: readonly string[]): number {
  const names = new Set(fields.flatMap((field) => field.names.map(headerKey)))
  return cells.filter((cell) => names.has(headerKey(cell))).length
}
