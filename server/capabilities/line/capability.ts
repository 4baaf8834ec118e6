import { customerErased, customerMerged, customerUnmerged, personalData } from "#customers"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { page } from "#kernel/page"
import { messageChannels, messageKinds } from "#messages"
import { sendAnswer } from "./answer-friend.ts"
import { applyLineEvent } from "./apply-event.ts"
import { assignMenus } from "./assign-menus.ts"
import { checkAccount } from "./check-account.ts"
import { forgetFriend, forgetOldAttempts, talksOf } from "./forget-person.ts"
import { followPeople } from "./friends.ts"
import { sendInvitation } from "./invite-to-link.ts"
import { lineChannel } from "./line-channel.ts"
import { askForCode, showLink, showStep, takeChoice, takeCode } from "./link-pages.ts"
import { linkCodeMail } from "./messages/link-code.ts"
import { publishMenu, withdrawMenu } from "./publish-menu.ts"
import { readFollowers } from "./read-followers.ts"
import { readFriendProfile } from "./read-profile.ts"
import { receiveLineEvents } from "./receive-events.ts"
import { routes } from "./routes.ts"
import { sendNarrowcast } from "./send-narrowcast.ts"
import { sayWord } from "./say-by-line.ts"

export const line = defineCapability({
  name: "line",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [
    receiveLineEvents,
    page("GET /s/:slug/line/link/:linkToken", showLink),
    page("POST /s/:slug/line/link/:linkToken", askForCode, { maxBytes: 10_000, perMinute: 10 }),
    page("GET /s/:slug/line/code", (platform, request) => showStep(platform, request, "code")),
    page("GET /s/:slug/line/choice", (platform, request) => showStep(platform, request, "choice")),
    page("POST /s/:slug/line/code", takeCode, { maxBytes: 10_000, perMinute: 20 }),
    page("POST /s/:slug/line/choice", takeChoice, { maxBytes: 10_000, perMinute: 20 }),
  ],
  contributes: [
    contribute(messageChannels, [lineChannel]),
    contribute(messageKinds, [linkCodeMail]),
    contribute(personalData, [{ name: "line", read: talksOf }]),
  ],
  effects: [
    anyEffect(applyLineEvent),
    anyEffect(readFriendProfile),
    anyEffect(sendAnswer),
    anyEffect(sendInvitation),
    anyEffect(sayWord),
    anyEffect(publishMenu),
    anyEffect(withdrawMenu),
    anyEffect(assignMenus),
    anyEffect(readFollowers),
    anyEffect(sendNarrowcast),
  ],
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
