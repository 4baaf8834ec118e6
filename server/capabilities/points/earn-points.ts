import { mergedIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { gather } from "#kernel/gather"
import { type Desk, sumsOf } from "./desk-rules.ts"
import { PointsError } from "./errors.ts"
import { expiresAt } from "./expiry-rules.ts"
import { type Book, type Earn, type Earned, keyOf } from "./model.ts"
import { bookOf, type HeldMembers, holdPeople, inOpenPeriod, openDesks, putDown, zoneOf } from "./open-desks.ts"
import { earn } from "./spend-rules.ts"
import { type EarnedAs, insertEarned, selectEarnedAs } from "./storage-earn.ts"
import type { MemberRow } from "./storage-members.ts"
import { type Told, tellPostings } from "./tell.ts"

/**
 * Writes down points that were earned, each as a lot of its own, thousands at once, in the caller's transaction; pieces of
 * work that go side by side are written together. The same cause again posts nothing and gives the lot there is. Debt is
 * repaid first when they become usable. Throws `points.LedgerConflict` where a cause comes again with other content.
 */
export const earnPoints = (ctx: Context, earns: readonly Earn[]): Promise<readonly Earned[]> =>
  inTransaction(ctx, (ctx) =>
    gather(ctx, "points.earn", earns, async (ctx, groups) => {
      const posted = await earnAll(ctx, groups.flat())
      let from = 0
      return groups.map((group) => posted.slice(from, (from += group.length)))
    }),
  )

async function earnAll(ctx: Context, earns: readonly Earn[]): Promise<readonly Earned[]> {
  const wanted = earns.filter((one) => Number.isSafeInteger(one.points) && one.points > 0)
  const known: Lots = new Map()
  const available = new Map<Earn, number>()
  for (const [book, ones] of Map.groupBy(wanted, bookOf)) {
    const { lots, availableOf } = await earnIn(ctx, book, ones)
    for (const [one, lot] of lots) known.set(one, lot)
    for (const one of ones) available.set(one, availableOf(one))
  }
  return earns.map((one) => ({
    cause: one.cause,
    ...(known.get(one) ?? { lotId: null, isNew: false }),
    available: available.get(one) ?? 0,
  }))
}

type Lots = Map<Earn, { lotId: string; isNew: boolean }>

type Posted = { readonly lots: Lots; readonly availableOf: (one: Earn) => number }

async function earnIn(ctx: Context, book: Book, earns: readonly Earn[]): Promise<Posted> {
  const { rows, rootOf, closedUntil } = await holdPeople(
    ctx,
    book,
    earns.map((one) => one.customerId),
  )
  // Who owes, of whom something has come due, or whose points live on with each act, needs everything of theirs laid out;
  // others only a row more.
  const now = ctx.now()
  const isDue = ({ dueAt }: MemberRow) => dueAt !== null && dueAt <= now
  const special = new Set(rows.filter((row) => row.debt > 0 || row.slides || isDue(row)).map((row) => row.customerId))
  const isPlain = (one: Earn) => !special.has(rootOf(one.customerId)) && one.expiry?.kind !== "sliding"
  const [plain, others] = [earns.filter(isPlain), earns.filter((one) => !isPlain(one))]
  const available = new Map(rows.map((row) => [row.customerId, row.available]))
  const lots = await earnPlainly(ctx, book, plain, { rootOf, closedUntil, available })
  const careful = await earnCarefully(ctx, book, others)
  for (const [one, lot] of careful.lots) lots.set(one, lot)
  for (const desk of careful.desks) available.set(desk.customerId, sumsOf(desk).available)
  return { lots, availableOf: (one) => available.get(rootOf(one.customerId)) ?? 0 }
}

type HeldPeople = Pick<HeldMembers, "rootOf" | "closedUntil"> & {
  /** What each can spend; what is posted is added. */
  readonly available: Map<string, number>
}

async function earnPlainly(
  ctx: Context,
  book: Book,
  earns: readonly Earn[],
  { rootOf, closedUntil, available }: HeldPeople,
): Promise<Lots> {
  if (earns.length === 0) return new Map()
  const [now, zone] = [ctx.now(), await zoneOf(ctx)]
  const ends = new Map<string, Date | null>()
  const { firsts, again } = firstsOf(earns, rootOf)
  const wanted = firsts.map((one) => {
    const confirmedAt = one.confirmsAt && one.confirmsAt <= now ? one.confirmsAt : null
    const key = confirmedAt ? `${confirmedAt.getTime()} ${JSON.stringify(one.expiry)}` : ""
    if (confirmedAt && !ends.has(key)) ends.set(key, expiresAt(one.expiry, confirmedAt, zone))
    return {
      one,
      lotId: ctx.id(),
      customerId: rootOf(one.customerId),
      confirmedAt,
      expiresAt: ends.get(key) ?? null,
      ...inOpenPeriod(one.effectiveAt, closedUntil),
    }
  })
  const known = await insertEarned(ctx, book, wanted)
  const before = firsts.flatMap((one) => {
    const earned = known.get(keyOf(one.cause))
    return earned ? [{ one, earned }] : []
  })
  await mustBeTheSame(ctx, before, rootOf)
  const lots: Lots = new Map(before.map(({ one, earned }) => [one, { lotId: earned.lotId, isNew: false }]))
  const told: Told[] = []
  wanted.forEach(({ one, customerId, confirmedAt, lotId }) => {
    if (lots.has(one)) return
    lots.set(one, { lotId, isNew: true })
    const balance = (available.get(customerId) ?? 0) + (confirmedAt ? one.points : 0)
    available.set(customerId, balance)
    const { points, cause, effectiveAt: at } = one
    const posting = { customerId, book, kind: "earned" as const, points, cause, at, balance }
    told.push({ posting, isUsable: confirmedAt !== null, transactionId: lotId, orderId: one.orderId ?? null })
  })
  for (const [one, first] of again) lots.set(one, { lotId: lots.get(first)?.lotId ?? "", isNew: false })
  await tellPostings(ctx, book, told)
  return lots
}

/** Each cause once, and which of it were told again in the same breath. Throws `points.LedgerConflict` where those differ. */
function firstsOf(earns: readonly Earn[], rootOf: (id: string) => string) {
  const [firsts, again] = [new Map<string, Earn>(), new Map<Earn, Earn>()]
  for (const one of earns) {
    const key = keyOf(one.cause)
    const first = firsts.get(key)
    if (!first) firsts.set(key, one)
    else if (first !== one) {
      const isHers = rootOf(first.customerId) === rootOf(one.customerId)
      if (first.points !== one.points || first.origin !== one.origin || !isHers) throw conflict(one)
      again.set(one, first)
    }
  }
  return { firsts: [...firsts.values()], again }
}

const conflict = ({ cause }: Earn) => PointsError.LedgerConflict({ field: "cause", cause })

type Before = { readonly one: Earn; readonly earned: EarnedAs }

/** Throws `points.LedgerConflict` where other content comes under a cause that was known before (L03). */
async function mustBeTheSame(ctx: Context, before: readonly Before[], rootOf: (id: string) => string): Promise<void> {
  const others = before.flatMap(({ one, earned: { customerId } }) =>
    customerId === rootOf(one.customerId) ? [] : [customerId],
  )
  const merged = others.length === 0 ? new Map<string, string>() : await mergedIdsOf(ctx, [...new Set(others)])
  for (const { one, earned } of before) {
    const isHers = (merged.get(earned.customerId) ?? earned.customerId) === rootOf(one.customerId)
    if (earned.points !== one.points || earned.origin !== one.origin || !isHers) throw conflict(one)
  }
}

async function earnCarefully(
  ctx: Context,
  book: Book,
  earns: readonly Earn[],
): Promise<{ lots: Lots; desks: readonly Desk[] }> {
  const lots: Lots = new Map()
  if (earns.length === 0) return { lots, desks: [] }
  const desks = await openDesks(
    ctx,
    book,
    earns.map((one) => one.customerId),
  )
  const rootOf = (id: string) => desks.of(id).customerId
  const { firsts, again } = firstsOf(earns, rootOf)
  const known = await selectEarnedAs(
    ctx,
    book,
    firsts.map((one) => one.cause),
  )
  const before = firsts.flatMap((one) => {
    const earned = known.get(keyOf(one.cause))
    return earned ? [{ one, earned }] : []
  })
  await mustBeTheSame(ctx, before, rootOf)
  for (const { one, earned } of before) lots.set(one, { lotId: earned.lotId, isNew: false })
  for (const one of firsts) {
    if (lots.has(one)) continue
    const { points: qty, origin, effectiveAt, confirmsAt, expiry, cause, reason, orderId, programmeVersion } = one
    const lotId = ctx.id()
    const fresh = { lotId, origin, qty, earnedAt: effectiveAt, confirmsAt, expiry }
    const header = { kind: "earned" as const, cause, reason, effectiveAt, orderId, programmeVersion }
    earn(desks.of(one.customerId), header, fresh, "issuance", ctx.now())
    desks.notes.set(lotId, { programmeVersion, lines: one.lines })
    lots.set(one, { lotId, isNew: true })
  }
  for (const [one, first] of again) lots.set(one, { lotId: lots.get(first)?.lotId ?? "", isNew: false })
  await putDown(ctx, desks)
  return { lots, desks: desks.all }
}
