import { defineCapability } from "#kernel/capability"

export const quests = defineCapability({ name: "quests", migrations: new URL("./migrations/", import.meta.url) })
