import type { Programme, ReferralState } from "./model.ts"

export type OrderStands = {
  readonly counted: boolean
  /** What it comes to, less what came back. */
  readonly net: number
}

/** Whether the friend's order is still worth a reward. */
export const stands = ({ counted, net }: OrderStands, { minimumOrder }: Pick<Programme, "minimumOrder">): boolean =>
  counted && net > 0 && net >= minimumOrder

/**
 * What becomes of a referral when its order has changed. `release` asks for the rewards; `take-back` for what was given.
 * Refused stays refused; what was undone may stand again when the order does.
 */
export function nextStep(
  state: ReferralState,
  isStanding: boolean,
  isDue: boolean,
): "stay" | "undo" | "take-back" | "wait" | "release" {
  if (state === "refused" || state === "taken-back") return "stay"
  if (!isStanding) return state === "rewarded" ? "take-back" : state === "undone" ? "stay" : "undo"
  if (state === "undone") return "wait"
  return state === "waiting" && isDue ? "release" : "stay"
}
