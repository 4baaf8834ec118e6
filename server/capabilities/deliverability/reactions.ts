import { deeds } from "#events"
import type { Context } from "#kernel/context"

/** Whatever shows that somebody is there and interested. What may have been a person counts, too: in doubt she stays. */
const signs = [
  "Message Opened",
  "Message Clicked",
  "Message Maybe Opened",
  "Message Maybe Clicked",
  "Message Replied",
  "Email Opened",
  "Email Link Clicked",
  "Order Placed",
  "Order Completed",
  "Checkout Started",
  "Product Added",
  "Product Viewed",
  "Page Viewed",
  "Store Visited",
  "Conversation Held",
  "Survey Answered",
  "Consent Given",
]

/**
 * What only a human does, and by which somebody who rests says that she is there: unlike in `signs`, doubt and a mere look
 * end no rest.
 */
const clearSigns = [
  "Message Clicked",
  "Message Replied",
  "Email Link Clicked",
  "Order Placed",
  "Order Completed",
  "Checkout Started",
  "Product Added",
  "Store Visited",
  "Conversation Held",
  "Survey Answered",
  "Consent Given",
]

/** When each of these people last gave a clear sign after that instant; who gave none is missing. */
export async function signsSince(
  ctx: Context,
  customerIds: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, Date>> {
  const found = await deeds(ctx, customerIds, clearSigns)
  // Oldest first: the last one stands.
  return new Map(
    found.flatMap(({ customerId, occurredAt }) => (occurredAt > since ? [[customerId, occurredAt] as const] : [])),
  )
}

/** Which of these people have shown any sign since then. */
export async function reactedSince(ctx: Context, customerIds: readonly string[], since: Date): Promise<Set<string>> {
  const found = await deeds(ctx, customerIds, signs)
  return new Set(found.filter(({ occurredAt }) => occurredAt >= since).map(({ customerId }) => customerId))
}
