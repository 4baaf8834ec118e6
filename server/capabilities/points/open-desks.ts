import { brandById } from "#brands"
import { mergedIdsOf } from "#customers"
import { type Context, mustBeInTransaction } from "#kernel/context"
import { type Desk, type DeskLot, openDesk, sumsOf, type Transaction } from "./desk-rules.ts"
import { PointsError } from "./errors.ts"
import { type Book, type Lines, liveBook } from "./model.ts"
import { dueAt, settle } from "./settle-rules.ts"
import { insertEntries, type NewEntry } from "./storage-journal.ts"
import { insertLots, selectLots, selectOpenHolds, updateLots, writeHolds } from "./storage-lots.ts"
import { holdMembers, type MemberRow, selectBook, updateMembers } from "./storage-members.ts"
import { tellMoved } from "./tell.ts"

/** Members of one book, held until the transaction ends, with everything of theirs laid out and settled up to now. */
export type Desks = {
  readonly book: Book
  readonly closedUntil: Date | null
  readonly of: (customerId: string) => Desk
  readonly all: readonly Desk[]
  /** What a new lot has besides: which rule made it, and which lines of an order. */
  readonly notes: Map<string, { readonly programmeVersion: number | null; readonly lines?: Lines | undefined }>
}

/** The zone by which the brand's days begin and end. */
export const zoneOf = async (ctx: Context): Promise<string> => (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"

export type HeldMembers = {
  readonly rows: readonly MemberRow[]
  readonly rootOf: (customerId: string) => string
  readonly closedUntil: Date | null
}

/** `asGiven`: under these very ids, for who moves points between profiles. */
type Naming = { readonly asGiven?: boolean }

/**
 * Holds these people under the ids by which they are known now. Whoever merges people holds them too, so that what is read
 * after the lock stays true. Throws `points.UnknownBook` when the book takes nothing any more.
 */
export async function holdPeople(
  ctx: Context,
  book: Book,
  customerIds: readonly string[],
  { asGiven = false }: Naming = {},
): Promise<HeldMembers> {
  mustBeInTransaction(ctx)
  const ids = [...new Set(customerIds)]
  let rows = await holdMembers(ctx, book, ids)
  const merged = new Map(asGiven ? [] : await mergedIdsOf(ctx, ids))
  for (let round = 0; ; round++) {
    const missing = [...new Set(merged.values())].filter((id) => !rows.some((row) => row.customerId === id))
    if (missing.length === 0) break
    if (round > 10) throw new Error("customers keep changing under our hands")
    rows = [...rows, ...(await holdMembers(ctx, book, missing))]
    for (const [id, root] of await mergedIdsOf(ctx, [...merged.values()]))
      for (const [from, into] of merged) if (into === id) merged.set(from, root)
  }
  const { closedUntil, endedAt } = await selectBook(ctx, book)
  if (endedAt) throw PointsError.UnknownBook({ field: "book" })
  return { rows, closedUntil, rootOf: (id) => merged.get(id) ?? id }
}

/** Lays out everything that these members have, and these lots besides. */
export async function openDesks(
  ctx: Context,
  book: Book,
  customerIds: readonly string[],
  lotIds: readonly string[] = [],
  naming: Naming = {},
): Promise<Desks> {
  const { rows, rootOf, closedUntil } = await holdPeople(ctx, book, customerIds, naming)
  const zone = await zoneOf(ctx)
  const ids = rows.map((row) => row.customerId)
  const desks = new Map(rows.map((row) => [row.customerId, openDesk(row.customerId, zone, row.debt)]))
  for (const lot of await selectLots(ctx, book, ids, lotIds)) {
    const owner = rootOf(lot.customerId)
    desks.get(owner)?.lots.set(lot.lotId, { ...lot, customerId: owner })
  }
  for (const hold of await selectOpenHolds(ctx, book, ids))
    desks.get(hold.customerId)?.holds.set(hold.holdId, { ...hold })
  for (const desk of desks.values()) settle(desk, ctx.now())
  const of = (customerId: string): Desk => {
    const desk = desks.get(rootOf(customerId))
    if (!desk) throw new Error("this member is not held")
    return desk
  }
  return { book, closedUntil, of, all: [...desks.values()], notes: new Map() }
}

/** Writes down everything that was done on the desks, and tells of it. Returns the id of each transaction. */
export async function putDown(ctx: Context, desks: Desks): Promise<Map<Transaction, string>> {
  for (const desk of desks.all) settle(desk, ctx.now())
  const transactions = [...new Set(desks.all.flatMap((desk) => desk.transactions))]
  const ids = new Map(transactions.map((t) => [t, ctx.id()]))
  await insertEntries(ctx, desks.book, entriesOf(transactions, ids, desks.closedUntil))
  const lots = desks.all.flatMap((desk) => [...desk.lots.values()])
  const fresh = lots.filter((lot) => lot.isNew)
  await insertLots(
    ctx,
    desks.book,
    fresh.map((lot) => ({ ...lot, ...desks.notes.get(lot.lotId) })),
  )
  await updateLots(
    ctx,
    lots.filter((lot) => lot.isChanged && !lot.isNew),
  )
  await writeHolds(
    ctx,
    desks.book,
    desks.all.flatMap((desk) => [...desk.holds.values()]),
  )
  await updateMembers(ctx, desks.book, desks.all.map(sumsRow(transactions)))
  await tellMoved(ctx, desks.book, transactions, ids)
  return ids
}

const sumsRow = (transactions: readonly Transaction[]) => {
  const more = new Map<string, number>()
  for (const { steps } of transactions)
    for (const { customerId, from, to, points } of steps) {
      const sign = to === "available" && becomesUsable.has(from) ? 1 : to === "revoked" && from !== "pending" ? -1 : 0
      if (sign !== 0) more.set(customerId, (more.get(customerId) ?? 0) + sign * points)
    }
  return (desk: Desk) => ({
    customerId: desk.customerId,
    ...sumsOf(desk),
    debt: desk.debt,
    more: more.get(desk.customerId) ?? 0,
    slides: [...desk.lots.values()].some(slides),
    dueAt: dueAt(desk),
  })
}
const becomesUsable = new Set(["issuance", "opening", "pending", "adjustment"])
const slides = (lot: DeskLot) => lot.expiry?.kind === "sliding" && lot.pending + lot.available + lot.held > 0

/** A late fact stands in the period that is open, with the time when it happened (L05). */
export const inOpenPeriod = (effectiveAt: Date, closedUntil: Date | null) =>
  closedUntil && effectiveAt < closedUntil
    ? { effectiveAt: closedUntil, lateFrom: effectiveAt }
    : { effectiveAt, lateFrom: null }

function entriesOf(
  transactions: readonly Transaction[],
  ids: ReadonlyMap<Transaction, string>,
  closedUntil: Date | null,
): NewEntry[] {
  return transactions.flatMap((t) => {
    const transactionId = ids.get(t) ?? ""
    const { kind, cause, orderId, programmeVersion, reason } = t
    const when = inOpenPeriod(t.effectiveAt, closedUntil)
    return t.steps.map((step, line) => ({
      ...step,
      ...when,
      ...cause,
      transactionId,
      line,
      kind,
      orderId,
      programmeVersion,
      reason,
    }))
  })
}

export const bookOf = (of: { readonly book?: Book | undefined }): Book => of.book ?? liveBook
