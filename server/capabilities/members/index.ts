export { acceptTerms } from "./accept-terms.ts"
export { benefitsOf, opensFor } from "./benefits.ts"
export { benefitWords, bonusOf } from "./benefits-rules.ts"
export { replaceCard } from "./cards.ts"
export { enrol, enrolAll } from "./enrol.ts"
export { publishRanks, saveRanks, showRanks } from "./edit-ranks.ts"
export { MemberError } from "./errors.ts"
export { memberEnrolled, memberLeft, planChanged, rankChanged, termsAccepted } from "./events.ts"
export { holderOf, holdersOf, knownMember, memberByCode, membersOf } from "./find-member.ts"
export { rankAt, type RankThen } from "./judge.ts"
export { missingText } from "./knowledge.ts"
export { leaveCircle } from "./leave.ts"
export { Benefit, type Door, type HeldPlan, type Joining, type Member, type MemberRank, type Metric } from "./model.ts"
export {
  type Judgement,
  type Rank,
  type RankChange,
  type RankFact,
  type RankFacts,
  RanksDocument,
  type Window as RankWindow,
} from "./model-ranks.ts"
export { makePlan, publishPlan } from "./edit-plans.ts"
export { PlanDocument } from "./model-plans.ts"
export { planBonusesAt } from "./plan-bonuses.ts"
export { givePlan } from "./plans.ts"
export { commitRing, dropRing } from "./rings.ts"
export { factsOfOrder as rankFactsOfOrder } from "./rank-facts-rules.ts"
export { countingOf as rankFactsOf } from "./rank-facts.ts"
export { judgeRank } from "./rank-rules.ts"
export { qrOf as cardQr } from "./qr.ts"

import type { Context } from "#kernel/context"
import { liveOf, ranksKind } from "./documents.ts"
import type { RanksDocument as Ranks } from "./model-ranks.ts"

/** The ranks that hold now, with their version; undefined while the brand has none. */
export const currentRanks = (ctx: Context): Promise<{ version: number; document: Ranks } | undefined> =>
  liveOf(ctx, ranksKind)
