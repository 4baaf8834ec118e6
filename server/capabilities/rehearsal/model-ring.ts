import { z } from "zod"

export const ringStates = ["draft", "running", "ended", "committed", "wiped"] as const
export type RingState = (typeof ringStates)[number]
export const issueWeights = ["blocks", "hurts", "small"] as const
export type IssueWeight = (typeof issueWeights)[number]

/** A ring is small enough to be looked at person by person. */
export const mostInRing = 500

/** The book of the ledger that a ring's points are kept in. */
export const bookOf = (ringId: string): `ring:${string}` => `ring:${ringId}`

const Share = z.object({ some: z.int(), of: z.int() })
export type Share = z.infer<typeof Share>

/** The four questions of a proof of concept (U03–U06): before the ring and during it, over spans of the same length. */
export const checkKeys = ["personal", "timely", "data", "incentive"] as const
export const Check = z.object({
  key: z.enum(checkKeys),
  before: Share,
  during: Share,
  /** `during` less `before`, with its 95 % interval (Newcombe 1998); null while either has nobody to say it of. */
  difference: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  verdict: z.enum(["better", "worse", "same", "too-early"]),
})
export type Check = z.infer<typeof Check>

export const RingReport = z.object({
  measuredAt: z.coerce.date(),
  days: z.int(),
  people: z.int(),
  checks: z.array(Check),
  points: z.object({ issued: z.int(), used: z.int(), open: z.int(), holders: z.int() }),
  /** Of those who answered: how many, the mean of 0 to 10, and promoters less detractors in per cent. */
  feedback: z.object({ answers: z.int(), mean: z.number().nullable(), nps: z.int().nullable() }),
})
export type RingReport = z.infer<typeof RingReport>
