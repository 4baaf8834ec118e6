import { defineCapability } from "#kernel/capability"

export const campaigns = defineCapability({ name: "campaigns" })
