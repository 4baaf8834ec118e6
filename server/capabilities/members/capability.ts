import { defineCapability } from "#kernel/capability"

export const members = defineCapability({ name: "members" })
