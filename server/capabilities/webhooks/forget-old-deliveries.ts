import type { Context } from "#kernel/context"
import { deleteDeliveriesBefore } from "./storage-deliveries.ts"

const keptMs = 30 * 24 * 3_600_000

/** Deliveries and their attempts are kept for thirty days. */
export const forgetOldDeliveries = (ctx: Context): Promise<void> =>
  deleteDeliveriesBefore(ctx, new Date(ctx.now().getTime() - keptMs))
