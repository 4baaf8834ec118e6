import { defineCapability } from "#kernel/capability"
import { routes } from "./routes.ts"

export const till = defineCapability({ name: "till", routes })
