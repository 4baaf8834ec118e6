import { type IdentityFact, type Resolved, resolveCustomer } from "#customers"
import type { Context } from "#kernel/context"

/**
 * Finds who it is, as of a moment before now. Where that shows two profiles to be one, the stricter of their words holds
 * from then on; what the person says now comes after it and counts, however fast both follow each other.
 */
export const resolveBefore = (ctx: Context, fact: IdentityFact): Promise<Resolved> =>
  resolveCustomer({ ...ctx, now: () => new Date(ctx.now().getTime() - 1) }, fact)
