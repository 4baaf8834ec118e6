import { paidPoints } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { addDays, day } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import { baseDateBefore, baseDateReport, depositFrom, earlierBaseDate } from "./base-date-rules.ts"
import { zoneOf } from "./roll-forward.ts"
import { accountSettings } from "./settings.ts"

/** 資金決済法: what was paid for and unused on the base dates up to a day, the last four, the newest first (L32). */
export const showBaseDates = (ctx: Context, { until }: { readonly until?: string | undefined }) =>
  inTransaction(ctx, async (ctx) => {
    const zone = await zoneOf(ctx)
    const { yenPerPoint } = await accountSettings(ctx)
    const items = []
    let base = baseDateBefore(until ? day(until) : dayIn(zone, ctx.now()))
    for (let i = 0; i < 4; i++) {
      const [from, end] = [addDays(earlierBaseDate(base), 1), addDays(base, 1)]
      const paid = await paidPoints(ctx, startOfDay(zone, from), startOfDay(zone, end))
      items.push(baseDateReport(base, paid, yenPerPoint))
      base = earlierBaseDate(base)
    }
    return { items, depositFrom }
  })
