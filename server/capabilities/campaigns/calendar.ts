import { brandById } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { holidayName } from "#kernel/calendar"
import { type Day, day, daysBetween, eachDay } from "#kernel/days"
import { dayIn, endOfDay, startOfDay } from "#kernel/zones"
import { CampaignError } from "./errors.ts"
import type { CalendarDay } from "./model-views.ts"
import { showCampaign } from "./show-campaigns.ts"
import { may } from "./state-rules.ts"
import { selectDue } from "./storage-occurrences.ts"
import { selectCampaign } from "./storage.ts"
import { plannedVolume } from "./volume.ts"

const mostDays = 62

/**
 * All that customers will get and got, day by day: campaigns, what flows are expected to send, holidays; with a segment only
 * campaigns that go to it (G41). Throws `campaigns.BadMoment` for more than two months at once.
 */
export const showCalendar = (
  ctx: Context,
  asked: { readonly from: string; readonly until: string; readonly segmentId?: string | undefined },
): Promise<CalendarDay[]> =>
  inTransaction(ctx, async (ctx) => {
    const [first, last] = [day(asked.from), day(asked.until)]
    if (last < first || daysBetween(first, last) > mostDays) throw CampaignError.BadMoment({ field: "until" })
    const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
    const campaigns = await campaignsOf(ctx, { first, last, zone, segmentId: asked.segmentId })
    const sources = ctx.product.contributed(plannedVolume)
    const volumes = asked.segmentId ? [] : await Promise.all(sources.map((source) => source(ctx, { first, last })))
    const flows = volumes.flat()
    return [...eachDay(first, last)].map((on) => ({
      day: on,
      holiday: holidayName(on) ?? null,
      campaigns: campaigns.filter(({ dueAt }) => dayIn(zone, dueAt) === on),
      flows: flows.filter((flow) => flow.day === on).map(({ day: _day, ...flow }) => flow),
    }))
  })

type Range = { readonly first: Day; readonly last: Day; readonly zone: string; readonly segmentId: string | undefined }

async function campaignsOf(ctx: Context, { first, last, zone, segmentId }: Range) {
  const due = await selectDue(ctx, startOfDay(zone, first), endOfDay(zone, last))
  const shown: CalendarDay["campaigns"] = []
  for (const it of due) {
    const row = await selectCampaign(ctx, it.campaignId)
    if (!row || it.leftOut === "stopped") continue
    if (segmentId && !row.plan.audience.include.includes(segmentId)) continue
    const { state, name, occurrences } = await showCampaign(ctx, it.campaignId)
    const own = occurrences.find(({ occurrence }) => occurrence === it.occurrence)
    shown.push({
      campaignId: it.campaignId,
      occurrence: it.occurrence,
      name,
      state: own?.state === "finished" ? "finished" : own?.state === "missed" ? "stopped" : state,
      dueAt: it.dueAt,
      people: own && own.letters > 0 ? own.letters : (row.checked?.audience ?? null),
      isMovable: own?.state === "scheduled" && may("move", state),
    })
  }
  return shown
}
