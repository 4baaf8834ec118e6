import { z } from "zod"
import { eventType } from "#kernel/events"

/** Somebody has done all that a quest asks for, and has what it promises. */
export const questCompleted = eventType(
  "quests.completed",
  z.object({
    awardId: z.uuid(),
    questId: z.uuid(),
    customerId: z.uuid(),
    round: z.int(),
    points: z.int(),
    at: z.date(),
  }),
)
