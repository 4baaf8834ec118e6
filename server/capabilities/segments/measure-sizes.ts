import { brandById } from "#brands"
import type { Context } from "#kernel/context"
import { addDays, type Day } from "#kernel/days"
import { dayIn } from "#kernel/zones"
import { heldWords } from "./bits-rules.ts"
import { reachByNumber } from "./facts-sizes.ts"
import type { Reach } from "./model-segment.ts"
import { selectSegments } from "./storage.ts"
import { countMembers } from "./storage-members.ts"
import { deleteSizes, selectSizes, type Sized, writeSizes } from "./storage-sizes.ts"

const shownDays = 30
const keptDays = 400
const nobody: Reach = { email: 0, line: 0, sms: 0, push: 0, post: 0, relay: 0, none: 0 }

/** The brand's day that it is now. */
const todayOf = async (ctx: Context): Promise<Day> =>
  dayIn((await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo", ctx.now())

/**
 * Writes down how large each segment is today and how many can be reached on each channel; the last count of a day stands.
 * While ClickHouse is away sizes are written alone, and of the reach what was known stays. In a transaction.
 */
export async function measureSizes(ctx: Context): Promise<void> {
  const segments = await selectSegments(ctx)
  const built = segments.filter((segment) => segment.archivedAt === null && segment.builtVersion !== null)
  if (built.length === 0) return
  const members = await countMembers(ctx)
  const reach = ctx.facts.available()
    ? await reachByNumber(
        ctx,
        built.map(({ number }) => number),
        heldWords(segments),
      )
    : undefined
  const today = await todayOf(ctx)
  await writeSizes(
    ctx,
    today,
    built.map(({ segmentId, number }) => ({
      segmentId,
      members: members.get(segmentId) ?? 0,
      reach: reach ? (reach.get(number) ?? nobody) : null,
    })),
  )
  await deleteSizes(ctx, addDays(today, -keptDays))
}

/** Sizes of the last 30 days and how people can be reached, by segment. */
export const recentSizes = async (ctx: Context): Promise<Map<string, Sized>> =>
  selectSizes(ctx, addDays(await todayOf(ctx), 1 - shownDays))
