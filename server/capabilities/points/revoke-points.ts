import { type Context, inTransaction } from "#kernel/context"
import { PointsError } from "./errors.ts"
import { type Book, liveBook, type Return, type Returned, type Revoke, type Revoked, keyOf } from "./model.ts"
import { begin } from "./desk-rules.ts"
import { bookOf, type Desks, openDesks, putDown } from "./open-desks.ts"
import { revoke, type Taken } from "./revoke-rules.ts"
import { settle } from "./settle-rules.ts"
import { giveBack } from "./spend-rules.ts"
import {
  insertReturn,
  type Posted,
  selectEarnedLots,
  selectPosted,
  selectSpentParts,
  selectUsed,
  type Used,
} from "./storage-journal.ts"
import { selectPendingOwners, setConfirmsAt } from "./storage-lots.ts"
import { insertShortages } from "./storage-shortages.ts"

/**
 * Says when pending points of these causes become usable, and makes them so where that is past. Of what is confirmed
 * already, nothing changes.
 */
export const confirmPoints = (
  ctx: Context,
  which: readonly {
    readonly cause: Pick<Revoke["of"], "type" | "id">
    readonly confirmsAt: Date
    readonly book?: Book | undefined
  }[],
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    for (const [book, ones] of Map.groupBy(which, bookOf)) {
      const asked = ones.map(({ cause, confirmsAt }) => ({
        type: cause.type,
        id: cause.id,
        at: confirmsAt.toISOString(),
      }))
      const owners = await selectPendingOwners(ctx, book, asked)
      if (owners.length === 0) continue
      const held = await openDesks(ctx, book, owners)
      await putDown(ctx, held)
      await setConfirmsAt(ctx, book, asked)
      const desks = await openDesks(ctx, book, owners)
      await putDown(ctx, desks)
    }
  })

/**
 * Takes back what causes have earned beyond what they are still worth, over all that was taken back before (L15, L16). The
 * same again takes nothing.
 */
export const revokePoints = (ctx: Context, wanted: readonly Revoke[]): Promise<readonly Revoked[]> =>
  inTransaction(ctx, async (ctx) => {
    const done = new Map<Revoke, Revoked>()
    for (const [book, ones] of Map.groupBy(wanted, bookOf))
      for (const [one, revoked] of await revokeIn(ctx, book, ones)) done.set(one, revoked)
    return wanted.map((one) => done.get(one) ?? { cause: one.cause, revoked: 0, debt: 0, shortage: 0, isNew: false })
  })

async function revokeIn(ctx: Context, book: Book, wanted: readonly Revoke[]): Promise<Map<Revoke, Revoked>> {
  const lots = await selectEarnedLots(
    ctx,
    book,
    wanted.map((one) => one.of),
  )
  const desks = await openDesks(
    ctx,
    book,
    [...wanted.map((one) => one.customerId), ...lots.map((lot) => lot.customerId)],
    lots.map((lot) => lot.lotId),
  )
  const causes = wanted.map((one) => one.cause)
  const known = new Map((await selectPosted(ctx, book, causes, ["revoked"])).map((before) => [keyOf(before), before]))
  const done = new Map<Revoke, Revoked>()
  const seen = new Set(known.keys())
  for (const one of wanted) {
    if (seen.has(keyOf(one.cause))) {
      done.set(one, { ...before(known.get(keyOf(one.cause))), cause: one.cause, isNew: false })
      continue
    }
    const own = lots.filter((lot) => lot.type === one.of.type && lot.id === one.of.id)
    const taken = takeBack(desks, own, one)
    if (taken.revoked > 0) seen.add(keyOf(one.cause))
    done.set(one, { ...taken, cause: one.cause, isNew: taken.revoked > 0 })
  }
  await putDown(ctx, desks)
  const short = [...done].filter(([one, { shortage }]) => shortage > 0 && one.shortage !== "debt")
  await insertShortages(
    ctx,
    book,
    short.map(([one, { shortage }]) => ({
      shortageId: ctx.id(),
      customerId: desks.of(one.customerId).customerId,
      points: shortage,
      policy: one.shortage,
      ofType: one.of.type,
      ofId: one.of.id,
      ...one.cause,
    })),
  )
  return done
}

const before = (posted: Posted | undefined) => ({ revoked: posted?.points ?? 0, debt: 0, shortage: 0 })

function takeBack(
  desks: Desks,
  own: readonly { readonly lotId: string; readonly customerId: string }[],
  { customerId, keeps, cause, reason, effectiveAt, shortage }: Revoke,
): Taken {
  // Whoever has the lots now is who it is taken from: two profiles may have become one, or two again.
  const desk = desks.of(own[0]?.customerId ?? customerId)
  const lots = own.flatMap(({ lotId }) => desk.lots.get(lotId) ?? [])
  return revoke(desk, { kind: "revoked", cause, reason, effectiveAt }, lots, keeps, shortage)
}

const returnedReason = { ja: "利用の取り消し", en: "What was spent came back" }

/**
 * Gives points back that were spent under a cause, to their own lots and with their own end (L17); never more than was
 * spent. The same cause again does nothing. Throws `points.UnknownSpend`.
 */
export const returnPoints = (ctx: Context, wanted: Return): Promise<Returned> =>
  inTransaction(ctx, async (ctx) => {
    const book = wanted.book ?? liveBook
    const { cause, spend, effectiveAt, reason = returnedReason, ifExpired } = wanted
    const found = await selectSpentParts(ctx, book, spend)
    const [known] = await selectPosted(ctx, book, [cause], ["returned"])
    if (known) return { ...sumOf(known), isNew: false }
    if (found.length === 0) throw PointsError.UnknownSpend({ field: "spend" })
    const lotIds = found.map((part) => part.lotId)
    const desks = await openDesks(
      ctx,
      book,
      found.map((part) => part.customerId),
      lotIds,
    )
    const [again] = await selectPosted(ctx, book, [cause], ["returned"])
    if (again) return { ...sumOf(again), isNew: false }
    const t = begin({ kind: "returned", cause, reason, effectiveAt })
    let left = wanted.points
    const parts = (await selectSpentParts(ctx, book, spend)).map(({ lotId, customerId, points: spent }) => {
      const points = Math.min(left, spent)
      left -= points
      return { lotId, points, desk: desks.of(customerId) }
    })
    const total = { returned: 0, lost: 0 }
    // All that comes back to somebody is there at once, before any of it pays what she owes: what ends first goes first (I12).
    for (const [desk, own] of Map.groupBy(parts, ({ desk }) => desk)) {
      const taken = own.filter(({ points }) => points > 0)
      if (taken.length === 0) continue
      settle(desk, ctx.now())
      const back = giveBack(desk, t, taken, ifExpired, ctx.now())
      total.returned += back.returned
      total.lost += back.lost
    }
    const transactionId = (await putDown(ctx, desks)).get(t)
    if (transactionId) await insertReturn(ctx, book, transactionId, spend)
    return { ...total, isNew: transactionId !== undefined }
  })

/** How many points were spent under a cause, and how many of them are not given back yet. */
export const usedUnder = (ctx: Context, spend: Return["spend"], book: Book = liveBook): Promise<Used> =>
  selectUsed(ctx, book, spend)

const sumOf = ({ points }: Posted) => ({ returned: points, lost: 0 })
