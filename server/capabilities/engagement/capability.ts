import { consentChanged, customerErased, personalData } from "#customers"
import { linkWrapping } from "#messages"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { doors } from "./doors.ts"
import { noteLeaving } from "./endings.ts"
import { forgetOldHits, forgetReadings } from "./forget.ts"
import { judgeEffect } from "./judge-hits.ts"
import { routes } from "./routes.ts"
import { selectReadingsOf } from "./storage.ts"
import { wrapLinks } from "./wrap-links.ts"

export const engagement = defineCapability({
  name: "engagement",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: doors,
  contributes: [
    contribute(linkWrapping, [wrapLinks]),
    contribute(personalData, [{ name: "readings", read: selectReadingsOf }]),
  ],
  effects: [anyEffect(judgeEffect)],
  reactions: [when(consentChanged, noteLeaving), when(customerErased, forgetReadings)],
  routines: [
    {
      name: "engagement.forget",
      every: { dailyAt: "04:40" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: forgetOldHits,
    },
  ],
})
