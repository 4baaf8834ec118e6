import { customerErased, customerMerged } from "#customers"
import { segmentFields } from "#segments"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { fanField, forgetFans, joinFans, judgeEverybody, judgePieceEffect } from "./fans.ts"
import { sendAccountFile } from "./pages.ts"
import { routes } from "./routes.ts"

export const accounting = defineCapability({
  name: "accounting",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [sendAccountFile],
  reactions: [when(customerErased, forgetFans), when(customerMerged, joinFans)],
  contributes: [contribute(segmentFields, [fanField])],
  effects: [judgePieceEffect],
  routines: [
    { name: "accounting.fans", every: { dailyAt: "04:40" }, scope: "brand", catchUp: "last", apply: judgeEverybody },
  ],
})
