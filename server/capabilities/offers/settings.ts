import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { OfferSettings } from "./model-settings.ts"

const area = "offers"

export const offerSettings = (ctx: Context): Promise<OfferSettings> =>
  settingOf(ctx, area, OfferSettings, OfferSettings.parse({}))

/** The settings with their version, which a change hands back. */
export const versionedOfferSettings = async (ctx: Context) => ({
  settings: await offerSettings(ctx),
  version: await settingVersion(ctx, area),
})

/** Audited. Throws `brands.SettingsMoved` when somebody was faster. */
export const changeOfferSettings = async (ctx: Context, settings: OfferSettings, basedOn: number) => ({
  version: await changeSetting(ctx, area, OfferSettings, settings, basedOn),
  settings,
})
