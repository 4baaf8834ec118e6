import { defineCapability } from "#kernel/capability"
import { anyEffect } from "#kernel/effects"
import { refreshDueFeeds, refreshEffect } from "./refresh-feed.ts"
import { routes } from "./routes.ts"

export const catalog = defineCapability({
  name: "catalog",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  effects: [anyEffect(refreshEffect)],
  routines: [
    { name: "catalog.feeds", every: { minutes: 10 }, scope: "brand", catchUp: "last", apply: refreshDueFeeds },
  ],
})
