import { brandById } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { addDays } from "#kernel/days"
import { startOfDay } from "#kernel/zones"
import { lastMonths, nextToClose } from "./close.ts"
import { RollReport } from "./model.ts"
import { lastDayOf, monthReport, tie, zoneOf } from "./roll-forward.ts"
import { accountSettings } from "./settings.ts"
import { selectCloses } from "./storage.ts"

/** The last months with what moved in each, whether it is closed, and whether journal and lots say the same. */
export const showMonths = (ctx: Context, asked: { readonly months: number }) =>
  inTransaction(ctx, async (ctx) => {
    const zone = await zoneOf(ctx)
    const closes = new Map((await selectCloses(ctx)).map((close) => [close.month, close]))
    const next = await nextToClose(ctx)
    const months = []
    for (const month of await lastMonths(ctx, asked.months)) {
      const { total, pending } = RollReport.parse(JSON.parse((await monthReport(ctx, month)).report))
      const close = closes.get(month)
      const isOver = startOfDay(zone, addDays(lastDayOf(month), 1)) <= ctx.now()
      const closed = close ? { at: close.closedAt, by: close.closedBy, hash: close.hash } : null
      months.push({ month, total, pending, closed, canClose: isOver && !close && (next === null || next === month) })
    }
    const { yenPerPoint } = await accountSettings(ctx)
    const currency = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
    return { months, tie: await tie(ctx), nextToClose: next, yenPerPoint, currency }
  })
