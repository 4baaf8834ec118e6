import { settingVersion } from "#brands"
import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import { approveCampaign, askApproval, sendBack } from "./approve-campaign.ts"
import { showCalendar } from "./calendar.ts"
import { checkCampaign } from "./check-campaign.ts"
import * as contract from "./contract.ts"
import { countPeople } from "./count-audience.ts"
import { binCampaign, changeCampaign, createCampaign, duplicateCampaign, restoreCampaign } from "./edit-campaign.ts"
import { launchCampaign } from "./launch-campaign.ts"
import type { CampaignRow } from "./model-stored.ts"
import { campaignSettings, changeCampaignSettings } from "./settings.ts"
import { showCampaign, showCampaigns } from "./show-campaigns.ts"
import { showNumbers, showPeople } from "./show-numbers.ts"
import { moveCampaign, pauseCampaign, resumeCampaign, stopCampaign } from "./steer-campaign.ts"

const done = { done: true } as const

/** Shown as it stands after what was done. */
const shown = async (ctx: Context, work: Promise<Pick<CampaignRow, "campaignId">>) =>
  showCampaign(ctx, (await work).campaignId)

export const routes = [
  route(contract.listCampaigns, async (ctx, asked) => ({ items: await showCampaigns(ctx, asked) })),
  route(contract.getCampaign, (ctx, { campaignId }) => showCampaign(ctx, campaignId)),
  route(contract.postCampaign, (ctx, wanted) => shown(ctx, createCampaign(ctx, wanted))),
  route(contract.putCampaign, (ctx, wanted) => shown(ctx, changeCampaign(ctx, wanted))),
  route(contract.duplicateCampaign, (ctx, wanted) => shown(ctx, duplicateCampaign(ctx, wanted))),
  route(contract.deleteCampaign, async (ctx, { campaignId }) => {
    await binCampaign(ctx, campaignId)
    return done
  }),
  route(contract.restoreCampaign, async (ctx, { campaignId }) => {
    await restoreCampaign(ctx, campaignId)
    return showCampaign(ctx, campaignId)
  }),
  route(contract.countCampaignAudience, countPeople),
  route(contract.checkCampaign, (ctx, { campaignId }) => checkCampaign(ctx, campaignId)),
  route(contract.askApproval, (ctx, { campaignId }) => shown(ctx, askApproval(ctx, campaignId))),
  route(contract.approveCampaign, (ctx, wanted) => shown(ctx, approveCampaign(ctx, wanted))),
  route(contract.sendBackCampaign, (ctx, { campaignId }) => shown(ctx, sendBack(ctx, campaignId))),
  route(contract.launchCampaign, (ctx, wanted) => shown(ctx, launchCampaign(ctx, wanted))),
  route(contract.pauseCampaign, (ctx, { campaignId }) => shown(ctx, pauseCampaign(ctx, campaignId))),
  route(contract.resumeCampaign, (ctx, { campaignId }) => shown(ctx, resumeCampaign(ctx, campaignId))),
  route(contract.stopCampaign, (ctx, { campaignId }) => shown(ctx, stopCampaign(ctx, campaignId))),
  route(contract.moveCampaign, (ctx, wanted) => shown(ctx, moveCampaign(ctx, wanted))),
  route(contract.campaignNumbers, (ctx, { campaignId }) => showNumbers(ctx, campaignId)),
  route(contract.campaignPeople, showPeople),
  route(contract.campaignCalendar, async (ctx, asked) => ({ days: await showCalendar(ctx, asked) })),
  route(contract.getCampaignSettings, async (ctx) => ({
    settings: await campaignSettings(ctx),
    version: await settingVersion(ctx, "campaigns"),
  })),
  route(contract.putCampaignSettings, async (ctx, { settings, basedOn }) => ({
    version: await changeCampaignSettings(ctx, settings, basedOn),
  })),
]
