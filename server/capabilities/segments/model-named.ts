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
