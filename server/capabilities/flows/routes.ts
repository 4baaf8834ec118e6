import { z } from "zod"
import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import { callFlow } from "./call-flow.ts"
import * as contract from "./contract.ts"
import { flowSteps } from "./contributions.ts"
import {
  archiveFlow,
  changeDraft,
  changeMode,
  createFlow,
  dropDraft,
  duplicateFlow,
  moveParked,
  pauseFlow,
  publishFlow,
  restoreFlow,
  resumeFlow,
} from "./edit-flows.ts"
import { expectedOf } from "./expect.ts"
import { numbersOf } from "./flow-numbers.ts"
import { flowsOfCustomer, peopleOf, personIn } from "./flow-people.ts"
import { finish, tasksOf } from "./flow-tasks.ts"
import { discardHeld, heldOf, releaseHeld } from "./held-letters.ts"
import { insideOf } from "./inside.ts"
import { checkLaunch } from "./launch-check.ts"
import type { FlowDocument } from "./model.ts"
import { listFlows, oneFlow, versionsOf } from "./show-flows.ts"
import { walkPerson } from "./walk.ts"

export const routes = [
  route(contract.listFlows, (ctx, wanted) => listFlows(ctx, wanted)),
  route(contract.getFlow, (ctx, { flowId }) => oneFlow(ctx, flowId)),
  route(contract.postFlow, (ctx, given) => createFlow(ctx, given)),
  route(contract.duplicateFlow, (ctx, { flowId, name }) => duplicateFlow(ctx, flowId, name)),
  route(contract.putFlowDraft, (ctx, { flowId, ...draft }) => changeDraft(ctx, flowId, draft)),
  route(contract.dropFlowDraft, (ctx, { flowId }) => dropDraft(ctx, flowId)),
  route(contract.listFlowVersions, (ctx, { flowId }) => versionsOf(ctx, flowId)),
  route(contract.checkFlow, (ctx, { document }) => check(ctx, document)),
  route(contract.flowInside, (ctx, { flowId }) => insideOf(ctx, flowId)),
  route(contract.publishFlow, (ctx, { flowId, ...how }) => publishFlow(ctx, flowId, how)),
  route(contract.setFlowMode, (ctx, { flowId, mode }) => changeMode(ctx, flowId, mode)),
  route(contract.pauseFlow, (ctx, { flowId }) => pauseFlow(ctx, flowId)),
  route(contract.resumeFlow, (ctx, { flowId }) => resumeFlow(ctx, flowId)),
  route(contract.archiveFlow, (ctx, { flowId }) => archiveFlow(ctx, flowId)),
  route(contract.restoreFlow, (ctx, { flowId }) => restoreFlow(ctx, flowId)),
  route(contract.flowNumbers, (ctx, { flowId, version }) => numbersOf(ctx, flowId, version)),
  route(contract.flowPeople, (ctx, { flowId, ...wanted }) => peopleOf(ctx, flowId, wanted)),
  route(contract.flowPerson, (ctx, { flowId, customerId }) => personIn(ctx, flowId, customerId)),
  route(contract.customerFlows, (ctx, { customerId }) => flowsOfCustomer(ctx, customerId)),
  route(contract.walkFlow, (ctx, wanted) => walkPerson(ctx, wanted)),
  route(contract.flowAudience, (ctx, { document }) => expectedOf(ctx, document)),
  route(contract.enterFlow, (ctx, { flowId, ...call }) => callFlow(ctx, flowId, call)),
  route(contract.heldLetters, (ctx, { flowId }) => heldOf(ctx, flowId)),
  route(contract.releaseHeld, (ctx, { flowId, ...which }) => releaseHeld(ctx, flowId, which)),
  route(contract.discardHeld, (ctx, { flowId, ...which }) => discardHeld(ctx, flowId, which)),
  route(contract.moveParked, (ctx, { flowId, step, to }) => moveParked(ctx, flowId, step, to)),
  route(contract.listFlowSteps, async (ctx) => ({ items: offeredSteps(ctx) })),
  route(contract.listFlowTasks, (ctx, wanted) => tasksOf(ctx, wanted)),
  route(contract.finishFlowTask, (ctx, { taskId }) => finish(ctx, taskId)),
]

async function check(ctx: Context, document: FlowDocument) {
  const findings = await checkLaunch(ctx, document)
  return { findings, canLaunch: findings.every(({ severity }) => severity !== "stop") }
}

const offeredSteps = (ctx: Context) =>
  ctx.product.contributed(flowSteps).map(({ step, title, about, with: shape }) => ({
    step,
    title,
    about,
    with: { ...z.toJSONSchema(shape, { io: "input" }) },
  }))
