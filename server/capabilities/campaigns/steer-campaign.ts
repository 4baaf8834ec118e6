import { audit, brandById } from "#brands"
import { stopLetters, wakeLetters } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { localIn, type TimeOfDay } from "#kernel/zones"
import { campaignFor } from "./acting.ts"
import { known } from "./edit-campaign.ts"
import { restingReason } from "./gate.ts"
import { CampaignError } from "./errors.ts"
import type { CampaignPlan, PauseReason } from "./model.ts"
import type { CampaignRow } from "./model-stored.ts"
import { askToPlan } from "./plan-occurrence.ts"
import { markCampaign, updateWhen } from "./storage.ts"
import { selectOccurrences, updateOccurrence } from "./storage-occurrences.ts"

/** Nothing more is planned, and no letter that has not begun leaves until it is resumed (R1). */
export const pauseCampaign = (
  ctx: Context,
  campaignId: string,
  reason: PauseReason = "by-hand",
): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    await campaignFor(ctx, campaignId, "pause")
    await markCampaign(ctx, campaignId, { paused: reason })
    await audit(ctx, { action: "campaigns.paused", subject: `campaign:${campaignId}`, after: { reason } })
    return known(ctx, campaignId)
  })

/** Goes on where it was. Throws `campaigns.Failing` when its words can't be filled in: that needs other words. */
export const resumeCampaign = (ctx: Context, campaignId: string): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    const { pauseReason } = await campaignFor(ctx, campaignId, "resume")
    if (pauseReason === "render-failures") throw CampaignError.Failing()
    await markCampaign(ctx, campaignId, { paused: null })
    await wakeLetters(ctx, campaignId, restingReason)
    for (const it of await unplanned(ctx, campaignId)) {
      await updateOccurrence(ctx, it, { isAnew: true })
      await askToPlan(ctx, { ...it, run: it.run + 1 }, it.dueAt)
    }
    await audit(ctx, { action: "campaigns.resumed", subject: `campaign:${campaignId}` })
    return known(ctx, campaignId)
  })

/** For good: what has begun comes to its end, everything else ends as skipped. */
export const stopCampaign = (ctx: Context, campaignId: string): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    await campaignFor(ctx, campaignId, "stop")
    await markCampaign(ctx, campaignId, { stopped: true })
    for (const it of await unplanned(ctx, campaignId))
      await updateOccurrence(ctx, it, it.frozenAt ? { plannedAt: ctx.now() } : { leftOut: "stopped" })
    const notSent = await stopLetters(ctx, { id: campaignId })
    await audit(ctx, { action: "campaigns.stopped", subject: `campaign:${campaignId}`, after: { notSent } })
    return known(ctx, campaignId)
  })

/** Another moment for a sending that has not begun. Throws `campaigns.NotNow`, `BadMoment`. */
export const moveCampaign = (
  ctx: Context,
  { campaignId, occurrence, dueAt }: { readonly campaignId: string; readonly occurrence: number; readonly dueAt: Date },
): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    const { plan } = await campaignFor(ctx, campaignId, "move")
    const it = (await unplanned(ctx, campaignId)).find((one) => one.occurrence === occurrence)
    if (!it || it.frozenAt) throw CampaignError.NotNow({ state: "planning" })
    if (dueAt <= ctx.now()) throw CampaignError.BadMoment({ field: "dueAt" })
    await updateOccurrence(ctx, it, { dueAt, isAnew: true })
    if (occurrence === 1) await updateWhen(ctx, campaignId, await planAt(ctx, plan, dueAt))
    await askToPlan(ctx, { ...it, run: it.run + 1 }, dueAt)
    const after = { occurrence, dueAt: dueAt.toISOString() }
    await audit(ctx, { action: "campaigns.moved", subject: `campaign:${campaignId}`, after })
    return known(ctx, campaignId)
  })

async function planAt(ctx: Context, plan: CampaignPlan, dueAt: Date): Promise<CampaignPlan> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const { day, time } = localIn(zone, dueAt)
  if (plan.when.kind === "own-time") return { ...plan, when: { ...plan.when, day } }
  return { ...plan, when: { kind: "at", day, time: hourAndMinute(time) } }
}

// safe: a time of day begins with hours and minutes
const hourAndMinute = (time: string) => time.slice(0, 5) as TimeOfDay

const unplanned = async (ctx: Context, campaignId: string) =>
  (await selectOccurrences(ctx, [campaignId])).filter((it) => !it.plannedAt && !it.leftOut)
