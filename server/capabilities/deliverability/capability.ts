import { consentChanged, customerErased, customerMerged, personalData } from "#customers"
import { letterGates, letterRefusals, lettersEnded, suppressionVetoes } from "#messages"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { holdsBack, watchDomains } from "./breaker.ts"
import { askToCheck, checkEffect } from "./check-domain.ts"
import { gate, refusals } from "./gate.ts"
import { retireByItself, retireEffects } from "./hygiene.ts"
import { pauseIfTooHigh } from "./pauses.ts"
import { keepDays } from "./report.ts"
import { joinRests, onConsent, refuseResting, wakeWhoSigned } from "./rests.ts"
import { routes } from "./routes.ts"
import { deleteRests, selectRests } from "./storage-rests.ts"
import { forgetReturnsOf, selectReturnsOf } from "./storage-returns.ts"

export const deliverability = defineCapability({
  name: "deliverability",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  contributes: [
    contribute(letterGates, [gate]),
    contribute(letterRefusals, [refuseResting, refusals]),
    contribute(suppressionVetoes, [holdsBack]),
    contribute(personalData, [
      { name: "returns", read: selectReturnsOf },
      { name: "rests", read: selectRests },
    ]),
  ],
  effects: [anyEffect(checkEffect), ...retireEffects],
  reactions: [
    when(lettersEnded, watchDomains),
    when(consentChanged, onConsent),
    when(customerMerged, joinRests),
    when(customerErased, async (ctx, { customerIds }) => {
      await forgetReturnsOf(ctx, customerIds)
      await deleteRests(ctx, customerIds, ctx.now())
    }),
  ],
  routines: [
    { name: "deliverability.watch", every: { minutes: 10 }, scope: "brand", catchUp: "last", apply: pauseIfTooHigh },
    { name: "deliverability.wake", every: { minutes: 10 }, scope: "brand", catchUp: "last", apply: wakeWhoSigned },
    {
      name: "deliverability.check-domain",
      every: { dailyAt: "05:10" },
      scope: "brand",
      catchUp: "last",
      apply: askToCheck,
    },
    { name: "deliverability.keep-days", every: { dailyAt: "03:20" }, scope: "brand", catchUp: "last", apply: keepDays },
    {
      name: "deliverability.retire",
      every: { dailyAt: "03:40" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: retireByItself,
    },
  ],
})
