import { z } from "zod"
import { eventType } from "#kernel/events"

/** Somebody linked their LINE with who they are at the shop. Told once per person and LINE account. */
export const lineLinked = eventType(
  "line.linked",
  z.object({ customerId: z.uuid(), userId: z.string(), at: z.date(), isFirst: z.boolean() }),
)
/** Somebody became, or no longer is, a friend who can be reached. */
export const lineFriendChanged = eventType(
  "line.friend-changed",
  z.object({ customerId: z.uuid(), isFollowing: z.boolean(), at: z.date() }),
)
