import { defineCapability } from "#kernel/capability"
import { anyEffect } from "#kernel/effects"
import { sendEffect } from "./send-effect.ts"

export const messages = defineCapability({
  name: "messages",
  migrations: new URL("./migrations/", import.meta.url),
  effects: [anyEffect(sendEffect)],
})
