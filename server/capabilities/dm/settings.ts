import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { DmSettings } from "./model.ts"

const area = "dm"

export const dmSettings = (ctx: Context): Promise<DmSettings> => settingOf(ctx, area, DmSettings, DmSettings.parse({}))
export const dmSettingsVersion = (ctx: Context): Promise<number> => settingVersion(ctx, area)

/** Throws `brands.SettingsMoved` when somebody else was quicker. */
export const changeDmSettings = (ctx: Context, wanted: DmSettings, basedOn: number): Promise<number> =>
  changeSetting(ctx, area, DmSettings, wanted, basedOn)
