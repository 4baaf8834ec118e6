import { defineCapability } from "#kernel/capability"

export const brands = defineCapability({
  name: "brands",
  migrations: new URL("./migrations/", import.meta.url),
})
