import { defineCapability } from "#kernel/capability"

export const rewards = defineCapability({ name: "rewards" })
