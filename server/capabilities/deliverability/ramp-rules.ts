import { addDays, type Day } from "#kernel/days"

export type Ramp = { readonly startedOn: string; readonly firstDay: number; readonly goal: number }

/**
 * How many letters may leave on a day of a warm-up: the first day's number, doubled every two days, so that providers come to
 * know the sender by a growing stream; null when the goal is reached.
 */
export function allowedOn({ startedOn, firstDay, goal }: Ramp, day: string): number | null {
  const days = Math.max(0, daysBetween(startedOn, day))
  const allowed = Math.floor(firstDay * 2 ** Math.min(days / 2, 40))
  return allowed >= goal ? null : allowed
}

/** On which day the goal is reached. */
export function goalOn(ramp: Ramp): string {
  let day = ramp.startedOn as Day // safe: the setting holds a date
  while (allowedOn(ramp, day) !== null) day = addDays(day, 1)
  return day
}

const daysBetween = (from: string, until: string) => Math.floor((Date.parse(until) - Date.parse(from)) / 86_400_000)
