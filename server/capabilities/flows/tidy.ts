import { brandById } from "#brands"
import type { Context } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { compactCounts, forgetEntries } from "./storage-numbers.ts"

/** How long it can be looked up why somebody did not come in. */
const keptMs = 90 * 86_400_000

/** Once a day: small sums are added up, and old refusals forgotten. */
export async function tidyFlows(ctx: Context): Promise<void> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  await compactCounts(ctx, dayIn(zone, ctx.now()))
  await forgetEntries(ctx, new Date(ctx.now().getTime() - keptMs))
}
