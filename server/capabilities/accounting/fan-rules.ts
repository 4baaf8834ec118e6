export const fanKinds = ["fan", "both", "reward-only", "quiet"] as const
export type FanKind = (typeof fanKinds)[number]

/** What a member did within a while. */
export type MemberActs = {
  /** Things she did of her own accord: reviews, visits, replies, shares, talks. */
  readonly acts: number
  /** Of those, how many earned points. */
  readonly rewarded: number
  /** Purchases, and how many of them used points or a code. */
  readonly orders: number
  readonly ordersWithReward: number
}

/**
 * Fans and those who come for the reward only (H31). A fan acts without being rewarded for it, or buys at the full price,
 * more often than for a reward; somebody of whom every act and every purchase had a reward is there for it; who did both
 * alike is both. Who did nothing is quiet: that says nothing about why.
 */
export function fanKind({ acts, rewarded, orders, ordersWithReward }: MemberActs): FanKind {
  const forReward = Math.min(rewarded, acts) + Math.min(ordersWithReward, orders)
  const free = acts + orders - forReward
  if (acts + orders === 0) return "quiet"
  if (free === 0) return "reward-only"
  // Buying alone makes no fan: it takes an act that nobody paid for.
  return acts > rewarded && free > forReward ? "fan" : "both"
}
