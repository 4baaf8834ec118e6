import { customerErased, personalData } from "#customers"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { messageChannels } from "#messages"
import { applyDmEvent } from "./apply-event.ts"
import { dmChannel } from "./dm-channel.ts"
import { proveDmDoor, receiveDmEvents } from "./receive-events.ts"
import { routes } from "./routes.ts"
import { deletePeopleOf } from "./storage.ts"
import { selectSaidOf } from "./storage-messages.ts"
import { sendAnswer } from "./talks.ts"

export const dm = defineCapability({
  name: "dm",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [receiveDmEvents, proveDmDoor],
  contributes: [
    contribute(messageChannels, [dmChannel]),
    contribute(personalData, [
      { name: "dm", read: async (ctx, customerIds) => ({ said: await selectSaidOf(ctx, customerIds) }) },
    ]),
  ],
  effects: [anyEffect(applyDmEvent), anyEffect(sendAnswer)],
  reactions: [when(customerErased, (ctx, { customerIds }) => deletePeopleOf(ctx, customerIds))],
})
