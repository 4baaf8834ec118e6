import { defineCapability } from "#kernel/capability"

export const till = defineCapability({ name: "till" })
