import { defineCapability } from "#kernel/capability"

export const events = defineCapability({
  name: "events",
  migrations: new URL("./migrations/", import.meta.url),
})
