import { settingOf } from "#brands"
import type { Context } from "#kernel/context"
import { PointsSettings } from "./model-settings.ts"

export const pointsSettings = (ctx: Context): Promise<PointsSettings> =>
  settingOf(ctx, "points", PointsSettings, PointsSettings.parse({}))
