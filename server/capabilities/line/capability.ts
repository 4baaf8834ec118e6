import { defineCapability } from "#kernel/capability"

export const line = defineCapability({ name: "line" })
