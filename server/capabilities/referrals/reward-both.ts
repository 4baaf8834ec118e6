import { currentProgramme as circleProgramme, expiryRule } from "#loyalty"
import { brandAtHand } from "#tracking"
import { recordEvents } from "#events"
import { takeBackCode, typedCode } from "#offers"
import { earnPoints, revokePoints } from "#points"
import { touchCustomers } from "#segments"
import { type Context, lock } from "#kernel/context"
import { firstOfMonth } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import { couponFor } from "./give-coupon.ts"
import type { Given, Programme, Referral, Reward } from "./model.ts"
import { countRewarded, updateReferral } from "./storage-referrals.ts"

const reasons = {
  inviter: { ja: "お友だちのご紹介のお礼", en: "Thank you for bringing a friend" },
  friend: { ja: "ご紹介でのはじめてのお買い物", en: "Your first order, by a friend's word" },
  back: {
    ja: "ご紹介のお買い物が返品・取り消しになったため",
    en: "The order that was brought was returned or cancelled",
  },
}

/** Rewards both sides, each once: the ledger and the offers know the cause, whatever is tried again. */
export async function giveRewards(ctx: Context, referral: Referral, programme: Programme): Promise<void> {
  const { referralId, inviterId, friendId } = referral
  if (inviterId) await lock(ctx, `referrals:inviter:${inviterId}`)
  const toInviter = await inviterGets(ctx, referral, programme)
  // A coupon went to the friend when she came; points wait for the return window.
  const toFriend = await give(ctx, referral, "friend", friendId, programme.friend)
  await updateReferral(ctx, referralId, { state: "rewarded", toInviter, toFriend })
  await recordEvents(
    ctx,
    [inviterId, friendId].flatMap((customerId, index) =>
      customerId === null
        ? []
        : [
            {
              customerId,
              name: "Referral Rewarded",
              occurredAt: ctx.now(),
              source: "maido",
              externalId: `referrals:${referralId}:rewarded:${index}`,
              properties: { side: index === 0 ? "inviter" : "friend", ...(index === 0 ? toInviter : toFriend) },
            },
          ],
    ),
  )
  await touchCustomers(ctx, [friendId, ...(inviterId ? [inviterId] : [])])
}

async function inviterGets(ctx: Context, referral: Referral, programme: Programme): Promise<Given> {
  const { inviterId } = referral
  if (inviterId === null) return { kind: "none", why: "no-person" }
  const { zone } = (await brandAtHand(ctx)).brand
  const since = startOfDay(zone, firstOfMonth(dayIn(zone, ctx.now())))
  if ((await countRewarded(ctx, inviterId, since)) >= programme.monthlyCap) return { kind: "none", why: "monthly-cap" }
  return give(ctx, referral, "inviter", inviterId, programme.inviter)
}

type Side = "inviter" | "friend"
const causeOf = ({ referralId }: Referral, side: Side) => `${referralId}:${side}`

async function give(ctx: Context, referral: Referral, side: Side, customerId: string, reward: Reward): Promise<Given> {
  const id = causeOf(referral, side)
  if (reward.kind === "points") {
    await earnPoints(ctx, [
      {
        customerId,
        points: reward.points,
        origin: "action",
        cause: { type: "referral", id, rule: side, seq: 0 },
        programmeVersion: null,
        reason: reasons[side],
        effectiveAt: ctx.now(),
        confirmsAt: ctx.now(),
        expiry: expiryRule((await circleProgramme(ctx))?.programme.expiry ?? null),
      },
    ])
    return { kind: "points", points: reward.points }
  }
  if (reward.kind === "none") return { kind: "none", why: "no-reward" }
  // She had hers when she came.
  if (side === "friend") return { kind: "none", why: "no-reward" }
  const code = await couponFor(ctx, { offerId: reward.offerId, customerId, cause: `referral:${id}` })
  return code
    ? { kind: "coupon", offerId: reward.offerId, code: typedCode(code) }
    : { kind: "none", why: "not-available" }
}

/** The friend's order did not stand: what both were given goes back, as far as it is not used (L15). */
export async function takeBackRewards(ctx: Context, referral: Referral): Promise<void> {
  const sides = [
    ["inviter", referral.inviterId, referral.toInviter],
    ["friend", referral.friendId, referral.toFriend],
  ] as const
  for (const [side, customerId, given] of sides) {
    if (given?.kind === "points" && customerId)
      await revokePoints(ctx, [
        {
          customerId,
          of: { type: "referral", id: causeOf(referral, side) },
          keeps: 0,
          cause: { type: "referral-returned", id: causeOf(referral, side), rule: side, seq: 0 },
          effectiveAt: ctx.now(),
          shortage: "debt",
          reason: reasons.back,
        },
      ])
    if (given?.kind === "coupon") await takeBackCode(ctx, given.code)
    if (customerId && given && given.kind !== "none")
      await recordEvents(ctx, [
        {
          customerId,
          name: "Referral Reward Taken Back",
          occurredAt: ctx.now(),
          source: "maido",
          externalId: `referrals:${referral.referralId}:back:${side}`,
          properties: { side, ...given },
        },
      ])
  }
}
