import { defineCapability } from "#kernel/capability"

export const push = defineCapability({ name: "push" })
