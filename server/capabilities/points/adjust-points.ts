import { actorText, audit } from "#brands"
import { customersByIds } from "#customers"
import { type Actor, type Context, inTransaction } from "#kernel/context"
import { sumsOf } from "./desk-rules.ts"
import { PointsError } from "./errors.ts"
import { liveBook } from "./model.ts"
import { openDesks, putDown } from "./open-desks.ts"
import { pointsSettings } from "./settings.ts"
import { earn, take } from "./spend-rules.ts"
import { type Adjustment, decideAdjustment, insertAdjustment, selectAdjustment } from "./storage-adjustments.ts"

export type AdjustmentAsked = {
  readonly customerId: string
  /** More than zero gives, less takes. */
  readonly points: number
  /** In the words of whoever asks. */
  readonly reason: string
  /** Names it: the same again asks for nothing new. */
  readonly key: string
}

const shown = { ja: "店からの調整", en: "Adjusted by the shop" }

/**
 * Gives or takes points by hand: at once up to the brand's limit, above it when a second person agrees (L21). Audited. Throws
 * `points.NotEnoughPoints`, `points.LedgerConflict` for another adjustment of the same key, `points.UnknownCustomer`.
 */
export const adjustPoints = (ctx: Context, asked: AdjustmentAsked): Promise<Adjustment> =>
  inTransaction(ctx, async (ctx) => {
    const [customer] = (await customersByIds(ctx, [asked.customerId])).values()
    if (!customer || customer.erasedAt) throw PointsError.UnknownCustomer({ field: "customerId" })
    const { approvalAbove } = await pointsSettings(ctx)
    return ask(ctx, { ...asked, customerId: customer.customerId }, Math.abs(asked.points) > approvalAbove, null)
  })

async function ask(
  ctx: Context,
  { customerId, points, reason, key }: AdjustmentAsked,
  mustWait: boolean,
  reversesId: string | null,
): Promise<Adjustment> {
  const asked: Adjustment = {
    adjustmentId: ctx.id(),
    key,
    book: liveBook,
    customerId,
    points,
    reason,
    state: mustWait ? "waiting" : "posted",
    askedBy: actorText(ctx.actor),
    askedAt: ctx.now(),
    decidedBy: null,
    decidedAt: null,
    reversesId,
  }
  if (!(await insertAdjustment(ctx, asked))) {
    const known = await selectAdjustment(ctx, { key })
    if (!known || known.points !== points) throw PointsError.LedgerConflict({ field: "key" })
    return known
  }
  if (!mustWait) await post(ctx, asked)
  await audit(ctx, {
    action: mustWait ? "points.adjustment-asked" : "points.adjusted",
    subject: `customer:${customerId}`,
    after: { adjustmentId: asked.adjustmentId, points },
  })
  return asked
}

/** A second person agrees. Throws `points.OwnAdjustment` for who asked, `points.AdjustmentDecided`, `points.NotEnoughPoints`. */
export const approveAdjustment = (ctx: Context, adjustmentId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const waiting = await waitingOne(ctx, adjustmentId)
    if (isSame(ctx.actor, waiting.askedBy)) throw PointsError.OwnAdjustment()
    await post(ctx, waiting)
    await decide(ctx, waiting, "posted")
  })

/** Says no to it; whoever asked may take it back, too. Throws `points.AdjustmentDecided`. */
export const refuseAdjustment = (ctx: Context, adjustmentId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => decide(ctx, await waitingOne(ctx, adjustmentId), "refused"))

/** Asks for the opposite of what was posted. Throws `points.UnknownAdjustment`, `points.AdjustmentDecided`. */
export const reverseAdjustment = (ctx: Context, adjustmentId: string, reason: string): Promise<Adjustment> =>
  inTransaction(ctx, async (ctx) => {
    const before = await known(ctx, adjustmentId)
    if (before.state !== "posted") throw PointsError.AdjustmentDecided()
    const asked = { customerId: before.customerId, points: -before.points, reason, key: `reverse:${adjustmentId}` }
    const { approvalAbove } = await pointsSettings(ctx)
    return ask(ctx, asked, Math.abs(before.points) > approvalAbove, adjustmentId)
  })

async function known(ctx: Context, adjustmentId: string): Promise<Adjustment> {
  const found = await selectAdjustment(ctx, { adjustmentId })
  if (!found) throw PointsError.UnknownAdjustment({ field: "adjustmentId" })
  return found
}

async function waitingOne(ctx: Context, adjustmentId: string): Promise<Adjustment> {
  const found = await known(ctx, adjustmentId)
  if (found.state !== "waiting") throw PointsError.AdjustmentDecided()
  return found
}

const isSame = (actor: Actor, text: string): boolean => actorText(actor) === text

async function decide(ctx: Context, { adjustmentId, customerId, points }: Adjustment, state: "posted" | "refused") {
  await decideAdjustment(ctx, adjustmentId, state, actorText(ctx.actor))
  await audit(ctx, {
    action: state === "posted" ? "points.adjustment-approved" : "points.adjustment-refused",
    subject: `customer:${customerId}`,
    after: { adjustmentId, points },
  })
}

async function post(ctx: Context, { adjustmentId, customerId, points }: Adjustment): Promise<void> {
  const desks = await openDesks(ctx, liveBook, [customerId])
  const desk = desks.of(customerId)
  const cause = { type: "adjustment", id: adjustmentId, rule: "", seq: 0 }
  const header = { kind: "adjusted" as const, cause, reason: shown, effectiveAt: ctx.now() }
  if (points > 0) {
    const { expiry } = await pointsSettings(ctx)
    const [lotId, now] = [ctx.id(), ctx.now()]
    earn(
      desk,
      header,
      { lotId, origin: "goodwill", qty: points, earnedAt: now, confirmsAt: now, expiry },
      "adjustment",
      now,
    )
  } else if (!take(desk, header, -points, "adjustment"))
    throw PointsError.NotEnoughPoints({ field: "points", available: sumsOf(desk).available })
  await putDown(ctx, desks)
}
