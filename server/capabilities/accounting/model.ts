import { z } from "zod"

export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month: 2026-04")

const sums = {
  opening: z.int(),
  issued: z.int(),
  redeemed: z.int(),
  expired: z.int(),
  revoked: z.int(),
  adjusted: z.int(),
  closing: z.int(),
}
export const RollLine = z.object({
  /** Class of origin; `debt` for what members owe. */
  origin: z.string(),
  issueMonth: z.string(),
  /** Null: never; "sliding": with the last thing that the member did. */
  expiryMonth: z.string().nullable(),
  ...sums,
})

/** What members held at the beginning of a span, what happened and what they held at its end (L30). Points. */
export const RollReport = z.object({
  /** First day, and the last one. */
  from: z.string(),
  until: z.string(),
  lines: z.array(RollLine),
  total: z.object(sums),
  pending: z.object({ opening: z.int(), earned: z.int(), confirmed: z.int(), revoked: z.int(), closing: z.int() }),
})
export type RollReport = z.infer<typeof RollReport>
