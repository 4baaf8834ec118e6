import { customerErased, customerMerged, customerUnmerged, personalData } from "#customers"
import { memberEnrolled } from "#members"
import { letterKnowledge } from "#messages"
import { myPageActions, myPageCards } from "#mypage"
import { segmentFields } from "#segments"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { onEnrolled, onErase, onMerge, onUnmerge, questsAsPersonalData } from "./join-people.ts"
import { questKnowledge } from "./knowledge.ts"
import { answerAction, questsCard, stampsCard } from "./my-page-card.ts"
import { readFacts } from "./read-facts.ts"
import { routes } from "./routes.ts"
import { questFields } from "./segment-fields.ts"

export const quests = defineCapability({
  name: "quests",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  contributes: [
    contribute(segmentFields, questFields),
    contribute(letterKnowledge, [{ names: ["quests"], read: questKnowledge }]),
    contribute(myPageCards, [stampsCard, questsCard]),
    contribute(myPageActions, [answerAction]),
    contribute(personalData, [questsAsPersonalData]),
  ],
  reactions: [
    when(customerMerged, onMerge),
    when(customerUnmerged, onUnmerge),
    when(customerErased, onErase),
    when(memberEnrolled, onEnrolled),
  ],
  loops: [{ name: "quests.read-facts", idleMs: 1_000, share: 0.4, turn: readFacts }],
})
