import { brandById } from "#brands"
import type { Context } from "#kernel/context"
import { addDays, eachDay } from "#kernel/days"
import { dayIn } from "#kernel/zones"
import type { Totals } from "./model.ts"
import { selectDays } from "./storage-forms.ts"

export type Day = Totals & { readonly day: string }
const nothing: Totals = { shown: 0, dismissed: 0, submitted: 0, confirmed: 0 }

const sum = (days: readonly Totals[]): Totals =>
  days.reduce<Totals>(
    (all, one) => ({
      shown: all.shown + one.shown,
      dismissed: all.dismissed + one.dismissed,
      submitted: all.submitted + one.submitted,
      confirmed: all.confirmed + one.confirmed,
    }),
    nothing,
  )

/** A form's last days, today last, each of them there; days are the brand's own. */
export async function formNumbers(
  ctx: Context,
  formId: string,
  days: number,
): Promise<{ days: Day[]; totals: Totals; zone: string }> {
  const { zone, since, today } = await window(ctx, days)
  const found = new Map((await selectDays(ctx, since, zone, formId)).map((row) => [row.day, row]))
  const all = [...eachDay(since, today)].map((day): Day => {
    const { shown, dismissed, submitted, confirmed } = found.get(day) ?? nothing
    return { day, shown, dismissed, submitted, confirmed }
  })
  return { days: all, totals: sum(all), zone }
}

/** The sums of each form's last days. */
export async function totalsOf(ctx: Context, days: number): Promise<Map<string, Totals>> {
  const { zone, since } = await window(ctx, days)
  const byForm = Map.groupBy(await selectDays(ctx, since, zone, null), ({ formId }) => formId)
  return new Map([...byForm].map(([formId, rows]) => [formId, sum(rows)]))
}

export const noTotals = nothing

async function window(ctx: Context, days: number) {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const today = dayIn(zone, ctx.now())
  return { zone, today, since: addDays(today, 1 - days) }
}
