import { z } from "zod"
import { eventType } from "#kernel/events"
import { doors, planKinds } from "./model.ts"

const customerId = z.uuid()

/** Somebody has joined the circle, or come back to it. `ring` names the beta ring that she belongs to. */
export const memberEnrolled = eventType(
  "members.enrolled",
  z.object({ customerId, by: z.enum(doors), at: z.date(), ring: z.string().nullable() }),
)
export const memberLeft = eventType("members.left", z.object({ customerId, at: z.date() }))
/** Her rank is another one now; once for each change. `from` is null for her first. */
export const rankChanged = eventType(
  "members.rank-changed",
  z.object({ customerId, from: z.string().nullable(), to: z.string(), at: z.date(), isUp: z.boolean() }),
)
export const planChanged = eventType(
  "members.plan-changed",
  z.object({
    customerId,
    planId: z.uuid(),
    kind: z.enum(planKinds),
    state: z.enum(["waiting", "active", "refused", "ended"]),
    until: z.date().nullable(),
    at: z.date(),
  }),
)
export const termsAccepted = eventType(
  "members.terms-accepted",
  z.object({ customerId, version: z.int(), at: z.date() }),
)
