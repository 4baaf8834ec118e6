export { acceptTerms } from "./accept-terms.ts"
export { replaceCard } from "./cards.ts"
export { currentRanks } from "./current-ranks.ts"
export { enrol, enrolAll } from "./enrol.ts"
export { MemberError } from "./errors.ts"
export { memberEnrolled, memberLeft, planChanged, rankChanged, termsAccepted } from "./events.ts"
export { knownMember, memberByCode, membersOf } from "./find-member.ts"
export { rankAt, type RankThen } from "./judge.ts"
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
export { factsOfOrder as rankFactsOfOrder } from "./rank-facts-rules.ts"
export { countingOf as rankFactsOf } from "./rank-facts.ts"
export { judgeRank } from "./rank-rules.ts"
export { qrOf as cardQr } from "./qr.ts"
