/** One member as far as it says when she can redeem. Points, and points a day. */
export type Pace = { readonly available: number; readonly perDay: number }

export type Reach = {
  readonly people: number
  /** Shares of all of them, in [0, 1]. */
  readonly now: number
  readonly withinYear: number
  readonly never: number
  /** Half of them can redeem after so many days or fewer; null: half of them never can. */
  readonly medianDays: number | null
  /** Most can never redeem (H06). */
  readonly isUnreachable: boolean
}

/** Longer than this counts as never: points have expired by then, and nobody saves for it. */
export const foreverDays = 3 * 365

/** Days until somebody has so many points at her own pace; Infinity: never. */
export function daysTo(needs: number, { available, perDay }: Pace): number {
  const gap = needs - available
  if (gap <= 0) return 0
  const days = perDay > 0 ? Math.ceil(gap / perDay) : Number.POSITIVE_INFINITY
  return days > foreverDays ? Number.POSITIVE_INFINITY : days
}

/** How far a reward of so many points is from the members there are: shares, and the median time to redeem. */
export function reachOf(people: readonly Pace[], needs: number): Reach {
  const days = people.map((pace) => daysTo(needs, pace)).sort((a, b) => a - b)
  const share = (count: number) => (days.length === 0 ? 0 : count / days.length)
  const never = share(days.filter((n) => n === Number.POSITIVE_INFINITY).length)
  const median = days[Math.floor((days.length - 1) / 2)] ?? Number.POSITIVE_INFINITY
  return {
    people: days.length,
    now: share(days.filter((n) => n === 0).length),
    withinYear: share(days.filter((n) => n <= 365).length),
    never,
    medianDays: Number.isFinite(median) ? median : null,
    isUnreachable: days.length > 0 && never > 0.5,
  }
}
