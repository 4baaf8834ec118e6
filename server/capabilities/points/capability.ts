import { customerErased, customerMerged, customerUnmerged, personalData } from "#customers"
import { letterKnowledge } from "#messages"
import { segmentFields } from "#segments"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { forgetPeople, joinPeople, partPeople, pointsAsPersonalData } from "./join-people.ts"
import { pointsFields, pointsInLetters } from "./know-points.ts"
import { routes } from "./routes.ts"
import { sealJournal } from "./seal-journal.ts"
import { settleDue, settleEffect } from "./settle-members.ts"
import { tellExpiring } from "./tell-expiring.ts"

const everyFewMinutes = { every: { minutes: 5 }, scope: "brand", catchUp: "last" } as const

export const points = defineCapability({
  name: "points",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  effects: [settleEffect],
  reactions: [when(customerMerged, joinPeople), when(customerUnmerged, partPeople), when(customerErased, forgetPeople)],
  contributes: [
    contribute(letterKnowledge, [{ names: ["points"], read: pointsInLetters }]),
    contribute(segmentFields, pointsFields),
    contribute(personalData, [pointsAsPersonalData]),
  ],
  routines: [
    // What is due carries the time at which it was due, so one look makes good all that were missed.
    { name: "points.settle", ...everyFewMinutes, mass: true, apply: settleDue },
    { name: "points.seal", ...everyFewMinutes, apply: sealJournal },
    {
      name: "points.tell-expiring",
      every: { dailyAt: "08:30" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: tellExpiring,
    },
  ],
})
