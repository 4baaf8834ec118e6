import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { ReferralError } from "./errors.ts"
import type { Campaign, Content } from "./model.ts"
import { actorOf } from "./programme.ts"
import {
  insertCampaign,
  insertContent,
  selectCampaigns,
  selectContent,
  settleAlarm,
  updateCampaign,
  updateContent,
  writeContentPause,
} from "./storage-contents.ts"
import { selectLink, writeLinkPause } from "./storage-links.ts"

/** Throws `referrals.UnknownCampaign`. */
export const makeContent = (ctx: Context, document: Content): Promise<{ contentId: string }> =>
  inTransaction(ctx, async (ctx) => {
    await knownCampaign(ctx, document)
    const contentId = ctx.id()
    await insertContent(ctx, contentId, document)
    return { contentId }
  })

/** Throws `referrals.UnknownContent`, `referrals.Moved`, `referrals.UnknownCampaign`. */
export const changeContent = (ctx: Context, contentId: string, document: Content, basedOn: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await selectContent(ctx, contentId))) throw ReferralError.UnknownContent({ field: "contentId" })
    await knownCampaign(ctx, document)
    if (!(await updateContent(ctx, contentId, document, basedOn))) throw ReferralError.Moved({ field: "basedOn" })
  })

async function knownCampaign(ctx: Context, { campaignId }: Content): Promise<void> {
  if (campaignId === null) return
  if (!(await selectCampaigns(ctx)).some((one) => one.campaignId === campaignId))
    throw ReferralError.UnknownCampaign({ field: "campaignId" })
}

/** Stops all links of a content at once, or lets them go on (J20). Throws `referrals.UnknownContent`. */
export const pauseContent = (ctx: Context, contentId: string, isPaused: boolean): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await writeContentPause(ctx, contentId, isPaused))) throw ReferralError.UnknownContent({ field: "contentId" })
    await audit(ctx, {
      action: isPaused ? "referrals.content-paused" : "referrals.content-resumed",
      subject: `referral-content:${contentId}`,
    })
  })

/** The same for one link. Throws `referrals.UnknownLink`. */
export const pauseLink = (ctx: Context, linkId: string, isPaused: boolean): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await selectLink(ctx, { linkId }))) throw ReferralError.UnknownLink({ field: "linkId" })
    await writeLinkPause(ctx, linkId, isPaused)
    await audit(ctx, {
      action: isPaused ? "referrals.link-paused" : "referrals.link-resumed",
      subject: `referral-link:${linkId}`,
    })
  })

export const makeCampaign = (ctx: Context, document: Campaign): Promise<{ campaignId: string }> =>
  inTransaction(ctx, async (ctx) => {
    const campaignId = ctx.id()
    await insertCampaign(ctx, campaignId, document)
    return { campaignId }
  })

/** Throws `referrals.Moved`, also for one that is not there. */
export const changeCampaign = (ctx: Context, campaignId: string, document: Campaign, basedOn: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await updateCampaign(ctx, campaignId, document, basedOn))) throw ReferralError.Moved({ field: "basedOn" })
  })

/** Somebody has looked at an alarm; the next one may be raised. Settling it again changes nothing. */
export const closeAlarm = (ctx: Context, alarmId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (await settleAlarm(ctx, alarmId, actorOf(ctx)))
      await audit(ctx, { action: "referrals.alarm-settled", subject: `referral-alarm:${alarmId}` })
  })
