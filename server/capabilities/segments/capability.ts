import { brandDeleted } from "#brands"
import { consentChanged, customerErased, customerMerged, customersChanged, customerUnmerged } from "#customers"
import { factsProjected, wantMerged } from "#events"
import { lineAudiences } from "#line"
import { letterKnowledge } from "#messages"
import { orderChanged, pastOrdersApplied } from "#orders"
import { letterAudiences } from "#templates"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { mendCopy } from "./check-copy.ts"
import { segmentEntered, segmentLeft } from "./events.ts"
import { forgetBrand, forgetCustomer, forgetPeopleEffect } from "./forget.ts"
import { keepSegments, leaveSegments } from "./keep-segments.ts"
import { segmentKnowledge } from "./letter-knowledge.ts"
import { onMoved, segmentAudience } from "./line-audience.ts"
import { measureSizes } from "./measure-sizes.ts"
import { renewNamed } from "./named.ts"
import { peopleToTry } from "./people-to-try.ts"
import { routes } from "./routes.ts"
import { wantPass } from "./storage-standings.ts"
import { keepLoop } from "./storage-touched.ts"
import { onCustomer, onCustomers, onFacts, onMerge, onPastOrders } from "./touch.ts"

export const segments = defineCapability({
  name: "segments",
  migrations: new URL("./migrations/", import.meta.url),
  factMigrations: new URL("./facts/", import.meta.url),
  routes,
  reactions: [
    when(factsProjected, onFacts),
    when(customersChanged, onCustomers),
    when(consentChanged, onCustomer),
    when(orderChanged, onCustomer),
    when(pastOrdersApplied, onPastOrders),
    when(customerMerged, onMerge),
    when(customerUnmerged, onMerge),
    when(customerErased, forgetCustomer),
    when(brandDeleted, forgetBrand),
    when(segmentEntered, onMoved),
    when(segmentLeft, onMoved),
  ],
  contributes: [
    contribute(lineAudiences, [segmentAudience]),
    contribute(letterAudiences, [peopleToTry]),
    contribute(letterKnowledge, [segmentKnowledge]),
  ],
  effects: [forgetPeopleEffect],
  // Rests are short: what is touched meanwhile makes the next question longer. Where nothing is left for it, few long
  // questions leave more to others than many short ones.
  loops: [
    { name: keepLoop, idleMs: 50, isWoken: true, share: 0.7, yields: true, turn: keepSegments, release: leaveSegments },
  ],
  routines: [
    {
      name: "segments.look-at-everybody",
      every: { minutes: 5 },
      scope: "brand",
      catchUp: "none",
      mass: true,
      apply: (ctx, occurrence) => wantPass(ctx, occurrence),
    },
    {
      name: "segments.measure-sizes",
      every: { minutes: 30 },
      scope: "brand",
      catchUp: "none",
      apply: (ctx) => measureSizes(ctx),
    },
    {
      name: "segments.check-copy",
      every: { dailyAt: "03:30" },
      scope: "brand",
      catchUp: "none",
      // Once a night everybody is looked at, also those whom nothing can have moved.
      apply: async (ctx, occurrence) => {
        await mendCopy(ctx)
        await wantMerged(ctx, ["segment_people", "segment_standing"], occurrence)
        await wantPass(ctx, ctx.now(), { ofEverybody: true })
      },
    },
    {
      name: "segments.renew-named",
      every: { dailyAt: "03:40" },
      scope: "brand",
      catchUp: "none",
      apply: (ctx) => renewNamed(ctx),
    },
  ],
})
