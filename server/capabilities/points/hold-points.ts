import { type Context, inTransaction } from "#kernel/context"
import { type DeskHold, sumsOf } from "./desk-rules.ts"
import { PointsError } from "./errors.ts"
import type { Held, HoldAsked, Spent } from "./model.ts"
import { bookOf, openDesks, putDown } from "./open-desks.ts"
import { refusal } from "./refuse-spending.ts"
import { capture, release, take } from "./spend-rules.ts"
import { selectPosted } from "./storage-journal.ts"
import { selectHold, selectHoldOf } from "./storage-lots.ts"

/**
 * Keeps points for somebody who is about to spend them: until they are captured or released, or the time is over (L04).
 * What is kept does not end meanwhile (L18). The same cause again gives the hold there is. Throws
 * `points.NotEnoughPoints`, `points.PointsExpired`, `points.LedgerConflict`.
 */
export const holdPoints = (ctx: Context, wanted: HoldAsked): Promise<Held> =>
  inTransaction(ctx, async (ctx) => {
    const { customerId, points, cause, purpose, reason, orderId = null, ttlMs } = wanted
    const book = bookOf(wanted)
    const desks = await openDesks(ctx, book, [customerId])
    const before = await selectHoldOf(ctx, book, cause)
    if (before) {
      if (before.points !== points) throw PointsError.LedgerConflict({ field: "cause", cause })
      await putDown(ctx, desks)
      return { holdId: before.holdId, expiresAt: before.expiresAt, isNew: false }
    }
    const desk = desks.of(customerId)
    const effectiveAt = wanted.effectiveAt ?? ctx.now()
    const parts = take(desk, { kind: "held", cause, reason, effectiveAt, orderId }, points, "held")
    if (!parts) {
      await putDown(ctx, desks)
      throw await refusal(ctx, book, desk.customerId, sumsOf(desk).available)
    }
    const expiresAt = new Date(ctx.now().getTime() + ttlMs)
    const state = { state: "open" as const, captured: 0, isNew: true }
    const holdId = ctx.id()
    const about = { customerId: desk.customerId, points, parts, cause, expiresAt, reason, purpose, orderId }
    desk.holds.set(holdId, { holdId, ...about, ...state })
    await putDown(ctx, desks)
    return { holdId, expiresAt, isNew: true }
  })

/**
 * Spends what is held, or less of it; the rest is free again. The same again gives the same. Throws
 * `points.HoldEnded` when it was released or its time is over, `points.UnknownHold`.
 */
export const captureHold = (
  ctx: Context,
  { holdId, points }: { readonly holdId: string; readonly points?: number | undefined },
): Promise<Spent> =>
  inTransaction(ctx, async (ctx) => {
    const { desks, desk, hold } = await openHold(ctx, holdId)
    const known = hold.state === "captured"
    if (known && hold.captured !== (points ?? hold.points)) throw PointsError.HoldEnded({ state: hold.state })
    if (!known && hold.state !== "open") throw PointsError.HoldEnded({ state: hold.state })
    const taken = points ?? hold.points
    if (!Number.isSafeInteger(taken) || taken < 1 || taken > hold.points)
      throw PointsError.NotEnoughPoints({ field: "points", available: hold.points })
    if (!known) capture(desk, hold, taken, ctx.now())
    await putDown(ctx, desks)
    const [posted] = await selectPosted(ctx, desks.book, [hold.cause], ["captured"])
    const lots = (posted?.parts ?? []).slice(0, hold.parts.length)
    return { transactionId: posted?.transactionId ?? "", isNew: !known, lots, available: sumsOf(desk).available }
  })

/** Frees what is held. The same again does nothing. Throws `points.HoldEnded` when it was captured, `points.UnknownHold`. */
export const releaseHold = (ctx: Context, { holdId }: { readonly holdId: string }): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const { desks, desk, hold } = await openHold(ctx, holdId)
    if (hold.state === "captured") throw PointsError.HoldEnded({ state: hold.state })
    if (hold.state === "open") release(desk, hold, ctx.now())
    await putDown(ctx, desks)
  })

async function openHold(ctx: Context, holdId: string) {
  const found = await selectHold(ctx, holdId)
  if (!found) throw PointsError.UnknownHold({ field: "holdId" })
  const lotIds = found.parts.map((part) => part.lotId)
  const desks = await openDesks(ctx, found.book, [found.customerId], lotIds)
  // Now that the member is held: what the hold has become meanwhile.
  const now = await selectHold(ctx, holdId)
  const desk = desks.of(now?.customerId ?? found.customerId)
  const hold: DeskHold = desk.holds.get(holdId) ?? { ...(now ?? found) }
  return { desks, desk, hold }
}
