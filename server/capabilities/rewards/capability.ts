import { defineCapability } from "#kernel/capability"

export const rewards = defineCapability({ name: "rewards", migrations: new URL("./migrations/", import.meta.url) })
