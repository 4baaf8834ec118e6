import type { z } from "zod"
import type { getCustomer } from "../../../server/capabilities/customers/contract.ts"

/** A customer with what they are recognised by, what they agreed to, and every id they were known under. */
export type Known = z.output<typeof getCustomer.reply>
