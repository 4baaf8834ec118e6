import { type Order, orderById, standingOrders } from "#orders"
import { shipmentsOf } from "#shipments"
import { type Context, inTransaction, lock } from "#kernel/context"
import { releaseAt } from "./attribution-rules.ts"
import { clusterOf } from "#customers"
import type { Programme, Referral } from "./model.ts"
import { programmeVersion } from "./programme.ts"
import { giveRewards, takeBackRewards } from "./reward-both.ts"
import { nextStep, stands } from "./settle-rules.ts"
import { holdReferrals, holdRing, selectDue, selectRing, updateReferral } from "./storage-referrals.ts"

/** When the rewards for an order are due (S60): the return window after all its parcels have arrived; null: not known yet. */
export async function dueOn(ctx: Context, order: Order, { release }: Programme): Promise<Date | null> {
  if (order.channel === "store")
    return releaseAt(release, { placedAt: order.placedAt, arrivedAt: order.placedAt, hasParcels: false })
  const parcels = (await shipmentsOf(ctx, order.orderId)).filter((parcel) => parcel.cancelledAt === null)
  const arrivals = parcels.flatMap(({ deliveredAt }) => (deliveredAt ? [deliveredAt.getTime()] : []))
  const arrivedAt = parcels.length > 0 && arrivals.length === parcels.length ? new Date(Math.max(...arrivals)) : null
  return releaseAt(release, { placedAt: order.placedAt, arrivedAt, hasParcels: parcels.length > 0 })
}

/** Brings a referral to where its order is: due, undone, or its rewards taken back. The row is held by the caller. */
export async function settleReferral(ctx: Context, referral: Referral, order: Order): Promise<void> {
  const programme = await programmeVersion(ctx, referral.programme)
  const net = Math.max(0, order.totals.total - order.totals.refunded)
  const releasesAt = await dueOn(ctx, order, programme)
  const isDue = releasesAt !== null && releasesAt <= ctx.now()
  const step = nextStep(referral.state, stands({ counted: order.counted, net }, programme), isDue)
  const seen = { releasesAt, amount: net }
  if (step === "undo") return updateReferral(ctx, referral.referralId, { ...seen, state: "undone" })
  if (step === "take-back") {
    await takeBackRewards(ctx, referral)
    return updateReferral(ctx, referral.referralId, { ...seen, state: "taken-back" })
  }
  if (step === "wait")
    return updateReferral(ctx, referral.referralId, {
      ...seen,
      state: referral.doubts.length > 0 && !referral.reviewedBy ? "held" : "waiting",
    })
  await updateReferral(ctx, referral.referralId, seen)
  if (step !== "release" || (await isRing(ctx, referral)) || !(await mayRelease(ctx, referral, programme))) return
  await giveRewards(ctx, { ...referral, amount: net }, programme)
}

/**
 * Two that brought each other in the same moment did not see one another, and a merge may close a ring: it is looked at
 * once more before anything is given, unless a person has decided.
 */
async function isRing(ctx: Context, { referralId, friendId, inviterId, reviewedBy }: Referral): Promise<boolean> {
  if (inviterId === null || reviewedBy !== null) return false
  const ring = await selectRing(ctx, friendId, inviterId)
  if (ring.length > 0) await holdRing(ctx, [referralId, ...ring.map((one) => one.referralId)])
  return ring.length > 0
}

async function mayRelease(ctx: Context, { friendId }: Referral, { release }: Programme): Promise<boolean> {
  if (!release.secondOrder) return true
  return (await standingOrders(ctx, await clusterOf(ctx, friendId))).length >= 2
}

/** How many are released by one turn of the routine. */
const together = 200

/** The return window of these is over: both sides get what was promised, once. */
export async function releaseDue(ctx: Context): Promise<void> {
  const due = await inTransaction(ctx, (ctx) => selectDue(ctx, together))
  for (const referralId of due)
    await inTransaction(ctx, async (ctx) => {
      await lock(ctx, `referrals:referral:${referralId}`)
      const [referral] = await holdReferrals(ctx, { referralIds: [referralId] })
      const order = referral && (await orderById(ctx, referral.orderId))
      if (referral?.state === "waiting" && order) await settleReferral(ctx, referral, order)
    })
}
