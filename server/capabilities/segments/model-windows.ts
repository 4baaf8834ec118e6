import { z } from "zod"

/**
 * Windows are days of the brand's own calendar, so no clock change moves them (F62): the last 30 days are today and the 29
 * days before it. Only `hours` and `since` look at the clock.
 */
export const units = ["day", "week", "month", "year"] as const
const day = z.iso.date()

const dayWindows = [
  z.object({ kind: z.literal("ever") }),
  /** Today and so much before it. A month back from 31 March begins after 28 February. */
  z.object({ kind: z.literal("last"), n: z.int().min(1).max(3_660), unit: z.enum(units) }),
  /** Longer ago than that. */
  z.object({ kind: z.literal("before-last"), n: z.int().min(1).max(3_660), unit: z.enum(units) }),
  /** From and to are days, both included; either may be open. */
  z.object({ kind: z.literal("between"), from: day.nullable(), to: day.nullable() }),
  /** The period of the calendar that today lies in (0) or one before it (1 is last month). Weeks begin on Monday. */
  z.object({
    kind: z.literal("calendar"),
    period: z.enum(["day", "week", "month", "quarter", "year"]),
    back: z.int().min(0).max(60),
  }),
  /**
   * Certain months of the year, of as many years back (D30); with `back` only one whole season that is over: 1 is the last
   * one, 2 the one a year before it.
   */
  z.object({
    kind: z.literal("season"),
    months: z.array(z.int().min(1).max(12)).min(1).max(12),
    years: z.int().min(1).max(10),
    back: z.int().min(1).max(10).optional(),
  }),
] as const

export const DayWindow = z.discriminatedUnion("kind", [...dayWindows])
export type DayWindow = z.output<typeof DayWindow>

export const EventWindow = z.discriminatedUnion("kind", [
  ...dayWindows,
  z.object({
    kind: z.literal("hours"),
    hours: z
      .int()
      .min(1)
      .max(24 * 62),
  }),
  /** After the last (or first) time that one of these happened. Never happened: `orEver` counts everything, else nothing holds. */
  z.object({
    kind: z.literal("since"),
    names: z.array(z.string().min(1).max(200)).min(1).max(20),
    which: z.enum(["first", "last"]).default("last"),
    orEver: z.boolean().default(false),
  }),
])
export type EventWindow = z.output<typeof EventWindow>
