import { audit } from "#brands"
import { orderById } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { ReferralError } from "./errors.ts"
import { actorOf } from "./programme.ts"
import { settleReferral } from "./settle-referral.ts"
import { holdReferrals, updateReferral } from "./storage-referrals.ts"

/**
 * Somebody has looked at a referral that was held: it counts, and waits for its return window like any other, or it is
 * refused. Throws `referrals.UnknownReferral`, `referrals.NotHeld`.
 */
export const reviewReferral = (
  ctx: Context,
  referralId: string,
  { verdict, note }: { readonly verdict: "counts" | "refused"; readonly note: string },
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const [referral] = await holdReferrals(ctx, { referralIds: [referralId] })
    if (!referral) throw ReferralError.UnknownReferral({ field: "referralId" })
    if (referral.state !== "held") throw ReferralError.NotHeld({ field: "referralId" })
    const state = verdict === "counts" ? ("waiting" as const) : ("refused" as const)
    const reviewedBy = actorOf(ctx)
    await updateReferral(ctx, referralId, { state, reviewedBy, note })
    await audit(ctx, {
      action: verdict === "counts" ? "referrals.accepted" : "referrals.refused",
      subject: `referral:${referralId}`,
      before: { doubts: referral.doubts },
      after: { note },
    })
    const order = state === "waiting" ? await orderById(ctx, referral.orderId) : undefined
    if (order) await settleReferral(ctx, { ...referral, state, reviewedBy }, order)
  })
