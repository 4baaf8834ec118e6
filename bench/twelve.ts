import { adoptNamed } from "../server/capabilities/segments/named.ts"
import { selectSegments, updateSegment } from "../server/capabilities/segments/storage.ts"
import { type Context, inTransaction } from "../server/kernel/context.ts"

/** The twelve whose time is measured; all others are put away. */
export const twelve = [
  "high-roller",
  "enthusiast",
  "waiting-for-wow",
  "win-back",
  "re-engagement",
  "buyers",
  "non-buyers",
  "openers",
  "clickers",
  "web-engaged",
  "seasonal",
  "cart-abandoners",
]

/** A brand with these twelve live segments and no others. */
export const keepTwelve = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await adoptNamed(ctx, {})
    for (const { segmentId, key } of await selectSegments(ctx))
      if (!twelve.includes(key ?? "")) await updateSegment(ctx, segmentId, { archivedAt: ctx.now() })
  })
