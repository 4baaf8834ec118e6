import { defineCapability } from "#kernel/capability"

export const orders = defineCapability({
  name: "orders",
  migrations: new URL("./migrations/", import.meta.url),
})
