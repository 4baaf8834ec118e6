import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { ShippingSettings } from "./model-settings.ts"

const area = "shipping"

export const shippingSettings = (ctx: Context): Promise<ShippingSettings> =>
  settingOf(ctx, area, ShippingSettings, ShippingSettings.parse({}))

/** The settings with their version, which a change hands back. */
export const versionedSettings = async (ctx: Context): Promise<{ settings: ShippingSettings; version: number }> => ({
  settings: await shippingSettings(ctx),
  version: await settingVersion(ctx, area),
})

/** Audited. Promises that were given stay as they are. Throws `brands.SettingsMoved` when somebody was faster. */
export const changeShippingSettings = async (
  ctx: Context,
  settings: ShippingSettings,
  basedOn: number,
): Promise<{ settings: ShippingSettings; version: number }> => ({
  version: await changeSetting(ctx, area, ShippingSettings, settings, basedOn),
  settings,
})
