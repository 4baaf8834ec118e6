import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { AccountSettings } from "./model-settings.ts"

const area = "accounting"

export const accountSettings = (ctx: Context): Promise<AccountSettings> =>
  settingOf(ctx, area, AccountSettings, AccountSettings.parse({}))

/** The settings with their version, which a change hands back and an export names. */
export const versionedAccountSettings = async (ctx: Context) => ({
  settings: await accountSettings(ctx),
  version: await settingVersion(ctx, area),
})

/** Audited. Throws `brands.SettingsMoved` when somebody was faster. */
export const changeAccountSettings = async (ctx: Context, settings: AccountSettings, basedOn: number) => ({
  version: await changeSetting(ctx, area, AccountSettings, settings, basedOn),
  settings,
})
