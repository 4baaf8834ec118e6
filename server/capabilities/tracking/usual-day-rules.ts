type Hour = { readonly day: string; readonly hour: number; readonly count: number }

export const hoursOfDay = 24

/** Orders in each hour of one day. */
export function countsOf(hours: readonly Hour[], day: string): number[] {
  const counts = Array.from({ length: hoursOfDay }, () => 0)
  for (const { day: of, hour, count } of hours) if (of === day) counts[hour] = (counts[hour] ?? 0) + count
  return counts
}

/**
 * What an hour of such a day is like: the median over the given days, hour by hour. Null when one of them had no order
 * at all, for then the shop was not open, or not connected, and the comparison would say nothing.
 */
export function usualDay(hours: readonly Hour[], days: readonly string[]): number[] | null {
  const each = days.map((day) => countsOf(hours, day))
  if (each.length === 0 || each.some((counts) => counts.every((count) => count === 0))) return null
  return Array.from({ length: hoursOfDay }, (_, hour) => median(each.map((counts) => counts[hour] ?? 0)))
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [below = 0, above = 0] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? above : (below + above) / 2
}
