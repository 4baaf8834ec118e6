import { addDays, addMonths, type Day, day, monthlyDay } from "#kernel/days"
import { instantAt } from "#kernel/zones"
import type { CampaignPlan, Repeat, When } from "./model.ts"

/**
 * When the first sending is planned. At a reader's own time that is the beginning of the earliest hour at which anybody is
 * written to, so that every hour of the day can still be kept. A moment that has passed is refused by the check, not here.
 */
export function dueAt(when: When, zone: string, now: Date): Date {
  if (when.kind === "now") return now
  if (when.kind === "at") return instantAt(zone, day(when.day), when.time)
  return instantAt(zone, day(when.day), ownTimeBegins)
}

/** Nobody is written to before this hour at her own time. */
export const ownTimeBegins = "08:00"
/** The last hour of the day that begins before quiet hours do (M22). */
export const lastHour = 20
export const firstHour = 8

/** Letters of one sending that are not begun by then end as expired (F45). */
export const sendUntil = (plan: Pick<CampaignPlan, "withinHours">, sendAt: Date): Date =>
  new Date(sendAt.getTime() + plan.withinHours * 3_600_000)

/**
 * Letters per person in thirty days, over everything the brand sends, from which a series holds back: at more than one a
 * week it comes a month later, at more than two a week two months later (I03).
 */
const busyFrom = 4
const veryBusyFrom = 8

/** How many months later than planned a series comes, given how much its readers get anyway. */
export function heldBackMonths(repeat: Pick<Repeat, "adapts">, lettersPerPerson30Days: number): number {
  if (!repeat.adapts || lettersPerPerson30Days <= busyFrom) return 0
  return lettersPerPerson30Days <= veryBusyFrom ? 1 : 2
}

/**
 * The day of occurrence `n` (2, 3, ...), counted from the first one, so that a short month does not shorten those after it
 * (F63), later by what is held back; always after the one before. Null when the series is over.
 */
export function nextDay(
  repeat: Repeat,
  { first, last, n, lettersPerPerson }: { first: Day; last: Day; n: number; lettersPerPerson: number },
): Day | null {
  if (n > repeat.times) return null
  const months = heldBackMonths(repeat, lettersPerPerson)
  const planned = addMonths(monthlyDay(first, n - 1, repeat.everyMonths), months)
  // One that was held back once must not be followed too soon by the next.
  const least = addMonths(last, repeat.everyMonths)
  return planned > last ? laterOf(planned, months > 0 ? least : addDays(last, 14)) : least
}

const laterOf = (a: Day, b: Day): Day => (a > b ? a : b)
