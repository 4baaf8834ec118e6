import type { Comparison, Lift } from "#experiments"

export type Side = { readonly people: number; readonly value: number | null }
export type Tracked = {
  /** Those whom the programme speaks to, and those kept apart. */
  readonly ours: Side
  readonly control: Side
  readonly difference: number | null
  readonly low: number | null
  readonly high: number | null
  /** Of the target; null while nothing can be said. */
  readonly reached: number | null
  readonly verdict: "better" | "worse" | "same" | "gathering"
  readonly weeks: number | null
}

/** A metric that an experiment measures by itself: orders for each person, or what each spent. */
export function trackedOf({ compared }: Pick<Lift, "compared">, target: number): Tracked {
  const [first] = compared
  if (!first) return nothing
  const ours = { people: first.people, value: first.mean }
  return {
    ours,
    control: {
      people: first.othersPeople,
      value: first.othersMean,
    },
    difference: first.difference,
    low: first.low,
    high: first.high,
    reached: ours.value === null ? null : ours.value / target,
    verdict: first.verdict.kind,
    weeks: first.verdict.weeks,
  }
}

const nothing: Tracked = {
  ours: {
    people: 0,
    value: null,
  },
  control: {
    people: 0,
    value: null,
  },
  difference: null,
  low: null,
  high: null,
  reached: null,
  verdict: "gathering",
  weeks: null,
}

/**
 * What one order comes to: spending by orders, each for a person, of both sides. The interval is as wide as those of
 * spending and of orders together allow: it never says more than the two do.
 */
export function orderValueOf(spent: Pick<Lift, "compared">, orders: Pick<Lift, "compared">, target: number): Tracked {
  const [s, o] = [spent.compared[0], orders.compared[0]]
  if (!s || !o) return nothing
  const ours = { people: s.people, value: quotient(s.mean, o.mean) }
  const control = { people: s.othersPeople, value: quotient(s.othersMean, o.othersMean) }
  const bounds = boundsOf(s, o)
  const difference = ours.value === null || control.value === null ? null : ours.value - control.value
  const { low, high } = bounds ?? { low: null, high: null }
  return {
    ours,
    control,
    low,
    high,
    difference: bounds ? difference : null,
    reached: ours.value === null ? null : ours.value / target,
    verdict: low === null || high === null ? "gathering" : low > 0 ? "better" : high < 0 ? "worse" : "gathering",
    weeks: s.verdict.weeks ?? o.verdict.weeks,
  }
}

const quotient = (a: number | null, b: number | null) => (a === null || b === null || b <= 0 ? null : a / b)

function boundsOf(s: Comparison, o: Comparison): { low: number; high: number } | null {
  if (s.low === null || s.high === null || o.low === null || o.high === null) return null
  if (s.othersMean === null || o.othersMean === null || o.othersMean <= 0) return null
  const control = s.othersMean / o.othersMean
  const [fewest, most] = [o.othersMean + o.low, o.othersMean + o.high]
  if (fewest <= 0) return null
  return { low: (s.othersMean + s.low) / most - control, high: (s.othersMean + s.high) / fewest - control }
}
