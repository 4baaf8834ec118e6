import { defineCapability } from "#kernel/capability"

export const relay = defineCapability({ name: "relay" })
