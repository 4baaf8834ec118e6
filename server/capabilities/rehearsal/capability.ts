import { customerErased, customerMerged } from "#customers"
import { orderCancelled, orderChanged, orderRefunded } from "#orders"
import { pointsMoved } from "#points"
import { defineCapability } from "#kernel/capability"
import { when } from "#kernel/events"
import { endDueRings } from "./edit-rings.ts"
import { forgetOldPeople, forgetPeople, joinPeople } from "./join-people.ts"
import { measurePublished } from "./measure-run.ts"
import { playPieceEffect } from "./rehearse.ts"
import { earnInRing, onPointsMoved } from "./ring-live.ts"
import { routes } from "./routes.ts"

export const rehearsal = defineCapability({
  name: "rehearsal",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  reactions: [
    when(orderChanged, earnInRing),
    when(orderCancelled, earnInRing),
    when(orderRefunded, earnInRing),
    when(pointsMoved, onPointsMoved),
    when(customerMerged, joinPeople),
    when(customerErased, forgetPeople),
  ],
  effects: [playPieceEffect],
  routines: [
    {
      name: "rehearsal.measure",
      every: { dailyAt: "04:20" },
      scope: "brand",
      catchUp: "last",
      apply: measurePublished,
    },
    { name: "rehearsal.end-rings", every: { minutes: 15 }, scope: "brand", catchUp: "last", apply: endDueRings },
    {
      name: "rehearsal.forget-people",
      every: { dailyAt: "03:55" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: forgetOldPeople,
    },
  ],
})
