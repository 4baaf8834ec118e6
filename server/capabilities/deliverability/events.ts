import { z } from "zod"
import { eventType } from "#kernel/events"

/** These people rest from now on, or rest no more. */
export const restsChanged = eventType("deliverability.rests-changed", z.object({ customerIds: z.array(z.uuid()) }))
