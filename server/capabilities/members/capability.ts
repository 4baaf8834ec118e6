import { customerErased, customerMerged, customerUnmerged, personalData } from "#customers"
import { membersTold } from "#imports"
import { letterKnowledge } from "#messages"
import { entrances, myPageActions, myPageCards, publicProgramme, widgetLines } from "#mypage"
import { orderCancelled, orderChanged, orderRefunded, pastOrdersApplied, paymentApproved } from "#orders"
import { pointsMoved } from "#points"
import { segmentFields } from "#segments"
import { defineCapability } from "#kernel/capability"
import { contribute } from "#kernel/contributions"
import { anyEffect } from "#kernel/effects"
import { when } from "#kernel/events"
import { forgetPeople, joinPeople, membershipAsPersonalData } from "./join-people.ts"
import { judgeDue } from "./judge.ts"
import { memberKnowledge } from "./knowledge.ts"
import { circleLine, circlePart, enterCircle, memberActions, memberCards } from "./my-page.ts"
import { endPlansOver } from "./plans.ts"
import {
  judgeEffect,
  onMembersTold,
  onOrder,
  onPastOrders,
  onPlanOrder,
  onPointsMoved,
  planOrderEffect,
} from "./react.ts"
import { routes } from "./routes.ts"
import { memberFields } from "./segment-fields.ts"

export const members = defineCapability({
  name: "members",
  migrations: new URL("./migrations/", import.meta.url),
  routes,
  contributes: [
    contribute(segmentFields, memberFields),
    contribute(letterKnowledge, [{ names: ["member"], read: memberKnowledge }]),
    contribute(myPageCards, memberCards),
    contribute(myPageActions, memberActions),
    contribute(publicProgramme, [circlePart]),
    contribute(widgetLines, [circleLine]),
    contribute(entrances, [enterCircle]),
    contribute(personalData, [membershipAsPersonalData]),
  ],
  effects: [anyEffect(judgeEffect), anyEffect(planOrderEffect)],
  reactions: [
    when(orderChanged, onOrder),
    when(pastOrdersApplied, onPastOrders),
    when(membersTold, onMembersTold),
    when(paymentApproved, onPlanOrder),
    when(orderCancelled, onPlanOrder),
    when(orderRefunded, onPlanOrder),
    when(pointsMoved, onPointsMoved),
    when(customerMerged, joinPeople),
    when(customerUnmerged, joinPeople),
    when(customerErased, forgetPeople),
  ],
  routines: [
    { name: "members.judge", every: { minutes: 15 }, scope: "brand", catchUp: "last", mass: true, apply: judgeDue },
    {
      name: "members.end-plans",
      every: { minutes: 15 },
      scope: "brand",
      catchUp: "last",
      mass: true,
      apply: endPlansOver,
    },
  ],
})
