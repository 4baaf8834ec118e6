import type { Text } from "#kernel/text"

/** A line of an order as far as points go. Amounts in minor units, for the whole line, after discounts. */
export type LineFacts = {
  readonly lineId: string
  readonly amount: number
  /** What of `amount` was given back so far. */
  readonly returned: number
  /** Hundredths of a per cent; undefined when the shop did not say. */
  readonly taxRate: number | undefined
  readonly taxIncluded: boolean
  readonly product: string | undefined
  readonly category: string | undefined
  readonly title?: string | undefined
}

export type OrderFacts = {
  readonly orderId: string
  readonly placedAt: Date
  readonly channel: "online" | "store"
  readonly lines: readonly LineFacts[]
  /** What was given back without naming a line, minor units: it lessens all lines alike. */
  readonly returnedAlike: number
  /** Tax on lines of which the shop gave no rate, minor units: it is shared among them. */
  readonly taxWithoutRate: number
  /** What was paid with points, minor units. */
  readonly paidWithPoints: number
  /** Cancelled or deleted: nothing of it is left. */
  readonly isOver: boolean
}

/** What is known of the buyer when she orders. What she has used of caps is in `used`. */
export type MemberFacts = {
  readonly rankBonusBp: number
  readonly rankName?: Text | undefined
  /** Segments she belongs to, of those that campaigns ask for. */
  readonly segments: readonly string[]
  /** Bonuses of her own, such as a flow gave or a plan brings. */
  readonly boosts: readonly Boost[]
  /** False for whoever earns nothing: no member, or left out. */
  readonly earns: boolean
  /** Points so far from each campaign, of hers and of everybody's, and all of hers of that day. */
  readonly used?: Used | undefined
}
export type Boost = { readonly boostId: string; readonly bonusBp: number; readonly name: Text }
export type Used = {
  readonly campaigns: Readonly<Record<string, { readonly person: number; readonly all: number }>>
  readonly day: number
}

/** Somebody of whom nothing is known. */
export const anybody: MemberFacts = { rankBonusBp: 0, segments: [], boosts: [], earns: true }

/** One step of the reckoning: what it added to the whole order. */
export type Step = {
  /** `base`, `rank`, `multiplier:<key>`, `boost:<id>`, `cap:order`, `cap:day`. */
  readonly rule: string
  readonly name: Text
  readonly points: number
  readonly why: Text
}

/** What an order comes to, and how. */
export type Judged = {
  readonly points: number
  /** Σ points of the lines = points. */
  readonly lines: readonly {
    readonly lineId: string
    readonly points: number
    /** What earned, minor units, rounded down for reading. */
    readonly base: number
    readonly why: Text
  }[]
  /** Σ points of the steps = points. */
  readonly steps: readonly Step[]
  /** What earned, rounded down for reading. */
  readonly base: number
  readonly programmeVersion: number | null
}
