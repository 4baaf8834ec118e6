import type { Figure, Forecast, Outcome } from "./model.ts"

/** How many samples of customers the intervals are taken from. */
const samples = 200
/** Time to hold enough is counted in weeks; who takes longer than three years never does. */
const mostWeeks = 156

/** What one sample of customers adds up to. */
type Sums = {
  readonly all: Float64Array
  readonly reached: Float64Array
  readonly seen: Float64Array
  ranks: Map<string, number>
}
const measures = [
  "people",
  "revenue",
  "orders",
  "issued",
  "signUp",
  "used",
  "usedIfUser",
  "expired",
  "open",
  "reached",
] as const
type Measure = (typeof measures)[number]

export type Money = { readonly yenPerPoint: number; readonly marginBp: number }

/**
 * Adds people up, one after the other, and says what they come to with its uncertainty: the Poisson bootstrap (Chamandy,
 * Muralidharan, Najmi, Naidu, "Estimating uncertainty for massive data streams", Google 2012), in which each sample counts
 * each customer a Poisson(1) number of times, so that nobody has to be kept. `seed` makes it the same again.
 */
export function estimator(seed: number, money: Money) {
  const sums = Array.from({ length: samples + 1 }, newSums)
  let index = 0
  return {
    add: (outcome: Outcome): void => {
      const draw = generator(seed ^ Math.imul(++index, 0x9e37_79b1))
      const values = valuesOf(outcome)
      sums.forEach((sum, sample) => count(sum, outcome, values, sample === 0 ? 1 : poisson(draw)))
    },
    forecast: (): Forecast => forecastOf(sums, money),
  }
}

const newSums = (): Sums => ({
  all: new Float64Array(measures.length),
  reached: new Float64Array(mostWeeks + 1),
  seen: new Float64Array(mostWeeks + 1),
  ranks: new Map(),
})

const valuesOf = (o: Outcome): number[] => [
  1,
  o.revenue,
  o.orders,
  o.issued,
  o.signUp,
  o.used,
  o.usedIfUser,
  o.expired,
  o.open,
  o.reachDays === null ? 0 : 1,
]

function count(sum: Sums, outcome: Outcome, values: readonly number[], times: number): void {
  if (times === 0) return
  for (let i = 0; i < values.length; i++) sum.all[i] = (sum.all[i] ?? 0) + times * (values[i] ?? 0)
  const weeks = Math.min(mostWeeks, Math.floor((outcome.reachDays ?? outcome.seenDays) / 7))
  const place = outcome.reachDays === null ? sum.seen : sum.reached
  place[weeks] = (place[weeks] ?? 0) + times
  sum.ranks.set(outcome.rank, (sum.ranks.get(outcome.rank) ?? 0) + times)
}

function forecastOf(sums: readonly Sums[], { yenPerPoint, marginBp }: Money): Forecast {
  const get = (sum: Sums, measure: Measure) => sum.all[measures.indexOf(measure)] ?? 0
  const figure = (of: (sum: Sums) => number): Figure => figureOf(sums.map(of))
  const points = (measure: Measure) => figure((sum) => get(sum, measure))
  const cost = (sum: Sums) => get(sum, "used") * yenPerPoint
  const [whole, ...others] = sums
  if (!whole) throw new Error("an estimate has at least the people themselves")
  const medians = others.map(medianDays).toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity))
  const share = marginBp / 10_000
  return {
    people: get(whole, "people"),
    orders: get(whole, "orders"),
    revenue: get(whole, "revenue"),
    issued: points("issued"),
    signUp: points("signUp"),
    used: points("used"),
    expired: points("expired"),
    open: points("open"),
    cost: figure(cost),
    costShare: figure((sum) => quotient(cost(sum), get(sum, "revenue"))),
    margin: figure((sum) => get(sum, "revenue") * share - cost(sum)),
    marginBefore: get(whole, "revenue") * share,
    costIfAll: get(whole, "usedIfUser") * yenPerPoint,
    liability: figure((sum) => get(sum, "open") * yenPerPoint * useShare(get(sum, "used"), get(sum, "expired"))),
    reach: figure((sum) => quotient(get(sum, "reached"), get(sum, "people"))),
    medianDays: {
      value: medianDays(whole),
      low: medians[quantileAt(0.025)] ?? null,
      high: medians[quantileAt(0.975)] ?? null,
    },
    ranks: [...whole.ranks.keys()].toSorted().map((key) => ({ key, people: figure((sum) => sum.ranks.get(key) ?? 0) })),
  }
}

const quotient = (a: number, b: number) => (b > 0 ? a / b : 0)

/** Of the points that came to an end, how many were used; all while none has come to an end. */
const useShare = (used: number, expired: number) => (used + expired > 0 ? used / (used + expired) : 1)

const quantileAt = (share: number) => Math.min(samples - 1, Math.max(0, Math.round(share * (samples - 1))))

/** The first value is the people themselves; the others are the samples, between whose 2.5 and 97.5 per cent it lies. */
function figureOf([value = 0, ...drawn]: readonly number[]): Figure {
  const sorted = drawn.toSorted((a, b) => a - b)
  return { value, low: sorted[quantileAt(0.025)] ?? value, high: sorted[quantileAt(0.975)] ?? value }
}

/** Kaplan and Meier (1958): the time until half have enough, where some were not seen for long. Null when fewer ever do. */
function medianDays(sum: Sums): number | null {
  let atRisk = sum.all[0] ?? 0
  let without = 1
  for (let week = 0; week <= mostWeeks; week++) {
    if (atRisk <= 0) return null
    without *= 1 - (sum.reached[week] ?? 0) / atRisk
    if (without <= 0.5) return week * 7
    atRisk -= (sum.reached[week] ?? 0) + (sum.seen[week] ?? 0)
  }
  return null
}

/** Mulberry32: enough for drawing samples, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b_79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Distribution of Poisson(1), summed up: 0, 1, 2 ... */
const cumulated = Array.from({ length: 12 }, (_, k) => k).reduce<number[]>((sums, k) => {
  let factorial = 1
  for (let i = 2; i <= k; i++) factorial *= i
  return [...sums, (sums.at(-1) ?? 0) + Math.exp(-1) / factorial]
}, [])

function poisson(draw: () => number): number {
  const u = draw()
  let k = 0
  while (k < cumulated.length && u >= (cumulated[k] ?? 1)) k++
  return k
}
