import { defineCapability } from "#kernel/capability"
import { anyEffect } from "#kernel/effects"
import { routes } from "./routes.ts"
import { tellEffect } from "./tell-team.ts"

export const relay = defineCapability({
  name: "relay",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  effects: [anyEffect(tellEffect)],
})
