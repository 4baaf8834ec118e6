import { defineCapability } from "#kernel/capability"

export const quests = defineCapability({ name: "quests" })
