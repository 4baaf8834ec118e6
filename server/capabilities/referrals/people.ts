import type { Context } from "#kernel/context"
import { takeBackRewards } from "./reward-both.ts"
import { forgetClaims, moveClaims, selectClaims } from "./storage-claims.ts"
import { forgetLinks, moveLinks, selectLinksOf } from "./storage-links.ts"
import { moveAsked } from "./storage-prompts.ts"
import { forgetReferrals, moveReferrals, selectOfInviter, updateReferral } from "./storage-referrals.ts"

/** Two profiles are one person. Whoever turns out to have brought herself gets nothing for it, and gives back what she got (S60). */
export async function joinPeople(ctx: Context, { from, into }: { from: string; into: string }): Promise<void> {
  await moveLinks(ctx, from, into)
  await moveClaims(ctx, from, into)
  await moveAsked(ctx, from, into)
  for (const referral of await moveReferrals(ctx, from, into)) {
    const doubts = [...new Set([...referral.doubts, "same-person" as const])]
    if (referral.state === "rewarded") await takeBackRewards(ctx, referral)
    await updateReferral(ctx, referral.referralId, {
      state: referral.state === "rewarded" ? "taken-back" : "refused",
      doubts,
    })
  }
}

/** A person is erased: her links lead to nobody, nothing says whom she brought or who brought her; sums stay. */
export async function forgetPeople(ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> {
  await forgetLinks(ctx, customerIds)
  await forgetClaims(ctx, customerIds)
  await forgetReferrals(ctx, customerIds)
}

/** What is kept of somebody, for her own request: nobody else's name is in it (S72). */
export const referralsAsPersonalData = {
  name: "referrals",
  read: async (ctx: Context, customerIds: readonly string[]) => ({
    links: (await selectLinksOf(ctx, customerIds)).map(({ token, channel, contentId }) => ({
      token,
      channel,
      contentId,
    })),
    cameBy: (await selectClaims(ctx, customerIds)).map(({ claimedAt, code }) => ({ at: claimedAt, code })),
    brought: (await selectOfInviter(ctx, customerIds, 1_000)).map(({ placedAt, state, toInviter }) => ({
      at: placedAt,
      state,
      reward: toInviter,
    })),
  }),
}
