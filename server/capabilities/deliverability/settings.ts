import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { forgetStanding } from "./standing.ts"
import { type DeliverabilitySettings, defaultSettings, DeliverabilitySettings as Shape } from "./model-settings.ts"

export const deliverabilitySettings = (ctx: Context): Promise<DeliverabilitySettings> =>
  settingOf(ctx, "deliverability", Shape, defaultSettings)

export const shownSettings = async (ctx: Context) => ({
  version: await settingVersion(ctx, "deliverability"),
  settings: await deliverabilitySettings(ctx),
})

/** Throws `brands.SettingsMoved`. */
export async function changeSettings(
  ctx: Context,
  settings: DeliverabilitySettings,
  basedOn: number,
): Promise<{ version: number }> {
  const version = await changeSetting(ctx, "deliverability", Shape, settings, basedOn)
  ctx.afterCommit(() => forgetStanding(ctx))
  return { version }
}
