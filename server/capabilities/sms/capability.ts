import { defineCapability } from "#kernel/capability"

export const sms = defineCapability({ name: "sms" })
