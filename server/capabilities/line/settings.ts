import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { LineSettings } from "./model.ts"

const area = "line"

export const lineSettings = (ctx: Context): Promise<LineSettings> =>
  settingOf(ctx, area, LineSettings, LineSettings.parse({}))

export const lineSettingsVersion = (ctx: Context): Promise<number> => settingVersion(ctx, area)

/** Throws `brands.SettingsMoved` when somebody else was quicker. */
export const changeLineSettings = (ctx: Context, wanted: LineSettings, basedOn: number): Promise<number> =>
  changeSetting(ctx, area, LineSettings, wanted, basedOn)
