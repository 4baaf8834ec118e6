import { z } from "zod"
import { Benefit, metrics, Words } from "./model.ts"

/** The time whose facts count. Years and months are those of the brand's calendar. */
export const Window = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("calendar-year") }),
  z.strictObject({ kind: z.literal("fiscal-year"), firstMonth: z.int().min(1).max(12) }),
  z.strictObject({ kind: z.literal("rolling"), months: z.int().min(1).max(60) }),
  z.strictObject({ kind: z.literal("ever") }),
])
export type Window = z.output<typeof Window>

const Rank = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  name: Words,
  /** From so much on: minor units, orders or points. The first rank needs 0: every member has it. */
  needs: z.int().min(0).max(1_000_000_000_000),
  benefits: z.array(Benefit).max(20).default([]),
})
export type Rank = z.output<typeof Rank>

/**
 * The ranks of a brand (H13). Up at once, down only at a judgement: where what counted since falls short, the rank is lost
 * `graceDays` later, unless it is reached again meanwhile.
 */
export const RanksDocument = z
  .strictObject({
    format: z.literal(1).default(1),
    metric: z.enum(metrics),
    window: Window,
    judged: z.strictObject({
      /** Years are judged when they are over; everything else each day, or on the first of each month. */
      every: z.enum(["day", "month", "period"]),
      /** So many days after the end of a year, so that returns are settled. */
      afterDays: z.int().min(0).max(120).default(0),
    }),
    graceDays: z.int().min(0).max(366).default(0),
    /** A refund that takes away what the rank was reached by takes the rank at once. */
    dropsOnRefund: z.boolean().default(false),
    /** What was bought before she joined counts, too. */
    countsBefore: z.boolean().default(true),
    ranks: z.array(Rank).min(1).max(12),
  })
  .superRefine(({ window, judged, ranks }, ctx) => {
    const isYear = window.kind === "calendar-year" || window.kind === "fiscal-year"
    if (isYear !== (judged.every === "period"))
      ctx.addIssue({
        code: "custom",
        path: ["judged", "every"],
        message: "years are judged at their end, others are not",
      })
    if (!isYear && judged.afterDays > 0)
      ctx.addIssue({ code: "custom", path: ["judged", "afterDays"], message: "only years wait for returns" })
    if (ranks[0]?.needs !== 0)
      ctx.addIssue({ code: "custom", path: ["ranks", 0, "needs"], message: "the first rank needs 0" })
    ranks.forEach((rank, i) => {
      const before = ranks[i - 1]
      if (before && rank.needs <= before.needs)
        ctx.addIssue({ code: "custom", path: ["ranks", i, "needs"], message: "must need more than the rank before" })
      if (ranks.findIndex((r) => r.key === rank.key) !== i)
        ctx.addIssue({ code: "custom", path: ["ranks", i, "key"], message: "keys must differ" })
    })
  })
export type RanksDocument = z.output<typeof RanksDocument>

/**
 * One thing that counts towards a rank. A refund counts where its purchase does, and from when it became known.
 * `orders` is +1 for a purchase, −1 for one that was cancelled or given back in full, 0 for part of one.
 */
export type RankFact = {
  /** Where it falls: the instant at which the purchase was paid. */
  readonly at: Date
  /** From when it is known, never before `at`. */
  readonly knownAt: Date
  /** Minor units; less than 0 for what was given back. */
  readonly spend: number
  readonly orders: number
  readonly points: number
}

export type RankFacts = {
  readonly enrolledAt: Date
  /** IANA zone of the brand, whose days and years are counted. */
  readonly zone: string
  /** In any order. */
  readonly facts: readonly RankFact[]
}

export type RankChange = {
  readonly at: Date
  readonly from: string | null
  readonly to: string
  readonly isUp: boolean
  /** What counted at that instant. */
  readonly total: number
  readonly why: "enrolled" | "reached" | "judged" | "refunded"
}

export type Judgement = {
  readonly rank: Rank
  readonly since: Date
  /** When it is lost if nothing more happens; null: never. */
  readonly until: Date | null
  /** What counts in the window at that instant. */
  readonly total: number
  readonly next: { readonly rank: Rank; readonly missing: number } | null
  /** The first instant after it at which something of this is another without any new fact; null: never. */
  readonly judgeAgainAt: Date | null
  /** All ranks since she joined, the first one included. */
  readonly changes: readonly RankChange[]
}
