import { defineCapability } from "#kernel/capability"

export const flows = defineCapability({ name: "flows" })
