import { customerErased, customerMerged, customersChanged, consentChanged, personalData } from "#customers"
import { flowSteps } from "#flows"
import { memberEnrolled } from "#members"
import { letterFooters, letterKnowledge } from "#messages"
import { myPageCards, publicProgramme, widgetLines } from "#mypage"
import { orderChanged, pastOrdersApplied } from "#orders"
import { pointsMoved } from "#points"
import { segmentFields } from "#segments"
import { shipmentDelivered, shipmentShipped } from "#shipments"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { awardByTime } from "./by-time.ts"
import { awardStep, multiplierStep } from "./flow-steps.ts"
import { actsAsPersonalData, forgetPeople, joinPeople } from "./join-people.ts"
import { loyaltyKnowledge } from "./knowledge.ts"
import { balanceFooter } from "./letter-footer.ts"
import {
  judgeEffect,
  onConsent,
  onCustomersChanged,
  onEnrolled,
  onOrder,
  onPastOrders,
  onPointsMoved,
} from "./react.ts"
import { pointsCard, pointsWidget, programmePart } from "./my-page-card.ts"
import { readFacts } from "./read-facts.ts"
import { routes } from "./routes.ts"
import { loyaltyFields } from "./segment-fields.ts"

export const loyalty = defineCapability({
  name: "loyalty",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  contributes: [
    contribute(flowSteps, [awardStep, multiplierStep]),
    contribute(segmentFields, loyaltyFields),
    contribute(letterKnowledge, [{ names: ["loyalty"], read: loyaltyKnowledge }]),
    contribute(letterFooters, [balanceFooter]),
    contribute(personalData, [actsAsPersonalData]),
    contribute(myPageCards, [pointsCard]),
    contribute(publicProgramme, [programmePart]),
    contribute(widgetLines, [pointsWidget]),
  ],
  effects: [anyEffect(judgeEffect)],
  reactions: [
    when(orderChanged, onOrder),
    when(shipmentShipped, onOrder),
    when(shipmentDelivered, onOrder),
    when(pastOrdersApplied, onPastOrders),
    when(pointsMoved, onPointsMoved),
    when(memberEnrolled, onEnrolled),
    when(customersChanged, onCustomersChanged),
    when(consentChanged, onConsent),
    when(customerMerged, joinPeople),
    when(customerErased, forgetPeople),
  ],
  loops: [{ name: "loyalty.read-facts", idleMs: 1_000, share: 0.5, turn: readFacts }],
  routines: [
    {
      name: "loyalty.award-by-time",
      every: { dailyAt: "08:00" },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: awardByTime,
    },
  ],
})
