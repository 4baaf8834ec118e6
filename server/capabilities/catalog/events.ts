import { z } from "zod"
import { eventType } from "#kernel/events"

/** What can be bought from now on and could not before: a draft that was published, or something new of a shop that is known. */
export const productsLaunched = eventType(
  "catalog.launched",
  z.object({
    products: z.array(z.object({ productId: z.uuid(), externalId: z.string(), title: z.string() })).min(1),
    at: z.date(),
  }),
)
