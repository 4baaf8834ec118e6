import { hash } from "node:crypto"

/** SHA-256 (hex) of the data, whatever the order of its keys. */
export const hashOf = (data: unknown): string => hash("sha256", JSON.stringify(inOrder(data)))

// Sorting before writing takes half the time of a replacer, which is called for every value.
function inOrder(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(inOrder)
  const sorted: Record<string, unknown> = {}
  // safe: only the object's own keys are read
  for (const key of Object.keys(value).sort()) sorted[key] = inOrder((value as Record<string, unknown>)[key])
  return sorted
}
