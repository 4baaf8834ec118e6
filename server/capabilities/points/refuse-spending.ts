import type { ExpectedError } from "#kernel/errors"
import type { Context } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { PointsError } from "./errors.ts"
import type { Book } from "./model.ts"
import { zoneOf } from "./open-desks.ts"
import { selectLastExpired } from "./storage-read.ts"

/** So long she may still count on points that are gone: what ended before is no longer why they are missed. */
const rememberedMs = 90 * 86_400_000

/**
 * Why points can't be spent: `points.PointsExpired` with how many ended last, and their last day, where some of hers ended
 * lately; `points.NotEnoughPoints` otherwise. What has come due must be put down before.
 */
export async function refusal(ctx: Context, book: Book, customerId: string, available: number): Promise<ExpectedError> {
  const since = new Date(ctx.now().getTime() - rememberedMs)
  const last = await selectLastExpired(ctx, book, customerId, since)
  if (!last) return PointsError.NotEnoughPoints({ field: "points", available })
  // Points end when their last day is over.
  const expiredOn = dayIn(await zoneOf(ctx), new Date(last.at.getTime() - 1))
  return PointsError.PointsExpired({ field: "points", available, expired: last.points, expiredOn })
}
