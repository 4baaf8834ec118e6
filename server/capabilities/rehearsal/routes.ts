import { route } from "#kernel/capability"
import {
  getMeasured,
  getRun,
  getSuggestion,
  listPlayed,
  listRuns,
  postCancelRun,
  postPublishRun,
  postRun,
} from "./contract.ts"
import {
  deleteRingPerson,
  getRing,
  listRings,
  patchRing,
  postRing,
  postRingFeedback,
  postRingIssue,
  postRingPeople,
  postRingStep,
  putRingIssue,
} from "./contract-rings.ts"
import { addToRing, changeRing, decideRing, endRing, makeRing, removeFromRing, startRing } from "./edit-rings.ts"
import { draftPlan, livePlan } from "./ground.ts"
import { planOf } from "./numbers-rules.ts"
import { showMeasured } from "./measure-run.ts"
import { publishRun } from "./publish-run.ts"
import { beginRehearsal, cancelRehearsal } from "./rehearse.ts"
import { listAll, peopleOf, showRun } from "./show-runs.ts"
import { listRingsOf, noteFeedback, noteIssue, settleIssue, showRing } from "./show-rings.ts"
import { suggestion } from "./suggest.ts"

const done = { done: true } as const

export const routes = [
  route(getSuggestion, suggestion),
  route(listRuns, listAll),
  route(postRun, async (ctx, { numbers, ...wanted }) => {
    const ground = await draftPlan(ctx)
    const draft = numbers ? planOf(numbers, ground) : ground
    return beginRehearsal(ctx, { ...wanted, draft, live: await livePlan(ctx) })
  }),
  route(getRun, (ctx, { runId }) => showRun(ctx, runId)),
  route(postCancelRun, async (ctx, { runId }) => {
    await cancelRehearsal(ctx, runId)
    return done
  }),
  route(listPlayed, (ctx, { runId, ...page }) => peopleOf(ctx, runId, page)),
  route(postPublishRun, (ctx, { runId, ranks }) => publishRun(ctx, runId, ranks)),
  route(getMeasured, (ctx, { runId }) => showMeasured(ctx, runId)),
  route(listRings, listRingsOf),
  route(postRing, makeRing),
  route(getRing, (ctx, { ringId }) => showRing(ctx, ringId)),
  route(patchRing, (ctx, { ringId, basedOn, ...change }) => changeRing(ctx, ringId, change, basedOn)),
  route(postRingPeople, (ctx, { ringId, ...chosen }) => addToRing(ctx, ringId, chosen)),
  route(deleteRingPerson, async (ctx, { ringId, customerId }) => {
    await removeFromRing(ctx, ringId, customerId)
    return done
  }),
  route(postRingStep, async (ctx, { ringId, step }) => {
    if (step === "start") await startRing(ctx, ringId)
    else if (step === "end") await endRing(ctx, ringId)
    else await decideRing(ctx, ringId, step)
    return done
  }),
  route(postRingFeedback, async (ctx, said) => {
    await noteFeedback(ctx, said)
    return done
  }),
  route(postRingIssue, noteIssue),
  route(putRingIssue, async (ctx, asked) => {
    await settleIssue(ctx, asked)
    return done
  }),
]
