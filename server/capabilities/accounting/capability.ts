import { defineCapability } from "#kernel/capability"

export const accounting = defineCapability({ name: "accounting" })
