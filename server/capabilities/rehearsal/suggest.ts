import { brandById } from "#brands"
import { currentProgramme } from "#loyalty"
import { pastShape } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { Assumptions } from "./model.ts"
import { numbersOf } from "./numbers-rules.ts"
import { suggest } from "./suggest-rules.ts"

const dayMs = 86_400_000

/** Numbers for a programme from the brand's own purchases of the last `days` days, each with its reason (X05). */
export const suggestion = (ctx: Context, { days, marginBp }: { readonly days: number; readonly marginBp: number }) =>
  inTransaction(ctx, async (ctx) => {
    const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
    const until = ctx.now()
    const shape = await pastShape(ctx, { from: new Date(until.getTime() - days * dayMs), until, currency })
    // A young shop has fewer days than asked for: a year is reckoned from those that it has.
    const seen = shape.firstAt ? Math.max(1, (until.getTime() - shape.firstAt.getTime()) / dayMs) : days
    const found = suggest(shape, Math.min(days, seen), marginBp)
    const live = (await currentProgramme(ctx))?.programme
    return {
      days: Math.round(Math.min(days, seen)),
      buyers: shape.buyers,
      orders: shape.orders,
      revenue: shape.revenue,
      ...found,
      // What members know them by and what they are worth is not proposed anew.
      numbers: {
        ...numbersOf(found),
        ...(live && {
          pointName: live.pointName,
          yenPerPoint: live.yenPerPoint,
          taxIncluded: live.base.tax === "included",
        }),
      },
      assumptions: Assumptions.parse({ leastUse: found.leastUse.value, marginBp }),
      isLive: live !== undefined,
    }
  })
