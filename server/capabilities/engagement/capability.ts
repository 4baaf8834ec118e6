import { defineCapability } from "#kernel/capability"

export const engagement = defineCapability({ name: "engagement" })
