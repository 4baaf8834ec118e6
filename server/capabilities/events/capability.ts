import { brandDeleted } from "#brands"
import { consentChanged, customerErased, customerMerged, customerUnmerged } from "#customers"
import { defineCapability } from "#kernel/capability"
import { when } from "#kernel/events"
import { applyLoop } from "./accept-messages.ts"
import { applyIncoming } from "./apply-incoming.ts"
import { browserTagPage } from "./browser-tag-door.ts"
import { mendProjection } from "./check-projection.ts"
import { forgetBrand, forgetBrandEffect } from "./forget-brand.ts"
import { forgetCustomer, forgetFactsEffect } from "./forget-customer.ts"
import { mergeEffect, wantMerged } from "./merge-parts.ts"
import { projectLoop } from "./model.ts"
import { leaveProjection, projectEvents } from "./project-events.ts"
import { recordConsentChange } from "./record-consents.ts"
import { recordMerge, recordUnmerge } from "./record-merges.ts"
import { routes } from "./routes.ts"
import { sdkSettingsPages } from "./sdk-settings-doors.ts"
import { trackingPages } from "./tracking-doors.ts"

export const events = defineCapability({
  name: "events",
  migrations: new URL("./migrations/", import.meta.url),
  factMigrations: new URL("./facts/", import.meta.url),
  routes,
  pages: [...trackingPages, ...sdkSettingsPages, browserTagPage],
  reactions: [
    when(customerMerged, recordMerge),
    when(customerUnmerged, recordUnmerge),
    when(consentChanged, recordConsentChange),
    when(customerErased, forgetCustomer),
    when(brandDeleted, forgetBrand),
  ],
  effects: [forgetFactsEffect, forgetBrandEffect, mergeEffect],
  loops: [
    { name: applyLoop, idleMs: 50, isWoken: true, gatherMs: 40, turn: applyIncoming },
    { name: projectLoop, idleMs: 25, isWoken: true, turn: (ctx) => projectEvents(ctx), release: leaveProjection },
  ],
  routines: [
    {
      name: "events.merge-history",
      every: { dailyAt: "03:20" },
      scope: "brand",
      catchUp: "none",
      apply: (ctx, occurrence) => wantMerged(ctx, ["customer_history"], occurrence),
    },
    {
      name: "events.check-projection",
      every: { dailyAt: "04:10" },
      scope: "platform",
      catchUp: "none",
      apply: mendProjection,
    },
  ],
})
