import { messageTitle } from "#messages"
import type { Context } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import type { ReturnKind } from "./model.ts"
import { selectReturns } from "./storage-returns.ts"

type Page = { readonly cursor?: string | undefined; readonly limit: number }

/** A page of what came back. Throws `kernel.InvalidRequest` for a cursor that is not ours. */
export async function browseReturns(ctx: Context, what: ReturnKind | undefined, { cursor, limit }: Page) {
  const rows = await selectReturns(ctx, what, readCursor(cursor), limit + 1)
  const items = rows.slice(0, limit).map((row) => ({ ...row, title: messageTitle(ctx, row.kind) }))
  const last = items.at(-1)
  return { items, cursor: rows.length > limit && last ? `${last.receivedAt.toISOString()}~${last.returnId}` : null }
}

function readCursor(cursor: string | undefined): readonly [Date, string] | undefined {
  if (cursor === undefined) return undefined
  const [at = "", id = ""] = cursor.split("~")
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) throw KernelError.InvalidRequest({ field: "cursor" })
  return [new Date(at), id]
}
