import { z } from "zod"
import { eventType } from "#kernel/events"

export const movedKinds = [
  "earned",
  "confirmed",
  "spent",
  "held",
  "released",
  "expired",
  "revoked",
  "returned",
  "adjusted",
] as const

const Cause = z.object({ type: z.string(), id: z.string(), rule: z.string(), seq: z.number() })
const Posting = z.object({
  customerId: z.uuid(),
  book: z.string(),
  kind: z.enum(movedKinds),
  /** Signed: what it is about, for the member. */
  points: z.number(),
  cause: Cause,
  at: z.date(),
  /** What can be spent afterwards, debt taken off. */
  balance: z.number(),
})
export type Moved = z.infer<typeof Posting>

/** Points moved: one announcement for all that moved together. */
export const pointsMoved = eventType("points.moved", z.object({ postings: z.array(Posting) }))

/** Points end in so many days: once for each lot and distance. */
export const pointsExpiring = eventType(
  "points.expiring",
  z.object({
    inDays: z.union([z.literal(60), z.literal(30), z.literal(7), z.literal(1)]),
    lots: z.array(z.object({ lotId: z.uuid(), customerId: z.uuid(), points: z.number(), expiresAt: z.date() })),
  }),
)
