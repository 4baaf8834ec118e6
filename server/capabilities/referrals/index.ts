export { ReferralError } from "./errors.ts"
export { linkOf, linksOf, type LinkWish, type PersonalLink } from "./links.ts"
export type { Programme as ReferralProgramme, Referral, ShareChannel } from "./model.ts"
export { currentProgramme as currentReferralProgramme } from "./programme.ts"
