import { customerErased, customerMerged, personalData } from "#customers"
import { letterKnowledge, messageKinds } from "#messages"
import { myPageCards } from "#mypage"
import { orderChanged } from "#orders"
import { segmentFields } from "#segments"
import { shipmentDelivered } from "#shipments"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { page } from "#kernel/page"
import { noteArrival, noteOrder } from "./attribute-order.ts"
import { referralFields, referralKnowledge } from "./know-of-reader.ts"
import { answerLanding, showLanding } from "./landing-page.ts"
import { alreadyMail } from "./messages/already.ts"
import { welcomeMail } from "./messages/welcome.ts"
import { referralCard } from "./my-page-card.ts"
import { forgetPeople, joinPeople, referralsAsPersonalData } from "./people.ts"
import { routes } from "./routes.ts"
import { releaseDue } from "./settle-referral.ts"

export const referrals = defineCapability({
  name: "referrals",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [
    page("GET /s/:slug/r/:token", showLanding, { perMinute: 12_000 }),
    page("POST /s/:slug/r/:token", answerLanding, { maxBytes: 10_000, perMinute: 30 }),
  ],
  reactions: [
    when(orderChanged, noteOrder),
    when(shipmentDelivered, noteArrival),
    when(customerMerged, joinPeople),
    when(customerErased, forgetPeople),
  ],
  contributes: [
    contribute(messageKinds, [welcomeMail, alreadyMail]),
    contribute(letterKnowledge, [{ names: ["referral"], read: referralKnowledge }]),
    contribute(segmentFields, referralFields),
    contribute(myPageCards, [referralCard]),
    contribute(personalData, [referralsAsPersonalData]),
  ],
  routines: [
    {
      name: "referrals.release",
      every: { minutes: 30 },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: (ctx) => releaseDue(ctx),
    },
  ],
})
