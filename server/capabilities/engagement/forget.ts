import type { Context } from "#kernel/context"
import { deleteHitsBefore, forgetReader } from "./storage.ts"

/** A person is erased (F96): their hits are gone and the readings are nobody's; the numbers stay. */
export const forgetReadings = (ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> =>
  forgetReader(ctx, customerIds)

const keepHitsMs = 400 * 86_400_000

/** Hits are kept a little longer than a year, to be compared with the year before. */
export const forgetOldHits = (ctx: Context): Promise<void> =>
  deleteHitsBefore(ctx, new Date(ctx.now().getTime() - keepHitsMs))
