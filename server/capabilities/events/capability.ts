import { defineCapability } from "#kernel/capability"
import { applyLoop } from "./accept-messages.ts"
import { applyIncoming } from "./apply-incoming.ts"
import { sdkSettingsPages } from "./sdk-settings-doors.ts"
import { trackingPages } from "./tracking-doors.ts"

export const events = defineCapability({
  name: "events",
  migrations: new URL("./migrations/", import.meta.url),
  pages: [...trackingPages, ...sdkSettingsPages],
  loops: [{ name: applyLoop, idleMs: 50, turn: applyIncoming }],
})
