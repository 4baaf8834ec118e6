import { customerErased } from "#customers"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { messageChannels } from "#messages"
import { preferenceWays } from "#signups"
import { pushDoors, pushLink } from "./ask-page.ts"
import { pushChannel } from "./push-channel.ts"
import { routes } from "./routes.ts"
import { scriptDoors } from "./script-doors.ts"
import { deleteOf } from "./storage.ts"

const inBrowser = { ja: "このブラウザでお知らせを受け取る", en: "Get notices in this browser" }

export const push = defineCapability({
  name: "push",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [...pushDoors, ...scriptDoors],
  contributes: [
    contribute(messageChannels, [pushChannel]),
    contribute(preferenceWays, [
      async (ctx, customerId) => ({ label: inBrowser, url: await pushLink(ctx, customerId) }),
    ]),
  ],
  reactions: [when(customerErased, (ctx, { customerIds }) => deleteOf(ctx, customerIds))],
})
