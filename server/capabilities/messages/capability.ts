import { staffInvited } from "#brands"
import { customerErased } from "#customers"
import { letterWorth } from "#experiments"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { forgetCustomerMails } from "./forget-customer.ts"
import { forgetOldTexts } from "./forget-texts.ts"
import { mailInvitation } from "./mail-invitation.ts"
import { messageKinds } from "./message-kind.ts"
import { queueEffect } from "./queue-letters.ts"
import { staffInvitationMail } from "./staff-invitation-mail.ts"
import { routes } from "./routes.ts"
import { handledSendEffects } from "./settle-by-hand.ts"
import { stopEffect } from "./stop-letters.ts"
import { selectLetterWorth } from "./storage-worth.ts"

export const messages = defineCapability({
  name: "messages",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  contributes: [contribute(messageKinds, [staffInvitationMail]), contribute(letterWorth, [selectLetterWorth])],
  effects: [...handledSendEffects, anyEffect(queueEffect), anyEffect(stopEffect)],
  reactions: [when(customerErased, forgetCustomerMails), when(staffInvited, mailInvitation)],
  routines: [
    {
      name: "messages.forget",
      every: { dailyAt: "04:30" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: forgetOldTexts,
    },
  ],
})
