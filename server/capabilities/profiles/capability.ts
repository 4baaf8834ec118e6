import { customerErased, personalData } from "#customers"
import { segmentFields } from "#segments"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { forgetCustomer, partnersAsPersonalData, talksAsPersonalData } from "./forget.ts"
import { routes } from "./routes.ts"
import { profileFields } from "./segment-fields.ts"
import { beginWalk, walkEffect } from "./walk.ts"

export const profiles = defineCapability({
  name: "profiles",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  reactions: [when(customerErased, forgetCustomer)],
  contributes: [
    contribute(segmentFields, profileFields),
    contribute(personalData, [talksAsPersonalData, partnersAsPersonalData]),
  ],
  effects: [walkEffect],
  routines: [
    {
      name: "profiles.walk",
      every: { dailyAt: "02:20" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: beginWalk,
    },
  ],
})
