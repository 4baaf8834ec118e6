import type { Context } from "#kernel/context"
import { brandLanguage, customerOf } from "./find-customer.ts"
import type { Customer } from "./model.ts"
import { readSearch } from "./search-rules.ts"
import { type Place, selectFound } from "./storage-search.ts"

export type SearchWanted = {
  /** Names in any writing, mail, phone digits, in any order; empty lists everybody. */
  readonly query?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
  /** Visitors of whom nothing but a device or a phone is known as well. */
  readonly withUnknown?: boolean | undefined
}

/** The brand's people, newest first, found by whatever somebody remembers of them (F11). A query without a word finds nobody. */
export async function searchCustomers(
  ctx: Context,
  wanted: SearchWanted,
): Promise<{ items: Customer[]; cursor: string | null }> {
  const query = wanted.query?.trim() ?? ""
  const words = readSearch(query)
  if (query !== "" && words.length === 0) return { items: [], cursor: null }
  const rows = await selectFound(ctx, {
    words,
    before: readCursor(wanted.cursor),
    limit: wanted.limit + 1,
    withUnknown: wanted.withUnknown ?? false,
  })
  const page = rows.slice(0, wanted.limit)
  const last = page.at(-1)
  const language = await brandLanguage(ctx)
  return {
    items: page.map((row) => customerOf(row, row.language ?? language)),
    cursor: last && rows.length > wanted.limit ? `${last.firstSeenAt.getTime()}_${last.customerId}` : null,
  }
}

/** Where the page before ended. What is no such place begins anew. */
function readCursor(cursor: string | undefined): Place | null {
  const [, at, customerId] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(cursor ?? "") ?? []
  return at && customerId ? { firstSeenAt: new Date(Number(at)), customerId } : null
}
