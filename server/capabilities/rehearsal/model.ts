import { z } from "zod"

const instant = z.coerce.date()

/** What nobody can read from the past; the operator says it, and the result says that it was said. */
export const Assumptions = z.strictObject({
  /** Of ten thousand members, how many use points whenever they can. The others never do. */
  usersBp: z.int().min(0).max(10_000).default(7_000),
  /** Nobody uses fewer at once. */
  leastUse: z.int().min(1).max(1_000_000).default(500),
  /** What is left of a sale before the programme, in basis points of it. */
  marginBp: z.int().min(0).max(10_000).default(4_000),
})
export type Assumptions = z.output<typeof Assumptions>

/** A figure with the interval in which it lies in 95 of 100 samples of customers as large as this one. */
export const Figure = z.object({ value: z.number(), low: z.number(), high: z.number() })
export type Figure = z.infer<typeof Figure>

/** What a programme would have come to. Points and money over the whole time; money in minor units. */
export const Forecast = z.object({
  people: z.int(),
  orders: z.int(),
  revenue: z.number(),
  issued: Figure,
  signUp: Figure,
  used: Figure,
  expired: Figure,
  /** Still open at the end of the time, pending included. */
  open: Figure,
  /** What used points took off the sales. */
  cost: Figure,
  /** Cost as a share of revenue. */
  costShare: Figure,
  /** What is left of the sales after the programme; `before` without it. */
  margin: Figure,
  marginBefore: z.number(),
  /** If nobody ever used a point, and if everybody did whenever she could. */
  costIfAll: z.number(),
  /** What is owed at the end, less what will never be used going by these people. */
  liability: Figure,
  /** Share of people who ever held enough to use. */
  reach: Figure,
  /** Days from joining until half have enough (Kaplan–Meier, who was not seen long enough is not counted as a failure); null: fewer than half ever do. */
  medianDays: z.object({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }),
  /** Members in each rank at the end; "" for none. */
  ranks: z.array(z.object({ key: z.string(), people: Figure })),
})
export type Forecast = z.infer<typeof Forecast>

export const changeKinds = ["more", "fewer", "rank-up", "rank-down", "reaches", "reaches-no-more"] as const
export type ChangeKind = (typeof changeKinds)[number]

export const Migration = z.object({ from: z.string(), to: z.string(), people: z.int() })
export type Migration = z.infer<typeof Migration>

/** What a rehearsal found. `live` is null before the first programme. */
export const Result = z.object({
  draft: Forecast,
  live: Forecast.nullable(),
  migration: z.array(Migration),
  changed: z.int(),
  unchanged: z.int(),
  kinds: z.array(z.object({ kind: z.enum(changeKinds), people: z.int() })),
})
export type Result = z.infer<typeof Result>

/** What becomes of ranks that are live and were played otherwise, when a run is published. */
export const ranksThen = ["as-played", "as-live"] as const
export type RanksThen = (typeof ranksThen)[number]

export const runStates = ["running", "done", "cancelled", "failed"] as const
export type RunState = (typeof runStates)[number]

/** What became of one person under one programme; points as expected over users and savers, hence not always whole. */
export type Outcome = {
  readonly revenue: number
  readonly orders: number
  readonly issued: number
  readonly signUp: number
  readonly used: number
  /** What she would have used if she were one of those who do. */
  readonly usedIfUser: number
  readonly expired: number
  readonly open: number
  /** Days from joining until she held enough; null: never in the time seen. */
  readonly reachDays: number | null
  /** Days for which she was seen from joining on. */
  readonly seenDays: number
  readonly rank: string
}

export const StoredOutcome = z.object({
  revenue: z.number(),
  orders: z.number(),
  issued: z.number(),
  signUp: z.number(),
  used: z.number(),
  usedIfUser: z.number(),
  expired: z.number(),
  open: z.number(),
  reachDays: z.number().nullable(),
  seenDays: z.number(),
  rank: z.string(),
})

export const Period = z.object({ from: instant, until: instant })
