import { audit, brandById, isTest } from "#brands"
import { ensureExperiment } from "#experiments"
import { countAudienceMembers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { actorName, campaignFor } from "./acting.ts"
import { approvalOf, checkedForMs, hasMoved } from "./approval-rules.ts"
import { dueAt } from "./due-rules.ts"
import { CampaignError } from "./errors.ts"
import type { CampaignRow, Checked } from "./model-stored.ts"
import { known, mustBeLive } from "./edit-campaign.ts"
import { freezeLetters } from "./own-letters.ts"
import { askToPlan } from "./plan-occurrence.ts"
import { campaignSettings } from "./settings.ts"
import { markCampaign } from "./storage.ts"
import { insertOccurrence } from "./storage-occurrences.ts"

type Wanted = { readonly campaignId: string; readonly revision: number; readonly confirmed?: number | undefined }

/**
 * Lets a checked campaign go, now or at its time. Asked for again it changes nothing. Throws `campaigns.Unknown`, `NotNow`,
 * `Changed`, `NotChecked` when it or its audience is not what was checked, `StoppedByCheck`, `NotApproved`, `CountDiffers`.
 */
export const launchCampaign = (ctx: Context, { campaignId, revision, confirmed }: Wanted): Promise<CampaignRow> =>
  inTransaction(ctx, async (ctx) => {
    const before = await known(ctx, campaignId)
    if (before.launchedAt && before.revision === revision) return before
    const campaign = await campaignFor(ctx, campaignId, "launch")
    if (campaign.revision !== revision) throw CampaignError.Changed({ current: campaign.revision })
    const checked = await standingCheck(ctx, campaign)
    await mayGo(ctx, campaign, checked, confirmed)
    await mustBeLive(ctx, campaign.plan)
    const { plan } = campaign
    const at = dueAt(plan.when, await zoneOf(ctx), ctx.now())
    if (plan.when.kind === "at" && at < ctx.now()) throw CampaignError.BadMoment({ field: "when" })
    await setUp(ctx, campaign, at)
    await askToPlan(ctx, { campaignId, occurrence: 1, run: 1 }, at)
    await audit(ctx, {
      action: "campaigns.launched",
      subject: `campaign:${campaignId}`,
      after: { name: campaign.name, people: checked.audience, approvedBy: campaign.approvedBy },
    })
    return known(ctx, campaignId)
  })

/** The check of this very revision, if what it saw still holds. */
async function standingCheck(ctx: Context, { revision, checked, plan }: CampaignRow): Promise<Checked> {
  const age = checked ? ctx.now().getTime() - new Date(checked.at).getTime() : Number.POSITIVE_INFINITY
  if (!checked || checked.revision !== revision || age > checkedForMs) throw CampaignError.NotChecked()
  if (checked.stops.length > 0)
    throw CampaignError.StoppedByCheck({ count: checked.stops.length, stops: checked.stops })
  const now = await countAudienceMembers(ctx, { ...plan.audience, at: null })
  if (hasMoved(checked.audience, now)) throw CampaignError.NotChecked({ people: now })
  return checked
}

async function mayGo(
  ctx: Context,
  campaign: CampaignRow,
  checked: Checked,
  confirmed: number | undefined,
): Promise<void> {
  const brand = await brandById(ctx, ctx.brandId)
  const { isNeeded, isTyped } = approvalOf(await campaignSettings(ctx), checked.audience, !!brand && isTest(brand))
  if (isNeeded && !campaign.approvedAt) throw CampaignError.NotApproved({ people: checked.audience })
  if (isTyped && confirmed !== checked.audience) throw CampaignError.CountDiffers({ field: "confirmed" })
}

const zoneOf = async (ctx: Context) => (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"

/** Freezes what is said, makes the experiment, and sets the first sending. */
export async function setUp(ctx: Context, campaign: CampaignRow, at: Date): Promise<void> {
  const { campaignId, name, plan } = campaign
  const isCompared = plan.repeat === null && plan.variants.length > 1
  await ensureExperiment(ctx, {
    kind: "campaign",
    id: campaignId,
    holdoutBp: plan.holdoutBp,
    name: { ja: name, en: name },
    ...(isCompared ? { arms: plan.variants.map(({ key, weight }) => ({ name: key, weight })) } : {}),
  })
  await freezeLetters(ctx, campaign)
  await markCampaign(ctx, campaignId, { launched: actorName(ctx.actor) })
  await insertOccurrence(ctx, { campaignId, occurrence: 1, dueAt: at })
}
