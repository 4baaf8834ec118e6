import { defineCapability } from "#kernel/capability"

export const members = defineCapability({
  name: "members",
  migrations: new URL("./migrations/", import.meta.url),
})
