import type { Text } from "#kernel/text"
import type { ConditionInput } from "./model.ts"
import type { Threshold } from "./model-segment.ts"

/** What a brand's own data suggest; from `averages`, which every full pass writes. */
export type BrandNumbers = {
  readonly averageOrders: number
  /** Minor units. */
  readonly averageSpent: number
  readonly topOrders: number
  readonly topSpent: number
  /** Usual days between two purchases. */
  readonly intervalDays: number
  /** The first of the two months in which most is ordered, 1-12. */
  readonly busiestMonth: number
  /** What a quarter of those who look at the site do at least in 30 days, and of those who respond to messages in 90. */
  readonly usualVisits: number
  readonly usualResponses: number
}

export type NamedThreshold = Omit<Threshold, "value" | "suggested"> & {
  readonly suggest: (brand: BrandNumbers) => number
}

/** A segment that comes ready made. */
export type Named = {
  readonly key: string
  readonly inventory: string
  readonly name: Text
  readonly intent: Text
  readonly use: Text
  readonly thresholds: readonly NamedThreshold[]
  /** Another capability's field without which it can't be told. */
  readonly needs?: { readonly field: string; readonly sentence: Text }
  readonly who: (t: (key: string) => number) => ConditionInput
}
