import { defineCapability } from "#kernel/capability"
import { anyEffect } from "#kernel/effects"
import { contribute } from "#kernel/contributions"
import { messageChannels, messageKinds } from "#messages"
import { deliverEffect } from "./deliver.ts"
import { forgetOldDeliveries } from "./forget-old-deliveries.ts"
import { letterChannel } from "./letter-channel.ts"
import { routes } from "./routes.ts"
import { stoppedMail } from "./stopped-mail.ts"
import { tellings } from "./tell-endpoints.ts"

export const webhooks = defineCapability({
  name: "webhooks",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  contributes: [contribute(messageKinds, [stoppedMail]), contribute(messageChannels, [letterChannel])],
  reactions: tellings,
  effects: [anyEffect(deliverEffect)],
  routines: [
    {
      name: "webhooks.forget-old-deliveries",
      every: { minutes: 1_440 },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: forgetOldDeliveries,
    },
  ],
})
