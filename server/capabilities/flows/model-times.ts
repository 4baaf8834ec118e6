import { z } from "zod"

/** Local times of day "09:00". They are shown on the wall clock of the brand's zone. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const weekday = z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])

/** Days and more are days of the brand's calendar at the same local time, so summer time moves nothing (F62). */
export const timeUnits = ["minutes", "hours", "days", "weeks", "months"] as const

/** "3 days". A month after 31 January is 28 February (F63). */
export const Span = z.strictObject({ n: z.int().min(1).max(1_000), unit: z.enum(timeUnits) })
export type Span = z.output<typeof Span>

/** Where a date comes from. */
export const DateSource = z.discriminatedUnion("kind", [
  /** Her birthday; those born on 29 February have it on the 28th in common years. */
  z.strictObject({ kind: z.literal("birthday") }),
  /** A property of hers that the brand has defined as a date. */
  z.strictObject({ kind: z.literal("property"), key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) }),
  /** Of what has set the flow off: `event.occurredAt`, or a property of the event such as `event.properties.arrives_on`. */
  z.strictObject({ kind: z.literal("fact"), path: z.string().min(1).max(200) }),
  /** The day on which the brand first knew of her, or of her first or last purchase that stands. */
  z.strictObject({ kind: z.literal("moment"), of: z.enum(["firstSeen", "firstOrder", "lastOrder"]) }),
  /** One day of the calendar. */
  z.strictObject({ kind: z.literal("day"), day: z.iso.date() }),
])
export type DateSource = z.output<typeof DateSource>

/** How a repeated start comes: at a local time every day, on weekdays, on one date of the month (31 is its last day), or on days. */
export const Calendar = z.strictObject({
  at: timeOfDay,
  weekdays: z.array(weekday).min(1).max(7).optional(),
  dayOfMonth: z.int().min(1).max(31).optional(),
  /** 1-12; with `dayOfMonth`, only in these months: every quarter is 1, 4, 7, 10. */
  months: z.array(z.int().min(1).max(12)).min(1).max(12).optional(),
  days: z.array(z.iso.date()).min(1).max(60).optional(),
})
export type Calendar = z.output<typeof Calendar>

export const WaitUntil = z.discriminatedUnion("kind", [
  /** So long after the person has come to this step; with `at`, then on to that local time. */
  z.strictObject({ kind: z.literal("span"), span: Span, at: timeOfDay.optional() }),
  /** The next time the clock shows this; at once when it shows it now. */
  z.strictObject({ kind: z.literal("time"), at: timeOfDay }),
  /** The next of these weekdays at this time. */
  z.strictObject({ kind: z.literal("weekday"), weekdays: z.array(weekday).min(1).max(7), at: timeOfDay }),
  /**
   * The last working day before the next days off, at this time (O08): Friday as a rule, Thursday before a holiday on Friday.
   * Who comes during days off waits for the next ones.
   */
  z.strictObject({ kind: z.literal("before-weekend"), at: timeOfDay }),
  /**
   * So many days before (negative) or after a date, at this time. When that is over, or there is no such date, she goes on
   * at once; birthdays come again each year.
   */
  z.strictObject({ kind: z.literal("date"), of: DateSource, days: z.int().min(-365).max(365), at: timeOfDay }),
  /** To the end of the quiet hours, when it is within them now. */
  z.strictObject({ kind: z.literal("quiet-hours"), from: timeOfDay, to: timeOfDay }),
])
export type WaitUntil = z.output<typeof WaitUntil>
