import { type Context, inTransaction } from "#kernel/context"
import { oldestWaiting } from "./storage-incoming.ts"
import { selectProjectionSince } from "./storage-projection.ts"

/**
 * What a brand's console says about analytics: since when facts wait to be copied, and how many accepted events have yet
 * to be applied (counted up to 5,000 requests).
 */
export async function projectionState(
  ctx: Context,
): Promise<{ available: boolean; since: Date | null; seconds: number; waiting: number }> {
  return inTransaction(ctx, async (ctx) => {
    const since = await selectProjectionSince(ctx)
    const { count } = await oldestWaiting(ctx)
    const seconds = since ? Math.max(0, (ctx.now().getTime() - since.getTime()) / 1_000) : 0
    return { available: ctx.facts.available(), since, seconds, waiting: count }
  })
}
