import { KernelError } from "#kernel/errors"

/** Where a list goes on: time and id of the last item of the page before. */
export const writeCursor = (at: Date, id: string): string =>
  Buffer.from(`${at.toISOString()} ${id}`).toString("base64url")

/** Throws `kernel.InvalidRequest`. */
export function readCursor(cursor: string | undefined): readonly [Date, string] | undefined {
  if (cursor === undefined) return undefined
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-fU-]{33,36})$/.exec(Buffer.from(cursor, "base64url").toString())
  if (!found?.[1] || !found[2]) throw KernelError.InvalidRequest({ field: "cursor" })
  return [new Date(found[1]), found[2]]
}
