import { z } from "zod"
import type { Text } from "#kernel/text"

/** By which way somebody joined the circle. */
export const doors = ["mail", "line", "shop", "api", "import", "page"] as const
export type Door = (typeof doors)[number]

export const Words = z.strictObject({ ja: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) })

/** What a rank or a plan gives; told in messages and on the member's page (H14). */
export const Benefit = z.discriminatedUnion("kind", [
  /** Hundredths of a per cent on top of the base points: 5,000 is half as many again. */
  z.strictObject({ kind: z.literal("points-bonus"), bonusBp: z.int().min(1).max(100_000) }),
  z.strictObject({ kind: z.literal("free-shipping") }),
  /** How long before everybody else (I32). */
  z.strictObject({ kind: z.literal("early-access"), hours: z.int().min(1).max(720) }),
  /** Once when the rank is reached: a code of an offer, points, or something that staff hand over. */
  z.strictObject({
    kind: z.literal("gift"),
    words: Words,
    offerId: z.uuid().nullable().default(null),
    points: z.int().min(1).max(1_000_000).nullable().default(null),
  }),
  z.strictObject({ kind: z.literal("words"), words: Words }),
])
export type Benefit = z.output<typeof Benefit>

export const metrics = ["spend", "orders", "points"] as const
/** What counts: money of paid orders less what was given back (minor units), paid orders, or points earned. */
export type Metric = (typeof metrics)[number]

export const planKinds = ["paid", "student", "other"] as const
export type PlanKind = (typeof planKinds)[number]

export type HeldPlan = {
  readonly planId: string
  readonly name: Text
  readonly kind: PlanKind
  /** When it ends; null: when somebody ends it. */
  readonly until: Date | null
}

export type MemberRank = {
  readonly key: string
  readonly name: Text
  readonly since: Date
  /** Until when it is kept if nothing more is bought; null: for good. */
  readonly until: Date | null
  readonly next: {
    readonly key: string
    readonly name: Text
    readonly missing: number
    readonly metric: Metric
  } | null
}

/** Somebody who belongs to the brand's circle, by the id that she is known by now. */
export type Member = {
  readonly customerId: string
  readonly enrolledAt: Date
  readonly by: Door
  /** When she left; null while she belongs. */
  readonly left: Date | null
  /** EAN-13 beginning with 20–29: what tills scan. */
  readonly card: string
  /** The newest terms that she accepted. */
  readonly terms: { readonly version: number; readonly acceptedAt: Date } | null
  /** Null while the brand has no ranks, and for those who left. */
  readonly rank: MemberRank | null
  readonly plans: readonly HeldPlan[]
  /** The beta ring that she belongs to until it is decided on; null for everybody else. */
  readonly ring: string | null
}

export type Joining = {
  readonly customerId: string
  readonly by: Door
  /** Default: now. */
  readonly at?: Date
  /** The version of the terms that she accepted with it. */
  readonly terms?: number
  /** How she accepted them: address of the page, words of the tick box, number of the form. */
  readonly evidence?: Readonly<Record<string, unknown>>
  /** A beta ring: she becomes a member for its time only, and nobody is told. */
  readonly ring?: string
}
