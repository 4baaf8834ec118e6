import { defineCapability } from "#kernel/capability"

export const loyalty = defineCapability({ name: "loyalty" })
