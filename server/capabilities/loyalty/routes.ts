import { route } from "#kernel/capability"
import { awardAct, decideAct } from "./award-acts.ts"
import {
  deleteDraft,
  getDraft,
  getFix,
  getOverview,
  getVersion,
  listFixes,
  listVersions,
  listWaiting,
  postAct,
  postDecision,
  postFix,
  postFixApply,
  postFixReverse,
  postPreview,
  postPublish,
  postQuote,
  putDraft,
} from "./contract.ts"
import { applyFix, lookAtFix, reverseFix } from "./fix-orders.ts"
import { discardDraft, publishProgramme } from "./programmes.ts"
import { quoteOrder } from "./quote-order.ts"
import {
  keepDraft,
  showDraft,
  showFix,
  showLoyalty,
  showPreview,
  showVersion,
  showVersions,
  showWaiting,
} from "./show-loyalty.ts"
import { selectFixes } from "./storage-fixes.ts"

const done = { done: true } as const

export const routes = [
  route(getOverview, showLoyalty),
  route(getDraft, showDraft),
  route(putDraft, keepDraft),
  route(deleteDraft, async (ctx) => {
    await discardDraft(ctx)
    return done
  }),
  route(postPublish, async (ctx, wanted) => {
    const { programme: _programme, ...version } = await publishProgramme(ctx, wanted)
    return version
  }),
  route(listVersions, showVersions),
  route(getVersion, (ctx, { version }) => showVersion(ctx, version)),
  route(postPreview, showPreview),
  route(postQuote, quoteOrder),
  route(postAct, async (ctx, { at, ...wanted }) => {
    const outcome = await awardAct(ctx, { ...wanted, at: at ?? ctx.now() })
    if (outcome.kind === "refused")
      return { kind: outcome.kind, points: 0, actId: null, reason: outcome.reason, why: outcome.why }
    return { kind: outcome.kind, points: outcome.points, actId: outcome.actId, reason: null, why: null }
  }),
  route(listWaiting, showWaiting),
  route(postDecision, async (ctx, decision) => {
    await decideAct(ctx, decision)
    return done
  }),
  route(listFixes, async (ctx) => ({ items: await selectFixes(ctx) })),
  route(postFix, lookAtFix),
  route(getFix, (ctx, { fixId }) => showFix(ctx, fixId)),
  route(postFixApply, async (ctx, { fixId }) => {
    await applyFix(ctx, fixId)
    return done
  }),
  route(postFixReverse, async (ctx, { fixId }) => {
    await reverseFix(ctx, fixId)
    return done
  }),
]
