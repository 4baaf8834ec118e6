import { customerErased, customerMerged, customerUnmerged, personalData } from "#customers"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { measureAll } from "./lift-of.ts"
import { armsAsPersonalData, forgetPeople, joinPeople, partPeople } from "./join-people.ts"
import { routes } from "./routes.ts"

export const experiments = defineCapability({
  name: "experiments",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  routines: [
    {
      name: "experiments.measure",
      every: { dailyAt: "03:40" },
      scope: "brand",
      catchUp: "last",
      apply: measureAll,
    },
  ],
  reactions: [when(customerErased, forgetPeople), when(customerMerged, joinPeople), when(customerUnmerged, partPeople)],
  contributes: [contribute(personalData, [armsAsPersonalData])],
})
