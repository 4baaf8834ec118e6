import { defineCapability } from "#kernel/capability"
import { forgetOldTexts } from "./forget-texts.ts"
import { routes } from "./routes.ts"
import { handledSendEffects } from "./settle-by-hand.ts"

export const messages = defineCapability({
  name: "messages",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  effects: handledSendEffects,
  routines: [
    { name: "messages.forget", every: { dailyAt: "04:30" }, scope: "brand", catchUp: "last", apply: forgetOldTexts },
  ],
})
