import { defineCapability } from "#kernel/capability"

export const segments = defineCapability({
  name: "segments",
  factMigrations: new URL("./facts/", import.meta.url),
})
