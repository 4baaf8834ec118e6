import { mergedIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { gatherOver } from "#kernel/gather"
import { openDesk, sumsOf } from "./desk-rules.ts"
import { type Balance, type Book, type Cause, type HistoryEntry, liveBook } from "./model.ts"
import { zoneOf } from "./open-desks.ts"
import { settle } from "./settle-rules.ts"
import { selectEarnedBy } from "./storage-journal.ts"
import { selectLots, selectOpenHolds } from "./storage-lots.ts"
import type { MemberRow } from "./storage-members.ts"
import {
  type Expiring,
  type HistoryPage,
  type JournalPlace,
  type JournalSum,
  type LotRow,
  type PlacedEntry,
  selectEntriesAfter,
  selectExpiring,
  selectHistory,
  selectLotsOf,
  selectMembers,
  selectNextExpiries,
  selectSums,
} from "./storage-read.ts"
import { pointsOf } from "./tell.ts"

const nothing: Balance = { available: 0, pending: 0, held: 0, debt: 0, earnedEver: 0, nextExpiry: null }

/**
 * What these people have, thousands at once, by the ids as given: whatever has come due counts, whether or not the routine
 * has come by. Who never had any has zeros.
 */
export const balancesOf = (
  ctx: Context,
  customerIds: readonly string[],
  book: Book = liveBook,
): Promise<ReadonlyMap<string, Balance>> =>
  inTransaction(ctx, (ctx) =>
    gatherOver(ctx, `points.balances:${book}`, customerIds, (ctx, ids) => balancesIn(ctx, ids, book)),
  )

async function balancesIn(ctx: Context, customerIds: readonly string[], book: Book): Promise<Map<string, Balance>> {
  const merged = await mergedIdsOf(ctx, customerIds)
  const roots = [...new Set(customerIds.map((id) => merged.get(id) ?? id))]
  const rows = new Map((await selectMembers(ctx, book, roots)).map((row) => [row.customerId, row]))
  const due = [...rows.values()].filter((row) => row.dueAt && row.dueAt <= ctx.now())
  for (const row of await settledRows(ctx, book, due)) rows.set(row.customerId, row)
  const next = new Map((await selectNextExpiries(ctx, book, roots)).map((one) => [one.customerId, one]))
  return new Map(
    customerIds.map((id) => {
      const root = merged.get(id) ?? id
      const row = rows.get(root)
      if (!row) return [id, nothing]
      const { available, pending, held, debt, earned } = row
      const ends = next.get(root)
      const nextExpiry = ends ? { points: ends.points, at: ends.at } : null
      return [id, { available, pending, held, debt, earnedEver: earned, nextExpiry }]
    }),
  )
}

/** What these members' rows will say once what has come due is written down. */
async function settledRows(ctx: Context, book: Book, rows: readonly MemberRow[]): Promise<MemberRow[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.customerId)
  const zone = await zoneOf(ctx)
  const lots = Map.groupBy(await selectLots(ctx, book, ids), (lot) => lot.customerId)
  const holds = Map.groupBy(await selectOpenHolds(ctx, book, ids), (hold) => hold.customerId)
  return rows.map((row) => {
    const desk = openDesk(row.customerId, zone, row.debt)
    for (const lot of lots.get(row.customerId) ?? []) desk.lots.set(lot.lotId, { ...lot })
    for (const hold of holds.get(row.customerId) ?? []) desk.holds.set(hold.holdId, { ...hold })
    const pending = sumsOf(desk).pending
    settle(desk, ctx.now())
    const sums = sumsOf(desk)
    return { ...row, ...sums, debt: desk.debt, earned: row.earned + pending - sums.pending }
  })
}

/** What happened with somebody's points, the newest first; `before` is the `seq` of the last of the page before. */
export const historyOf = (
  ctx: Context,
  customerId: string,
  { book = liveBook, ...page }: HistoryPage & { readonly book?: Book | undefined },
): Promise<readonly (HistoryEntry & { readonly seq: number })[]> =>
  inTransaction(ctx, async (ctx) => {
    const rows = await selectHistory(ctx, book, await rootOf(ctx, customerId), page)
    return rows.map(({ steps, ...row }) => ({ ...row, points: pointsOf(row.kind, steps) }))
  })

/** What somebody has, by lot, what ends first in front. */
export const lotsOf = (ctx: Context, customerId: string, book: Book = liveBook): Promise<readonly LotRow[]> =>
  inTransaction(ctx, async (ctx) => selectLotsOf(ctx, book, await rootOf(ctx, customerId)))

const rootOf = async (ctx: Context, customerId: string): Promise<string> =>
  (await mergedIdsOf(ctx, [customerId])).get(customerId) ?? customerId

/** Lots that end from `from` until before `to`, in the order in which they end. */
export const expiringLots = (
  ctx: Context,
  span: {
    readonly from: Date
    readonly to: Date
    readonly after?: Pick<Expiring, "expiresAt" | "lotId"> | null
    readonly limit: number
    readonly book?: Book | undefined
  },
): Promise<readonly Expiring[]> => inTransaction(ctx, (ctx) => selectExpiring(ctx, span.book ?? liveBook, span))

/** What these causes earned and what of it was taken back; causes that earned nothing are missing. */
export const earnedBy = (ctx: Context, causes: readonly Pick<Cause, "type" | "id">[], book: Book = liveBook) =>
  inTransaction(ctx, async (ctx) => {
    const asked = [...new Map(causes.map(({ type, id }) => [`${type} ${id}`, { type, id }])).values()]
    return selectEarnedBy(ctx, book, asked)
  })

/** The journal in the order in which it was committed; `cursor` is the place of the last entry that was read. */
export const journalAfter = async (
  ctx: Context,
  cursor: JournalPlace | null,
  limit: number,
  book: Book = liveBook,
): Promise<{ readonly entries: readonly PlacedEntry[]; readonly cursor: JournalPlace | null }> => {
  const entries = await inTransaction(ctx, (ctx) => selectEntriesAfter(ctx, book, cursor, limit))
  const last = entries.at(-1)
  return { entries, cursor: last ? { xid: last.xid, seq: last.seq } : cursor }
}

/** What went from which account to which within a span of effective time, end exclusive; from the beginning without `from`. */
export const journalSums = (
  ctx: Context,
  span: {
    readonly from?: Date | undefined
    readonly to: Date
    readonly recordedBefore?: Date | undefined
    readonly book?: Book | undefined
  },
): Promise<readonly JournalSum[]> => inTransaction(ctx, (ctx) => selectSums(ctx, span.book ?? liveBook, span))
