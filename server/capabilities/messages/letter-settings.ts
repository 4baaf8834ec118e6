import { changeSetting, settingOf, settingVersion } from "#brands"
import type { Context } from "#kernel/context"
import { defaultLetterSettings, LetterSettings } from "./model-letter-settings.ts"

const area = "letters"

export const letterSettings = (ctx: Context): Promise<LetterSettings> =>
  settingOf(ctx, area, LetterSettings, defaultLetterSettings)

/** The rules with their version, which a change hands back. */
export const versionedLetterSettings = async (ctx: Context) => ({
  settings: await letterSettings(ctx),
  version: await settingVersion(ctx, area),
})

/** Audited; holds for every letter that is decided from now on. Throws `brands.SettingsMoved`. */
export const changeLetterSettings = async (ctx: Context, settings: LetterSettings, basedOn: number) => ({
  settings,
  version: await changeSetting(ctx, area, LetterSettings, settings, basedOn),
})
