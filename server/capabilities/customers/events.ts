import { z } from "zod"
import { eventType } from "#kernel/events"

const pair = z.object({ from: z.uuid(), into: z.uuid() })

/** Two profiles turned out to be one person: what belonged to `from` is now found under `into`. */
export const customerMerged = eventType("customers.merged", pair)
/** That was undone: `from` is a person of their own again. */
export const customerUnmerged = eventType("customers.unmerged", pair)
/** Something that is known of this person has changed. */
export const customerChanged = eventType("customers.changed", z.object({ customerId: z.uuid() }))
