import { audit } from "#brands"
import { messageChannels } from "#messages"
import type { Context } from "#kernel/context"
import type { CampaignPlan } from "./model.ts"
import type { CampaignRow, Checked } from "./model-stored.ts"
import { type Shortage, shortages } from "./quota-rules.ts"
import { markCampaign } from "./storage.ts"

/** Asks the vendors of a plan's channels what is left of their month (M46). Outside any transaction. */
export async function askQuotas(ctx: Context, { channels }: Pick<CampaignPlan, "channels">): Promise<void> {
  for (const { name, quota } of ctx.product.contributed(messageChannels))
    if (quota && (channels === "best" || channels.some((one) => one === name))) await quota.ask(ctx)
}

/** Of which channels less is left this month than is wanted, by what the vendors last said. In a transaction. */
export async function shortagesOf(ctx: Context, wants: Checked["wants"] = {}): Promise<Shortage[]> {
  const left = new Map<string, number>()
  for (const { name, quota } of ctx.product.contributed(messageChannels)) {
    const room = wants[name] && quota ? await quota.left(ctx) : null
    if (room !== null) left.set(name, room)
  }
  return shortages(wants, left)
}

/**
 * Between the check and its moment others may have used up the month: a campaign that wants all of it then rests instead of
 * beginning. Returns whether it rests. In the transaction that would begin it.
 */
export async function restsForQuota(ctx: Context, { campaignId, plan, checked }: CampaignRow): Promise<boolean> {
  if (plan.quota === "up-to-left" || (await shortagesOf(ctx, checked?.wants)).length === 0) return false
  await markCampaign(ctx, campaignId, { paused: "quota" })
  await audit(ctx, { action: "campaigns.paused", subject: `campaign:${campaignId}`, after: { reason: "quota" } })
  return true
}
