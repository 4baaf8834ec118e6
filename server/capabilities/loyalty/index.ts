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
