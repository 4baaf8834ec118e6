import { defineCapability } from "#kernel/capability"
import { routes } from "./routes.ts"

export const orders = defineCapability({
  name: "orders",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
})
