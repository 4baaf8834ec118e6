import { recordEvents } from "#events"
import type { Context } from "#kernel/context"
import { addDays } from "#kernel/days"
import { announce } from "#kernel/events"
import { dayIn, endOfDay, startOfDay } from "#kernel/zones"
import { pointsExpiring } from "./events.ts"
import { liveBook } from "./model.ts"
import { zoneOf } from "./open-desks.ts"
import { insertNotices } from "./storage-notices.ts"
import { type Expiring, selectExpiring } from "./storage-read.ts"

const distances = [1, 7, 30, 60] as const
const pageSize = 1_000

/**
 * Tells of points that end in 60, 30, 7 and 1 days, lot by lot, once for each distance. Who was not told in time, because
 * nothing ran that day, is told of the nearest distance alone.
 */
export async function tellExpiring(ctx: Context): Promise<void> {
  const zone = await zoneOf(ctx)
  const today = dayIn(zone, ctx.now())
  for (const [index, inDays] of distances.entries()) {
    const after = distances[index - 1]
    // From the day after the nearer distance up to the end of this one: ends are the first instant of the day after.
    const from = after === undefined ? ctx.now() : new Date(endOfDay(zone, addDays(today, after)).getTime() + 1)
    const to = new Date(endOfDay(zone, addDays(today, inDays)).getTime() + 1)
    await tellSpan(ctx, inDays, from < startOfDay(zone, today) ? ctx.now() : from, to)
  }
}

async function tellSpan(ctx: Context, inDays: (typeof distances)[number], from: Date, to: Date): Promise<void> {
  for (let after: Expiring | null = null; ; ) {
    const lots: Expiring[] = await selectExpiring(ctx, liveBook, { from, to, after, limit: pageSize })
    const fresh = await insertNotices(ctx, inDays, lots)
    const told = lots.filter((lot) => fresh.has(lot.lotId))
    if (told.length > 0) {
      await recordEvents(
        ctx,
        told.map(({ lotId, customerId, points, expiresAt }) => ({
          customerId,
          name: "Points Expiring",
          occurredAt: ctx.now(),
          source: "maido",
          externalId: `points-expiring:${lotId}:${inDays}:${expiresAt.getTime()}`,
          properties: { points, in_days: inDays, expires_at: expiresAt.toISOString() },
        })),
      )
      await announce(ctx, pointsExpiring, { inDays, lots: told })
    }
    after = lots.at(-1) ?? null
    if (lots.length < pageSize) return
  }
}
