import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { PointsSettings } from "./model-settings.ts"

const area = "points"

export const pointsSettings = (ctx: Context): Promise<PointsSettings> =>
  settingOf(ctx, area, PointsSettings, PointsSettings.parse({}))

/** The settings with their version, which a change hands back. */
export const versionedPointsSettings = async (ctx: Context) => ({
  settings: await pointsSettings(ctx),
  version: await settingVersion(ctx, area),
})

/** Audited. Throws `brands.SettingsMoved` when somebody was faster. */
export const changePointsSettings = async (ctx: Context, settings: PointsSettings, basedOn: number) => ({
  version: await changeSetting(ctx, area, PointsSettings, settings, basedOn),
  settings,
})
