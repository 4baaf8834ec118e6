import { defineCapability } from "#kernel/capability"

export const customers = defineCapability({
  name: "customers",
  migrations: new URL("./migrations/", import.meta.url),
})
