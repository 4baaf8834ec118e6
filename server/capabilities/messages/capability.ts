import { defineCapability } from "#kernel/capability"
import { anyEffect } from "#kernel/effects"
import { forgetOldTexts } from "./forget-texts.ts"
import { routes } from "./routes.ts"
import { sendEffects } from "./send-effect.ts"

export const messages = defineCapability({
  name: "messages",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  effects: sendEffects.map(anyEffect),
  routines: [
    { name: "messages.forget", every: { dailyAt: "04:30" }, scope: "brand", catchUp: "last", apply: forgetOldTexts },
  ],
})
