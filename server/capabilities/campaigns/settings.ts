import { changeSetting, settingOf } from "#brands"
import type { Context } from "#kernel/context"
import { CampaignSettings, defaultCampaignSettings } from "./model.ts"

const area = "campaigns"

/** The brand's rules for campaigns, ours until it has set its own. */
export const campaignSettings = (ctx: Context): Promise<CampaignSettings> =>
  settingOf(ctx, area, CampaignSettings, defaultCampaignSettings)

/** Writes them. Throws `brands.SettingsMoved` where somebody else was first. */
export const changeCampaignSettings = (ctx: Context, value: CampaignSettings, basedOn?: number): Promise<number> =>
  changeSetting(ctx, area, CampaignSettings, value, basedOn)
