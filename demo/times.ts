export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

// Japan has no summer time: its clocks are nine hours ahead all year round.
const ahead = 9 * hour

/** Midnight in Japan before this instant. All times in milliseconds. */
export const midnight = (at: number): number => Math.floor((at + ahead) / day) * day - ahead

/** 0 is Sunday. */
export const weekday = (at: number): number => (Math.floor((at + ahead) / day) + 4) % 7

/** 0 is January. */
export const month = (at: number): number => new Date(at + ahead).getUTCMonth()
const dateOf = (at: number): number => new Date(at + ahead).getUTCDate()
/** "2026-04-01" in Japan. */
export const dayText = (at: number): string => new Date(at + ahead).toISOString().slice(0, 10)

/** Whether the warehouse works that day: not on Saturday and Sunday, nor from 29 December to 3 January. */
function isWorkingDay(at: number): boolean {
  const inDecember = month(at) === 11 && dateOf(at) >= 29
  const inJanuary = month(at) === 0 && dateOf(at) <= 3
  return weekday(at) !== 0 && weekday(at) !== 6 && !inDecember && !inJanuary
}

/** Midnight of the first working day from here on. */
export function workingDay(at: number): number {
  let found = midnight(at)
  while (!isWorkingDay(found)) found += day
  return found
}
