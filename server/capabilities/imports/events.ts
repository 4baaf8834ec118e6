import { z } from "zod"
import { eventType } from "#kernel/events"

/** A file says of these people that they are members, and since when they are known. Told again with each file that says so. */
export const membersTold = eventType(
  "imports.members-told",
  z.object({ members: z.array(z.object({ customerId: z.uuid(), since: z.date() })).min(1) }),
)
