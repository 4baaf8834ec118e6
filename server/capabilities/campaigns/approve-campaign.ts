import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { actorName, campaignFor } from "./acting.ts"
import { known } from "./edit-campaign.ts"
import { CampaignError } from "./errors.ts"
import type { CampaignRow } from "./model-stored.ts"
import { markCampaign } from "./storage.ts"

/** Hands a checked draft to those who approve. Throws `campaigns.Unknown`, `NotNow`, `NotChecked`, `StoppedByCheck`. */
export const askApproval = (ctx: Context, campaignId: string): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    const { checked, revision, name } = await campaignFor(ctx, campaignId, "ask")
    if (!checked || checked.revision !== revision) throw CampaignError.NotChecked()
    if (checked.stops.length > 0) throw CampaignError.StoppedByCheck({ count: checked.stops.length })
    await markCampaign(ctx, campaignId, { asked: actorName(ctx.actor) })
    await audit(ctx, { action: "campaigns.approval-asked", subject: `campaign:${campaignId}`, after: { name } })
    return known(ctx, campaignId)
  })

/** Approves what was asked for: nobody does so for what they wrote or asked for themselves. Throws `campaigns.OwnWork`. */
export const approveCampaign = (
  ctx: Context,
  { campaignId, revision }: { readonly campaignId: string; readonly revision: number },
): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    const campaign = await campaignFor(ctx, campaignId, "approve")
    if (campaign.revision !== revision) throw CampaignError.Changed({ current: campaign.revision })
    const by = actorName(ctx.actor)
    if (by === campaign.author || by === campaign.askedBy) throw CampaignError.OwnWork()
    await markCampaign(ctx, campaignId, { approved: by })
    const after = { name: campaign.name, revision, people: campaign.checked?.audience }
    await audit(ctx, { action: "campaigns.approved", subject: `campaign:${campaignId}`, after })
    return known(ctx, campaignId)
  })

/** Back to a draft, not approved. */
export const sendBack = (ctx: Context, campaignId: string): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    await campaignFor(ctx, campaignId, "sendBack")
    await markCampaign(ctx, campaignId, { asked: null, approved: null })
    await audit(ctx, { action: "campaigns.sent-back", subject: `campaign:${campaignId}` })
    return known(ctx, campaignId)
  })
