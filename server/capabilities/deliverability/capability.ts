import { defineCapability } from "#kernel/capability"

export const deliverability = defineCapability({ name: "deliverability" })
