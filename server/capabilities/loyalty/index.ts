export { keptOf } from "./base-rules.ts"
export { confirmsAt, type Delivery, type Parcel } from "./confirm-rules.ts"
export { defaultProgramme, plainAction } from "./default-programme.ts"
export { LoyaltyError } from "./errors.ts"
export { type Lint, lintProgramme } from "./law-rules.ts"
export { Base, Confirms, Expiry, Multiplier, Programme, type ProgrammeVersion } from "./model.ts"
export { type Act, ActionFact, ActionRule } from "./model-actions.ts"
export { anybody, type Judged, type LineFacts, type MemberFacts, type OrderFacts, type Step } from "./model-order.ts"
export { factsOfOrder, type ToldOrder } from "./order-facts-rules.ts"
export { pointsForOrder, pointsToReturn } from "./points-rules.ts"
export {
  currentProgramme,
  discardDraft,
  draftOf,
  programmeAt,
  programmeVersion,
  programmeVersions,
  publishProgramme,
  saveProgramme,
} from "./programmes.ts"
export type { ActRefusal } from "./act-rules.ts"
export { type ActOutcome, awardAct, awardActs, decideAct, type WantedAct } from "./award-acts.ts"
export { giveBoosts, type WantedBoost } from "./boosts.ts"
export { differences } from "./diff-rules.ts"
export {
  actionLine,
  mustBeLabelled,
  openMultipliers,
  rateWords,
  rewardLabel,
  shownActions,
  worthWords,
} from "./earning-words-rules.ts"
export { judgeOrders } from "./judge-orders.ts"
export { timesOf } from "./knowledge.ts"
export { memberFactsFor } from "./member-facts.ts"
export { expiryRule } from "./post-orders.ts"
export { type Preview, previewOrder, type Quote, type QuoteLine, quoteOrder } from "./quote-order.ts"
export {
  selectStandings as judgedOrders,
  selectStandingsOf as judgedOrdersOf,
  type Standing,
} from "./storage-orders.ts"
