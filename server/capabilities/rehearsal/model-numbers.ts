import { z } from "zod"

const words = z.strictObject({ ja: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) })

/** A programme in the numbers that a person decides on: what the wizard asks for, in the order in which it asks. */
export const Numbers = z.strictObject({
  pointName: words.default({ ja: "ポイント", en: "points" }),
  /** Points for every hundred yen of goods. */
  perHundred: z.int().min(1).max(50).default(1),
  yenPerPoint: z.int().min(1).max(100).default(1),
  /** Whether the price with tax earns, or the one without. */
  taxIncluded: z.boolean().default(true),
  /** For joining, once per person; 0: nothing. */
  signUp: z.int().min(0).max(10_000).default(0),
  /** Days after the delivery from which points can be used. */
  confirmDays: z.int().min(0).max(120).default(14),
  expiry: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("months"), months: z.int().min(1).max(120) }),
      z.strictObject({ kind: z.literal("sliding"), months: z.int().min(1).max(120) }),
      z.strictObject({ kind: z.literal("never") }),
    ])
    .default({ kind: "months", months: 12 }),
  /** The first needs 0; none: a programme without ranks. */
  ranks: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
        name: words,
        /** Spent in twelve months, minor units. */
        needs: z.int().min(0).max(1_000_000_000_000),
        /** Basis points on top of the base points. */
        bonusBp: z.int().min(0).max(100_000).default(0),
      }),
    )
    .max(8)
    .default([])
    .refine((ranks) => ranks.length === 0 || ranks[0]?.needs === 0, "the first rank needs 0")
    .refine((ranks) => ranks.every((rank, i) => i === 0 || rank.needs > (ranks[i - 1]?.needs ?? 0)), "each needs more"),
})
export type Numbers = z.output<typeof Numbers>
