import { changeSetting, settingOf, settingVersion } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { ensureExperiment } from "./ensure-experiment.ts"
import { wholeBrand } from "./model.ts"
import { ExperimentSettings } from "./model-settings.ts"

const area = "experiments"

export const experimentSettings = (ctx: Context): Promise<ExperimentSettings> =>
  settingOf(ctx, area, ExperimentSettings, ExperimentSettings.parse({}))

/** The settings with their version, which a change hands back. */
export const versionedExperimentSettings = async (ctx: Context) => ({
  settings: await experimentSettings(ctx),
  version: await settingVersion(ctx, area),
})

/** Audited. The share kept apart from everything holds for those who are met from now on. Throws `brands.SettingsMoved`. */
export const changeExperimentSettings = (ctx: Context, settings: ExperimentSettings, basedOn: number) =>
  inTransaction(ctx, async (ctx) => {
    const version = await changeSetting(ctx, area, ExperimentSettings, settings, basedOn)
    await ensureExperiment(ctx, { ...wholeBrand, holdoutBp: settings.brandHoldoutBp })
    return { version, settings }
  })
