import { defineCapability } from "#kernel/capability"

export const offers = defineCapability({ name: "offers" })
