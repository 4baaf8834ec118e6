export { noteBounce, noteComplaint } from "./endings.ts"
export type { Rates, RatesByGroup } from "./rates-rules.ts"
export { definitions as rateDefinitions, shareBp } from "./rates-rules.ts"
export { leavingsOf, linksOf, ratesByGroup, ratesBySegment, ratesOf, type RatesFilter } from "./rates.ts"
