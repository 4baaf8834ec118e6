import { defineCapability } from "#kernel/capability"
import { sweepEffect } from "./delete-brand.ts"
import { pages } from "./pages.ts"
import { routes } from "./routes.ts"
import { forgetOldSessions } from "./tidy.ts"

export const brands = defineCapability({
  name: "brands",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages,
  effects: [sweepEffect],
  routines: [
    {
      name: "brands.forget-sessions",
      every: { dailyAt: "04:10" },
      scope: "platform",
      catchUp: "last",
      apply: forgetOldSessions,
    },
  ],
})
