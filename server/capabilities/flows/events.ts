import { z } from "zod"
import { eventType } from "#kernel/events"

/** People have come to a step that tells other systems. Ids only, a thousand at most. */
export const flowReached = eventType(
  "flows.reached",
  z.object({
    flowId: z.uuid(),
    version: z.int(),
    step: z.string(),
    /** The word by which the other system knows what is meant. */
    topic: z.string(),
    customerIds: z.array(z.uuid()),
    at: z.date(),
  }),
)
