import { defineCapability } from "#kernel/capability"
import { routes } from "./routes.ts"

export const customers = defineCapability({
  name: "customers",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
})
