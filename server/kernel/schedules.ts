import type { Day, Weekday } from "./days.ts"
import { addDays, addMonths, dayOf, firstOfMonth, partsOf, weekdayOf } from "./days.ts"
import type { TimeOfDay } from "./zones.ts"
import { dayIn, instantAt } from "./zones.ts"

/**
 * When something repeats: at a local time of day in a zone, every day, on weekdays, or on one date a month (31 is the
 * last day of a shorter month). Local time and zone are what is kept, so a changed summer time rule needs no new rows.
 */
export type Schedule = { readonly timeOfDay: TimeOfDay; readonly zone: string } & (
  | { readonly weekdays?: readonly Weekday[]; readonly dayOfMonth?: never }
  | { readonly dayOfMonth: number; readonly weekdays?: never }
)

/** One firing. `key` names it by its local day and time, so that it can be stored and fired only once (F62, F64). */
export type Occurrence = { readonly key: string; readonly day: Day; readonly at: Date }

/** What to do with occurrences that passed while nothing was running (F65). */
export type CatchUp = "none" | "last" | "all"

/** The first occurrence strictly after an instant. Throws RangeError for a schedule that never comes. */
export function nextOccurrence(schedule: Schedule, after: Date): Occurrence {
  for (const occurrence of occurrencesFrom(schedule, after)) return occurrence
  throw new RangeError("this schedule never comes")
}

/** The occurrences after `after` up to and including `until`, in order. At most `limit`; the earliest ones. */
export function occurrencesBetween(schedule: Schedule, after: Date, until: Date, limit = 10_000): Occurrence[] {
  const found: Occurrence[] = []
  for (const occurrence of occurrencesFrom(schedule, after)) {
    if (occurrence.at > until || found.length >= limit) break
    found.push(occurrence)
  }
  return found
}

/** How late an occurrence may be seen and still count as on time: longer than a restart, shorter than an outage. */
export const lateToleranceMs = 10 * 60_000

/**
 * What is to fire now, given that everything up to `firedUntil` was dealt with. An occurrence of the last ten minutes
 * is on time and always fires; older ones were missed: `none` drops them, `last` fires the latest occurrence only,
 * `all` fires each, in order. Marketing defaults to none, ledgers to all.
 */
export function dueOccurrences(
  schedule: Schedule,
  span: { readonly firedUntil: Date; readonly now: Date; readonly catchUp: CatchUp },
): { fire: Occurrence[]; missed: Occurrence[] } {
  const passed = occurrencesBetween(schedule, span.firedUntil, span.now)
  const onTimeFrom = span.now.getTime() - lateToleranceMs
  const fires = (occurrence: Occurrence) =>
    span.catchUp === "all" ||
    occurrence.at.getTime() > onTimeFrom ||
    (span.catchUp === "last" && occurrence === passed.at(-1))
  return { fire: passed.filter(fires), missed: passed.filter((occurrence) => !fires(occurrence)) }
}

function* occurrencesFrom(schedule: Schedule, after: Date): Generator<Occurrence> {
  for (const day of daysOf(schedule, dayIn(schedule.zone, after))) {
    const at = instantAt(schedule.zone, day, schedule.timeOfDay)
    if (at > after) yield { key: `${day}T${schedule.timeOfDay}[${schedule.zone}]`, day, at }
  }
}

function* daysOf(schedule: Schedule, from: Day): Generator<Day> {
  if (schedule.dayOfMonth !== undefined) {
    if (!(schedule.dayOfMonth >= 1 && schedule.dayOfMonth <= 31)) throw new RangeError("dayOfMonth is 1 to 31")
    for (let month = firstOfMonth(from); ; month = addMonths(month, 1)) {
      const { year, month: number } = partsOf(month)
      const day = dayOf(year, number, schedule.dayOfMonth)
      if (day >= from) yield day
    }
  }
  const wanted = schedule.weekdays
  if (wanted?.length === 0) return
  for (let day = from; ; day = addDays(day, 1)) if (!wanted || wanted.includes(weekdayOf(day))) yield day
}
