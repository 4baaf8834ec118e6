import { z } from "zod"
import { eventType } from "#kernel/events"

const PastOrdersApplied = z.object({
  orders: z.array(
    z.object({
      orderId: z.uuid(),
      customerId: z.uuid().nullable(),
      source: z.string(),
      externalId: z.string(),
      /** Whether the order was unknown before. */
      isNew: z.boolean(),
    }),
  ),
})
export type PastOrdersApplied = z.infer<typeof PastOrdersApplied>
/**
 * Orders of the past were brought in, many at once. Nothing of it is news to a buyer; who waits for one of these orders
 * (a parcel that was told of first) finds it here. Of single orders nothing else is announced then.
 */
export const pastOrdersApplied = eventType("orders.past-applied", PastOrdersApplied)
