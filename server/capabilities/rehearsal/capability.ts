import { defineCapability } from "#kernel/capability"

export const rehearsal = defineCapability({ name: "rehearsal" })
