import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import { acceptTerms } from "./accept-terms.ts"
import { replaceCard } from "./cards.ts"
import * as contract from "./contract.ts"
import { liveOf, ranksKind } from "./documents.ts"
import { changePlan, makePlan, publishPlan, showPlans } from "./edit-plans.ts"
import { previewRanks, publishRanks, saveRanks, showRanks } from "./edit-ranks.ts"
import { publishTerms, saveTerms, showTerms } from "./edit-terms.ts"
import { enrol } from "./enrol.ts"
import { leaveCircle } from "./leave.ts"
import { askForPlan, decideRequest, endPlan, givePlan } from "./plans.ts"
import { rankFindings } from "./rank-check-rules.ts"
import { listAll, showCircle, showMember } from "./show-members.ts"

const done = { done: true } as const
const doneAfter = async (work: Promise<unknown>) => {
  await work
  return done
}
/** Leaves out what was not given, which is another thing than undefined. */
const given = <T extends object>(values: T) =>
  // safe: only keys without a value are gone, which all callers give as optional ones
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

export const routes = [
  route(contract.listMembers, listAll),
  route(contract.getCircle, showCircle),
  route(contract.getMember, (ctx, { customerId }) => showMember(ctx, customerId)),
  route(contract.postMember, async (ctx, { customerId, by, ...more }) => {
    const { ring: _ring, ...member } = await enrol(ctx, { customerId, by, ...given(more) })
    return { ...member, plans: [...member.plans] }
  }),
  route(contract.deleteMember, (ctx, { customerId }) => doneAfter(leaveCircle(ctx, customerId))),
  route(contract.postMemberCard, (ctx, { customerId }) => doneAfter(replaceCard(ctx, customerId))),
  route(contract.postMemberTerms, (ctx, { customerId, version, ...more }) =>
    doneAfter(acceptTerms(ctx, { customerId, version, by: doorOf(ctx), ...given(more) })),
  ),
  route(contract.postMemberPlan, (ctx, { evidence, ...asking }) =>
    askForPlan(ctx, { ...asking, ...(evidence ? { evidence } : {}) }),
  ),
  route(contract.putMemberPlan, givePlan),
  route(contract.getRanks, showRanks),
  route(contract.putRanksDraft, (ctx, { document, note, basedOn }) => saveRanks(ctx, document, note, basedOn)),
  route(contract.postRanks, (ctx, { basedOn }) => publishRanks(ctx, basedOn)),
  route(contract.postRanksPreview, async (ctx, { document }) => {
    const before = (await liveOf(ctx, ranksKind))?.document ?? null
    const preview = await previewRanks(ctx, document)
    return { ...preview, ranks: [...preview.ranks], findings: rankFindings(document, before) }
  }),
  route(contract.getTerms, showTerms),
  route(contract.putTermsDraft, (ctx, { document, note, basedOn }) => saveTerms(ctx, document, note, basedOn)),
  route(contract.postTerms, (ctx, { basedOn }) => publishTerms(ctx, basedOn)),
  route(contract.listPlans, showPlans),
  route(contract.postPlan, (ctx, { document }) => makePlan(ctx, document)),
  route(contract.putPlanDraft, (ctx, { planId, document, basedOn }) => changePlan(ctx, planId, document, basedOn)),
  route(contract.postPlanPublished, (ctx, { planId, basedOn }) => publishPlan(ctx, planId, basedOn)),
  route(contract.postRequestDecision, (ctx, decision) => doneAfter(decideRequest(ctx, decision))),
  route(contract.deleteHolding, (ctx, ending) => doneAfter(endPlan(ctx, ending))),
]

const doorOf = ({ actor }: Context): string => (actor.kind === "key" ? "api" : actor.kind)
