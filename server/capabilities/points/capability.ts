import { defineCapability } from "#kernel/capability"

export const points = defineCapability({ name: "points" })
