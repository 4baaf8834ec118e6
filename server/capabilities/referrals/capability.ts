import { defineCapability } from "#kernel/capability"

export const referrals = defineCapability({ name: "referrals" })
