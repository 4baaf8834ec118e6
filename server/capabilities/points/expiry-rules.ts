import { addDays, addMonths, dayOf, partsOf } from "#kernel/days"
import { dayIn, endOfDay } from "#kernel/zones"
import type { ExpiryRule } from "./model.ts"

/**
 * When points end that became usable, or were last kept alive, at this instant: the start of the day after, by the brand's
 * clocks, exclusive (L18). Null: never. Short months clamp: a year after 29 February is 28 February (F63).
 */
export function expiresAt(rule: ExpiryRule | null, from: Date, zone: string): Date | null {
  if (!rule) return null
  if (rule.kind === "at") return endOfDay(zone, rule.on)
  const day = dayIn(zone, from)
  if (rule.kind !== "yearly") return endOfDay(zone, addMonths(day, rule.months))
  const { year } = partsOf(day)
  const thisYear = dayOf(year, rule.month, rule.day)
  return endOfDay(zone, thisYear > day ? thisYear : dayOf(year + 1, rule.month, rule.day))
}

/** The end of the day so many days after this instant. */
export const graceEnds = (from: Date, days: number, zone: string): Date =>
  endOfDay(zone, addDays(dayIn(zone, from), days))
