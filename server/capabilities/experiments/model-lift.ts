import { z } from "zod"
import { experimentKinds, metrics } from "./model.ts"

/**
 * What is known of one arm among those assigned under one set of shares: how many people, and of what was counted of them
 * (y) and of the same before they were assigned (x) the sums, the sums of squares and of products.
 */
export type Moments = {
  readonly arm: string
  readonly design: number
  readonly n: number
  readonly y: number
  readonly yy: number
  readonly x: number
  readonly xx: number
  readonly xy: number
  /** People of whom anything at all was counted. */
  readonly some: number
}

/** How people came in lately, and until when those who are in are still being looked at. */
export type Pace = { readonly peoplePerWeek: number; readonly weeksOpen: number }

/**
 * `better` and `worse`: the interval leaves zero out. `same`: it lies so close around zero that more would not matter.
 * `gathering`: not enough data yet, about `weeks` more at today's pace; null when that cannot be said, because nobody
 * comes any more or nothing has happened yet.
 */
export const Verdict = z.object({
  kind: z.enum(["better", "worse", "same", "gathering"]),
  weeks: z.int().nullable(),
})
export type Verdict = z.infer<typeof Verdict>

/** One arm against another, per person; money in minor units of the brand's currency. */
export const Comparison = z.object({
  arm: z.string(),
  against: z.string(),
  people: z.int(),
  othersPeople: z.int(),
  /** As counted; null for nobody. */
  mean: z.number().nullable(),
  othersMean: z.number().nullable(),
  /** How much more of it one person of the arm gives, and the interval that may be read at any time; null without enough data. */
  difference: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The difference as a share of what those in the other arm give; null where they give nothing. */
  relative: z.number().nullable(),
  /** The difference times the people of the arm: what it was worth so far. */
  total: z.number().nullable(),
  totalLow: z.number().nullable(),
  totalHigh: z.number().nullable(),
  /** How much of the noise the time before took away, 0 to 1. */
  varianceSaved: z.number(),
  verdict: Verdict,
})
export type Comparison = z.infer<typeof Comparison>

export const ArmFigures = z.object({
  arm: z.string(),
  people: z.int(),
  mean: z.number().nullable(),
  some: z.int(),
  /** The same in as many days before each was assigned (T11); null where that can't be compared. */
  before: z.number().nullable().default(null),
})

/** What an experiment says about one metric. */
export const Lift = z.object({
  kind: z.enum(experimentKinds),
  id: z.string(),
  metric: z.enum(metrics),
  /** How long after she was assigned what a person does is counted; null: for as long as she is in. */
  windowDays: z.int().nullable(),
  currency: z.string(),
  measuredAt: z.coerce.date(),
  arms: z.array(ArmFigures),
  compared: z.array(Comparison),
})
export type Lift = z.infer<typeof Lift>
