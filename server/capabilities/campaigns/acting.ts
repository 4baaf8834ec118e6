import type { Actor, Context } from "#kernel/context"
import { CampaignError } from "./errors.ts"
import type { CampaignRow } from "./model-stored.ts"
import { may, stateOf, type Step } from "./state-rules.ts"
import { occurrenceStates } from "./standing.ts"
import { lockCampaign } from "./storage.ts"

/** Who did it, as rows keep it: `staff:<id>`, `key:<id>`, `system:<reason>`. */
export function actorName(actor: Actor): string {
  if (actor.kind === "staff") return `staff:${actor.staffId}`
  if (actor.kind === "key") return `key:${actor.keyId}`
  return actor.kind === "system" ? `system:${actor.reason}` : actor.kind
}

/** The campaign, kept for this transaction, if this step can be done now. Throws `campaigns.Unknown`, `NotNow`. */
export async function campaignFor(ctx: Context, campaignId: string, step: Step): Promise<CampaignRow> {
  const campaign = await lockCampaign(ctx, campaignId)
  if (!campaign || campaign.binnedAt) throw CampaignError.Unknown({ field: "campaignId" })
  const state = stateOf(campaign, await occurrenceStates(ctx, campaign.campaignId))
  if (!may(step, state)) throw CampaignError.NotNow({ state })
  return campaign
}
