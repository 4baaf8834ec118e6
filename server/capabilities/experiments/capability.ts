import { defineCapability } from "#kernel/capability"

export const experiments = defineCapability({ name: "experiments" })
