import { z } from "zod"
import { eventType } from "#kernel/events"
import { rewardKinds } from "./model.ts"

const news = z.object({
  redemptionId: z.uuid(),
  rewardId: z.uuid(),
  customerId: z.uuid(),
  kind: z.enum(rewardKinds),
  /** Paid for it; 0 when it was given. */
  points: z.int(),
  quantity: z.int(),
  at: z.date(),
})

/** Somebody has chosen a reward, or was given one. */
export const rewardRedeemed = eventType("rewards.redeemed", news)
/** That was taken back; her points are back as well. */
export const redemptionCancelled = eventType("rewards.redemption-cancelled", news)
