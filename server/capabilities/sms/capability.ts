import { customerErased } from "#customers"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { messageChannels } from "#messages"
import { forgetCaught, forgetOldLinks } from "./caught.ts"
import { receiveSmsAnswers, receiveSmsReports } from "./receive-reports.ts"
import { routes } from "./routes.ts"
import { shortLink } from "./short-links.ts"
import { smsChannel } from "./sms-channel.ts"

export const sms = defineCapability({
  name: "sms",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [receiveSmsReports, receiveSmsAnswers, shortLink],
  contributes: [contribute(messageChannels, [smsChannel])],
  reactions: [when(customerErased, forgetCaught)],
  routines: [
    {
      name: "sms.forget-links",
      every: { dailyAt: "04:50" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: forgetOldLinks,
    },
  ],
})
