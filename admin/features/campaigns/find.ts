import { listCampaigns } from "../../../server/capabilities/campaigns/contract.ts"
import { same } from "../../../ui/text.ts"
import { call } from "../../app/call.ts"
import type { Found } from "../../app/feature.ts"
import { standingOf } from "./words.ts"

export async function find(query: string, signal: AbortSignal): Promise<Found[]> {
  const { items } = await call(listCampaigns, { query }, { signal })
  return items.slice(0, 8).map((campaign) => ({
    id: campaign.campaignId,
    label: same(campaign.name),
    under: standingOf(campaign).label,
    to: `/campaigns/${campaign.campaignId}`,
  }))
}
