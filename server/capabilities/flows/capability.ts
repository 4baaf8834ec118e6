import { brandDeleted } from "#brands"
import { plannedVolume } from "#campaigns"
import { productsLaunched } from "#catalog"
import { customerErased, customerMerged, customerUnmerged } from "#customers"
import { letterGates, letterRefusals, lettersEnded, messageKinds } from "#messages"
import { restsChanged } from "#deliverability"
import { segmentEntered, segmentFields, segmentLeft, segmentUsers, touchCustomers } from "#segments"
import { templateUses } from "#templates"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { flowSteps } from "./contributions.ts"
import { expectedFlowVolume } from "./expect.ts"
import { goOn } from "./go-on.ts"
import { onLaunch } from "./launches.ts"
import { onErase, onMerge, onUnmerge } from "./join-people.ts"
import { restFields, restStep } from "./let-rest.ts"
import { noticeEffect, noticeMail } from "./notify-team.ts"
import { holdWhilePaused, onLettersEnded, onSegment, refuseAfterLeaving } from "./react.ts"
import { routes } from "./routes.ts"
import { galleryRoutes } from "./routes-gallery.ts"
import { startByTime } from "./start-by-time.ts"
import { deleteBrand } from "./storage.ts"
import { tidyFlows } from "./tidy.ts"
import { usesOfSegments, usesOfTemplates } from "./uses.ts"

export const flows = defineCapability({
  name: "flows",
  migrations: new URL("./migrations/", import.meta.url),
  routes: [...routes, ...galleryRoutes],
  contributes: [
    contribute(messageKinds, [noticeMail]),
    contribute(letterRefusals, [refuseAfterLeaving]),
    contribute(letterGates, [holdWhilePaused]),
    contribute(plannedVolume, [expectedFlowVolume]),
    contribute(segmentUsers, [usesOfSegments]),
    contribute(templateUses, [usesOfTemplates]),
    contribute(segmentFields, restFields),
    contribute(flowSteps, [restStep]),
  ],
  reactions: [
    when(segmentEntered, onSegment("entered")),
    when(segmentLeft, onSegment("left")),
    when(productsLaunched, onLaunch),
    when(lettersEnded, onLettersEnded),
    when(restsChanged, (ctx, { customerIds }) => touchCustomers(ctx, customerIds)),
    when(customerMerged, onMerge),
    when(customerUnmerged, onUnmerge),
    when(customerErased, onErase),
    when(brandDeleted, (ctx, { brandId }) => deleteBrand(ctx, brandId)),
  ],
  effects: [anyEffect(noticeEffect)],
  loops: [{ name: "flows.go-on", idleMs: 500, share: 0.6, turn: goOn }],
  routines: [
    {
      name: "flows.start-by-time",
      every: { minutes: 1 },
      scope: "brand",
      catchUp: "none",
      mass: true,
      apply: (ctx) => startByTime(ctx),
    },
    {
      name: "flows.tidy",
      every: { dailyAt: "03:50" },
      scope: "brand",
      catchUp: "last",
      apply: (ctx) => tidyFlows(ctx),
    },
  ],
})
