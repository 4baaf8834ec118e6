import { defineCapability } from "#kernel/capability"

export const templates = defineCapability({ name: "templates" })
