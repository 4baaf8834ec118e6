import { defineCapability } from "#kernel/capability"

export const loyalty = defineCapability({
  name: "loyalty",
  migrations: new URL("./migrations/", import.meta.url),
})
