import { defineCapability } from "#kernel/capability"
import { routes } from "./routes.ts"

export const queue = defineCapability({ name: "queue", routes })
