import type { z } from "zod"
import type { Context } from "./context.ts"
import { mustBeInTransaction } from "./context.ts"

export type EventType<T = unknown> = { readonly name: string; readonly payload: z.ZodType<T> }

/** A fact that one capability announces and others may react to. Names are past tense: `orders.paid`. */
export function eventType<T>(name: string, payload: z.ZodType<T>): EventType<T> {
  return { name, payload }
}

export type Reaction = { readonly event: EventType; readonly react: (ctx: Context, payload: unknown) => Promise<void> }

/** "When this happens, do that": `when(orderPaid, awardPoints)`. */
export function when<T>(event: EventType<T>, react: (ctx: Context, payload: T) => Promise<void>): Reaction {
  // safe: announce() parses the payload with this very event type before any reaction sees it
  return { event, react: (ctx, payload) => react(ctx, payload as T) }
}

/** Tells everyone who listens, in the caller's transaction: either the fact and all that follows from it stand, or nothing. */
export async function announce<T>(ctx: Context, event: EventType<T>, payload: T): Promise<void> {
  mustBeInTransaction(ctx)
  const fact = event.payload.parse(payload)
  for (const react of ctx.product.reactionsTo(event.name)) await react(ctx, fact)
}
