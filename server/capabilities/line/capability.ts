import { customerErased, customerMerged, customerUnmerged, personalData } from "#customers"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { messageChannels } from "#messages"
import { sendAnswer } from "./answer-friend.ts"
import { applyLineEvent } from "./apply-event.ts"
import { checkAccount } from "./check-account.ts"
import { forgetFriend, forgetOldAttempts, talksOf } from "./forget-person.ts"
import { followPeople } from "./friends.ts"
import { lineChannel } from "./line-channel.ts"
import { readFriendProfile } from "./read-profile.ts"
import { receiveLineEvents } from "./receive-events.ts"
import { routes } from "./routes.ts"

export const line = defineCapability({
  name: "line",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [receiveLineEvents],
  contributes: [
    contribute(messageChannels, [lineChannel]),
    contribute(personalData, [{ name: "line", read: talksOf }]),
  ],
  effects: [anyEffect(applyLineEvent), anyEffect(readFriendProfile), anyEffect(sendAnswer)],
  reactions: [
    when(customerErased, forgetFriend),
    when(customerMerged, followPeople),
    when(customerUnmerged, followPeople),
  ],
  routines: [
    {
      name: "line.check-account",
      every: { minutes: 15 },
      scope: "brand",
      catchUp: "last",
      apply: async (ctx) => void (await checkAccount(ctx)),
    },
    {
      name: "line.forget",
      every: { minutes: 1_440 },
      scope: "brand",
      catchUp: "last",
      apply: forgetOldAttempts,
    },
  ],
})
