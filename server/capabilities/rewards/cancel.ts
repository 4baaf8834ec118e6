import { audit } from "#brands"
import { rootIdsOf } from "#customers"
import { takeBackCode } from "#offers"
import { returnPoints } from "#points"
import { touchCustomers } from "#segments"
import { type Context, inTransaction, lock } from "#kernel/context"
import { announce } from "#kernel/events"
import { RewardError } from "./errors.ts"
import { redemptionCancelled } from "./events.ts"
import type { Redemption, RewardDocument } from "./model.ts"
import { noteCancelled } from "./notes.ts"
import { personLock, spendCause } from "./redeem.ts"
import { mayTakeBack } from "./reward-rules.ts"
import { giveStockBack, selectVersion } from "./storage.ts"
import { deleteCollectible } from "./storage-collectibles.ts"
import { cancelOne, finishOne, selectRedemption } from "./storage-redemptions.ts"

/**
 * Takes a redemption back: its points go back to the lots that they came from, the piece or place is free again, a code that
 * was not used yet can't be used any more. Again changes nothing. Throws `rewards.UnknownRedemption`, `rewards.AlreadyUsed`.
 */
export const cancelRedemption = (ctx: Context, redemptionId: string, reason: string): Promise<Redemption> =>
  inTransaction(ctx, async (ctx) => {
    const { redemption, document } = await held(ctx, redemptionId)
    if (redemption.state === "cancelled") return redemption
    await undo(ctx, redemption, document, reason)
    await audit(ctx, {
      action: "rewards.cancelled",
      subject: `redemption:${redemptionId}`,
      before: { state: redemption.state, points: redemption.points },
      after: { state: "cancelled", reason },
    })
    return known(ctx, redemptionId)
  })

/**
 * What she herself says about a place that she has: no longer coming gives place and points back until the day to answer.
 * Throws `rewards.UnknownRedemption` (another's, too), `rewards.TooLate`.
 */
export const giveUpPlace = (ctx: Context, asked: { customerId: string; redemptionId: string }): Promise<Redemption> =>
  inTransaction(ctx, async (ctx) => {
    const { redemption, document } = await held(ctx, asked.redemptionId)
    const roots = await rootIdsOf(ctx, [asked.customerId])
    if (redemption.customerId === null || roots.get(asked.customerId) !== redemption.customerId)
      throw RewardError.UnknownRedemption({ field: "redemptionId" })
    if (redemption.state === "cancelled") return redemption
    if (!mayTakeBack(document, redemption, ctx.now())) throw RewardError.TooLate()
    await undo(ctx, redemption, document, "not-coming")
    return known(ctx, asked.redemptionId)
  })

/** The staff has done it; of an event, whether she came. Throws `rewards.UnknownRedemption`, `rewards.NotOpen`. */
export const finishRedemption = (
  ctx: Context,
  redemptionId: string,
  hasCome: boolean | null = null,
): Promise<Redemption> =>
  inTransaction(ctx, async (ctx) => {
    const redemption = await known(ctx, redemptionId)
    const by = ctx.actor.kind === "staff" ? `staff:${ctx.actor.staffId}` : ctx.actor.kind
    const isEvent = redemption.kind === "experience"
    if (!(await finishOne(ctx, redemptionId, { by, hasCome: isEvent ? (hasCome ?? true) : null })))
      throw RewardError.NotOpen()
    return known(ctx, redemptionId)
  })

async function undo(ctx: Context, one: Redemption, document: RewardDocument, reason: string): Promise<void> {
  const { redemptionId, rewardId, customerId, points, quantity, kind, handed } = one
  if (handed.code && (await takeBackCode(ctx, handed.code)) === "used") throw RewardError.AlreadyUsed()
  if (!(await cancelOne(ctx, redemptionId, reason))) return
  const { graceDays } = document
  if (points > 0 && customerId !== null)
    await returnPoints(ctx, {
      spend: { type: "reward", id: redemptionId },
      points,
      cause: { ...spendCause(redemptionId), type: "reward-cancelled" },
      effectiveAt: ctx.now(),
      ifExpired: graceDays === 0 ? "lost" : { graceDays },
    })
  await giveStockBack(ctx, rewardId, quantity)
  await deleteCollectible(ctx, `reward:${redemptionId}`)
  if (customerId === null) return
  const news = { redemptionId, rewardId, customerId, kind, points, quantity, at: ctx.now() }
  await noteCancelled(ctx, news, document)
  await touchCustomers(ctx, [customerId])
  await announce(ctx, redemptionCancelled, news)
}

/** The redemption with its person's wishes held back, so that nothing happens to it meanwhile. */
async function held(ctx: Context, redemptionId: string) {
  const seen = await known(ctx, redemptionId)
  if (seen.customerId !== null) await lock(ctx, personLock(seen.customerId))
  const redemption = await known(ctx, redemptionId)
  const document = await selectVersion(ctx, redemption.rewardId, redemption.version)
  if (!document) throw RewardError.UnknownReward()
  return { redemption, document }
}

/** Throws `rewards.UnknownRedemption`. */
export async function known(ctx: Context, redemptionId: string): Promise<Redemption> {
  const redemption = await selectRedemption(ctx, redemptionId)
  if (!redemption) throw RewardError.UnknownRedemption({ field: "redemptionId" })
  return redemption
}
