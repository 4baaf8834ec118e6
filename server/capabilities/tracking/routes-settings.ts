import { route } from "#kernel/capability"
import { getTrackingSettings, putTrackingSettings } from "./contract-settings.ts"
import { changeTrackingSettings, versionedTrackingSettings } from "./settings.ts"

export const settingsRoutes = [
  route(getTrackingSettings, versionedTrackingSettings),
  route(putTrackingSettings, (ctx, { settings, basedOn }) => changeTrackingSettings(ctx, settings, basedOn)),
]
