import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { SignupSettings } from "./model-settings.ts"

const area = "signups"

export const signupSettings = (ctx: Context): Promise<SignupSettings> =>
  settingOf(ctx, area, SignupSettings, SignupSettings.parse({}))

/** The settings with their version, which a change hands back. */
export const versionedSignupSettings = async (ctx: Context) => ({
  settings: await signupSettings(ctx),
  version: await settingVersion(ctx, area),
})

/** Audited. Throws `brands.SettingsMoved` when somebody was faster. */
export const changeSignupSettings = async (ctx: Context, settings: SignupSettings, basedOn: number) => ({
  version: await changeSetting(ctx, area, SignupSettings, settings, basedOn),
  settings,
})
