import { z } from "zod"
import { eventType } from "#kernel/events"
import { consentStates } from "./consent-rules.ts"

const pair = z.object({ from: z.uuid(), into: z.uuid() })

/** Two profiles turned out to be one person: what belonged to `from` is now found under `into`. */
export const customerMerged = eventType("customers.merged", pair)
/** That was undone: `from` is a person of their own again. */
export const customerUnmerged = eventType("customers.unmerged", pair)
/** Something that is known of these people has changed. Told once for all that were written together. */
export const customersChanged = eventType("customers.changed", z.object({ customerIds: z.array(z.uuid()) }))
/** Something else holds than before of what this person agreed to or refused. */
export const consentChanged = eventType(
  "customers.consent-changed",
  z.object({
    customerId: z.uuid(),
    channel: z.string(),
    purpose: z.string(),
    state: z.enum(consentStates),
    /** When it was said, however late it is brought in; of a merge, when that was. */
    at: z.date(),
    /** The door by which it was said; absent where a merge changed what holds. */
    source: z.string().optional(),
  }),
)
/** A person is erased: `customerIds` are all ids they ever had. Whoever keeps rows of them removes what is personal, now. */
export const customerErased = eventType(
  "customers.erased",
  z.object({ customerId: z.uuid(), customerIds: z.array(z.uuid()) }),
)
