import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { SmsSettings } from "./model.ts"

const area = "sms"

export const smsSettings = (ctx: Context): Promise<SmsSettings> =>
  settingOf(ctx, area, SmsSettings, SmsSettings.parse({}))
export const smsSettingsVersion = (ctx: Context): Promise<number> => settingVersion(ctx, area)

/** Throws `brands.SettingsMoved` when somebody else was quicker. */
export const changeSmsSettings = (ctx: Context, wanted: SmsSettings, basedOn: number): Promise<number> =>
  changeSetting(ctx, area, SmsSettings, wanted, basedOn)
