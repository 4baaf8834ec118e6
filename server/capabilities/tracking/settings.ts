import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { TrackingSettings } from "./model-settings.ts"

const area = "tracking"

export { TrackingSettings }

export const trackingSettings = (ctx: Context): Promise<TrackingSettings> =>
  settingOf(ctx, area, TrackingSettings, TrackingSettings.parse({}))

/** The settings with their version, which a change hands back. */
export const versionedTrackingSettings = async (ctx: Context) => ({
  settings: await trackingSettings(ctx),
  version: await settingVersion(ctx, area),
})

/** Audited; holds from the next event on. Throws `brands.SettingsMoved` when somebody was faster. */
export const changeTrackingSettings = async (ctx: Context, settings: TrackingSettings, basedOn: number) => ({
  version: await changeSetting(ctx, area, TrackingSettings, settings, basedOn),
  settings,
})
