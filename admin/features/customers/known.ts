import type { getProfile } from "../../../server/capabilities/profiles/contract.ts"
import type { Reply } from "../../app/call.ts"
import type { z } from "zod"
import type { getCustomer } from "../../../server/capabilities/customers/contract.ts"

/** A customer with what they are recognised by, what they agreed to, and every id they were known under. */
export type Known = z.output<typeof getCustomer.reply>

/** What the facts of a person add up to, as the page has it. */
export type ProfileFound = Reply<typeof getProfile>
