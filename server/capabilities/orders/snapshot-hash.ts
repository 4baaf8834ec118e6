import { createHash } from "node:crypto"

/** SHA-256 (hex) of the data, whatever the order of its keys. */
export const hashOf = (data: unknown): string =>
  createHash("sha256").update(JSON.stringify(data, sortedKeys)).digest("hex")

const sortedKeys = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
