import { type Context, inTransaction } from "#kernel/context"
import { selectWaiting } from "./storage-read.ts"

/** How long an order may be known by hearsay only before somebody should look (F50). */
export const waitingAlarmMs = 72 * 3_600_000

/** Raises an alarm while refunds or milestones wait for orders that never came. */
export async function watchWaiting(ctx: Context): Promise<void> {
  const since = new Date(ctx.now().getTime() - waitingAlarmMs)
  const waiting = await inTransaction(ctx, (ctx) => selectWaiting(ctx, since))
  if (waiting.length === 0) return
  const orders = waiting.slice(0, 20).map(({ source, externalId }) => `${source}/${externalId}`)
  ctx.log.error({ count: waiting.length, orders }, "refunds or milestones have waited for their orders for three days")
}
