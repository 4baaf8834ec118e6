import type { Referral, Standing } from "./model.ts"

/** How a referral stands, as its inviter may see it: neither who it was nor what was bought, nor why it is looked at (J07). */
export function standingOf({ placedAt, state, releasesAt, toInviter }: Referral): Standing {
  if (state === "rewarded")
    return { at: placedAt, state: toInviter?.kind === "none" ? "not-counted" : "rewarded", rewardOn: null }
  if (state === "waiting") return { at: placedAt, state: "on-its-way", rewardOn: releasesAt }
  if (state === "held") return { at: placedAt, state: "looked-at", rewardOn: null }
  return { at: placedAt, state: "not-counted", rewardOn: null }
}
