import { customerErased, customerMerged, customerUnmerged, personalData } from "#customers"
import { flowSteps } from "#flows"
import { letterKnowledge } from "#messages"
import { myPageActions, myPageCards, myPageEvents, myPageSeen, publicProgramme, widgetLines } from "#mypage"
import { segmentFields } from "#segments"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { page } from "#kernel/page"
import { collectionCard } from "./collection-card.ts"
import { giveStep } from "./flow-steps.ts"
import { forgetPeople, joinPeople, partPeople, rewardsAsPersonalData } from "./join-people.ts"
import { showCollectibleKey, takeCollectible } from "./collectible-pages.ts"
import { rewardKnowledge } from "./knowledge.ts"
import { noteRewardsVisit } from "./notes.ts"
import { rewardActions } from "./my-page-actions.ts"
import { appointments, rewardsCard } from "./my-page-card.ts"
import { rewardsForAll, rewardWidget } from "./public-programme.ts"
import { routes } from "./routes.ts"
import { rewardFields } from "./segment-fields.ts"

export const rewards = defineCapability({
  name: "rewards",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  pages: [
    page("GET /s/:slug/collectibles/key", showCollectibleKey, { perMinute: 60 }),
    page("GET /s/:slug/collectibles/:token", takeCollectible, { perMinute: 60 }),
  ],
  contributes: [
    contribute(segmentFields, rewardFields),
    contribute(letterKnowledge, [{ names: ["rewards"], read: rewardKnowledge }]),
    contribute(flowSteps, [giveStep]),
    contribute(myPageCards, [rewardsCard, collectionCard]),
    contribute(myPageActions, rewardActions),
    contribute(myPageEvents, [appointments]),
    contribute(myPageSeen, [noteRewardsVisit]),
    contribute(publicProgramme, [rewardsForAll]),
    contribute(widgetLines, [rewardWidget]),
    contribute(personalData, [rewardsAsPersonalData]),
  ],
  reactions: [when(customerMerged, joinPeople), when(customerUnmerged, partPeople), when(customerErased, forgetPeople)],
})
