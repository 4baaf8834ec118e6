import { customerErased } from "#customers"
import { defineCapability } from "#kernel/capability"
import { when } from "#kernel/events"
import { forgetCustomerMails } from "./forget-customer.ts"
import { forgetOldTexts } from "./forget-texts.ts"
import { routes } from "./routes.ts"
import { handledSendEffects } from "./settle-by-hand.ts"

export const messages = defineCapability({
  name: "messages",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  effects: handledSendEffects,
  reactions: [when(customerErased, forgetCustomerMails)],
  routines: [
    { name: "messages.forget", every: { dailyAt: "04:30" }, scope: "brand", catchUp: "last", apply: forgetOldTexts },
  ],
})
