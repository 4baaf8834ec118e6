import { audit } from "#brands"
import { liveSegments } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { actorName, campaignFor } from "./acting.ts"
import { CampaignError } from "./errors.ts"
import type { CampaignPlan } from "./model.ts"
import type { CampaignRow } from "./model-stored.ts"
import { insertCampaign, lockCampaign, markCampaign, selectCampaign, updatePlan } from "./storage.ts"

type Wanted = { readonly name: string; readonly plan: CampaignPlan }

/**
 * Makes a draft. With an id of the caller's own it is made once, however often it is asked for. Throws
 * `campaigns.UnknownSegment`, and `campaigns.NotNow` for an id that something else has.
 */
export const createCampaign = (
  ctx: Context,
  { campaignId = ctx.id(), name, plan }: Wanted & { readonly campaignId?: string | undefined },
): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    await mustBeLive(ctx, plan)
    const isNew = await insertCampaign(ctx, { campaignId, name, plan, author: actorName(ctx.actor) })
    if (isNew) await audit(ctx, { action: "campaigns.created", subject: `campaign:${campaignId}`, after: { name } })
    return known(ctx, campaignId)
  })

/**
 * Writes the draft. Whatever was asked for, approved or checked of the last revision no longer counts. Throws
 * `campaigns.Unknown`, `NotNow`, `Changed` when `revision` is not the present one, `UnknownSegment`.
 */
export const changeCampaign = (
  ctx: Context,
  { campaignId, revision, name, plan }: Wanted & { readonly campaignId: string; readonly revision: number },
): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    const campaign = await campaignFor(ctx, campaignId, "change")
    if (campaign.revision !== revision) throw CampaignError.Changed({ current: campaign.revision })
    await mustBeLive(ctx, plan)
    await updatePlan(ctx, campaignId, { name, plan })
    return known(ctx, campaignId)
  })

/** A draft that says the same, at no fixed time. Throws `campaigns.Unknown`. */
export const duplicateCampaign = (
  ctx: Context,
  { campaignId, newId = ctx.id(), name }: { campaignId: string; newId?: string | undefined; name?: string | undefined },
): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    const from = await known(ctx, campaignId)
    const plan: CampaignPlan = { ...from.plan, when: { kind: "now" } }
    await insertCampaign(ctx, { campaignId: newId, name: name ?? from.name, plan, author: actorName(ctx.actor) })
    return known(ctx, newId)
  })

/** Into the bin, for thirty days, or out of it again. What is under way can't go there. Throws `campaigns.Unknown`, `NotNow`. */
export const binCampaign = (ctx: Context, campaignId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await campaignFor(ctx, campaignId, "bin")
    await markCampaign(ctx, campaignId, { binned: true })
    await audit(ctx, { action: "campaigns.binned", subject: `campaign:${campaignId}` })
  })

export const restoreCampaign = (ctx: Context, campaignId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await lockCampaign(ctx, campaignId))) throw CampaignError.Unknown({ field: "campaignId" })
    await markCampaign(ctx, campaignId, { binned: false })
    await audit(ctx, { action: "campaigns.restored", subject: `campaign:${campaignId}` })
  })

export async function known(ctx: Context, campaignId: string): Promise<CampaignRow> {
  const campaign = await selectCampaign(ctx, campaignId)
  if (!campaign) throw CampaignError.Unknown({ field: "campaignId" })
  return campaign
}

/** Throws `campaigns.UnknownSegment` for one that nobody can belong to. */
export async function mustBeLive(ctx: Context, { audience }: CampaignPlan): Promise<void> {
  const wanted = [...audience.include, ...audience.exclude]
  if (wanted.length === 0) return
  const live = new Set((await liveSegments(ctx)).map(({ segmentId }) => segmentId))
  const unknown = wanted.find((id) => !live.has(id))
  if (unknown !== undefined) throw CampaignError.UnknownSegment({ field: "audience", segmentId: unknown })
}
