import type { Mapping } from "../../../server/capabilities/imports/model.ts"
import type { Text } from "../../../ui/text.ts"

type Field = { readonly key: string; readonly label: Text; readonly required: boolean; readonly joins: boolean }

/** The field that a column is read as. */
export const fieldOf = (mapping: Mapping, column: string): string | undefined =>
  Object.entries(mapping).find(([, columns]) => columns.includes(column))?.[0]

/** Reads the column as this field from now on. A field that is one value gives up the column it had; parts are added. */
export function assign(fields: readonly Field[], mapping: Mapping, column: string, field: string | undefined): Mapping {
  const freed = Object.fromEntries(
    Object.entries(mapping).map(([key, columns]) => [key, columns.filter((name) => name !== column)] as const),
  )
  if (field !== undefined) {
    const joins = fields.find(({ key }) => key === field)?.joins ?? false
    freed[field] = joins ? [...(freed[field] ?? []), column] : [column]
  }
  return Object.fromEntries(Object.entries(freed).filter(([, columns]) => columns.length > 0))
}

/** Fields without which nothing can be read, and that have no column yet. */
export const missingIn = (fields: readonly Field[], mapping: Mapping): Field[] =>
  fields.filter(({ key, required }) => required && (mapping[key]?.length ?? 0) === 0)
