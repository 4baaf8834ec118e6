import { holdout } from "./model.ts"
import type { Comparison, Moments, Pace, Verdict } from "./model-lift.ts"

/** Fewer than these say nothing: the mathematics below is about many. */
const leastPeople = 20
const leastSome = 10
/** A difference below a tenth of what the others give is not worth more waiting. */
const worthwhile = 0.1
const alpha = 0.05

/**
 * The number of people at which the interval is narrowest, as nt·nc/(nt+nc): that of two thousand customers with one in
 * ten kept apart. Fixed beforehand, as the mathematics needs it.
 */
const tunedFor = 200
/** Minimises (1 + 1/k) · ln((1 + k) / alpha²) for alpha = 0.05. */
const tuning = 8.5

export type Estimate = {
  readonly difference: number
  /** Of the difference. */
  readonly variance: number
  /** nt·nc/(nt+nc), over all designs. */
  readonly size: number
  readonly varianceSaved: number
}

/**
 * How much more one arm gives than another, per person, by whom each was assigned to (intent to treat, M25). Only people
 * assigned under the same shares are compared, and the designs put together by their people. What the same people did
 * before is taken out of the noise (CUPED: Deng, Xu, Kohavi, Walker, "Improving the sensitivity of online controlled
 * experiments by utilizing pre-experiment data", WSDM 2013): y − θ(x − x̄) with θ = cov(x, y) / var(x) within the arms.
 * Of the two usual variances of a difference of means, each arm's own (Welch) and the common one, the larger is taken: in
 * a small arm in which nothing has happened yet its own would be zero. Undefined when no design has people in both.
 */
export function estimate(ours: readonly Moments[], theirs: readonly Moments[]): Estimate | undefined {
  const pairs = ours.flatMap((t) => {
    const c = theirs.find((other) => other.design === t.design)
    return c && t.n >= 2 && c.n >= 2 ? [{ t, c }] : []
  })
  const people = pairs.reduce((sum, { t, c }) => sum + t.n + c.n, 0)
  if (people === 0) return undefined
  const cells = pairs.flatMap(({ t, c }) => [t, c])
  const total = (of: (cell: Moments) => number) => cells.reduce((sum, cell) => sum + of(cell), 0)
  const sxx = total((m) => m.xx - (m.x * m.x) / m.n)
  const sxy = total((m) => m.xy - (m.x * m.y) / m.n)
  const theta = sxx > 1e-9 ? sxy / sxx : 0
  let difference = 0
  let variance = 0
  let inverse = 0
  for (const { t, c } of pairs) {
    const weight = (t.n + c.n) / people
    difference += weight * (t.y / t.n - c.y / c.n - theta * (t.x / t.n - c.x / c.n))
    const [st, sc] = [residual(t, theta), residual(c, theta)]
    const own = st / (t.n - 1) / t.n + sc / (c.n - 1) / c.n
    const common = ((st + sc) / (t.n + c.n - 2)) * (1 / t.n + 1 / c.n)
    variance += weight * weight * Math.max(own, common)
    inverse += weight * weight * (1 / t.n + 1 / c.n)
  }
  const syy = total((m) => residual(m, 0))
  const left = total((m) => residual(m, theta))
  return { difference, variance, size: 1 / inverse, varianceSaved: syy > 0 ? Math.max(0, 1 - left / syy) : 0 }
}

/** The sum of squares of what is left of an arm once the time before is taken out. */
const residual = (m: Moments, theta: number): number =>
  Math.max(
    0,
    m.yy - (m.y * m.y) / m.n - 2 * theta * (m.xy - (m.x * m.y) / m.n) + theta * theta * (m.xx - (m.x * m.x) / m.n),
  )

/**
 * Half the width of an interval that holds the truth at every moment at once, in 95 of 100 experiments, however often it
 * is looked at: the normal mixture of Robbins (1970) as in Johari, Koomen, Pekelis, Walsh, "Always valid inference"
 * (Operations Research 2022), with variances as they are found, which Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas,
 * "Time-uniform central limit theory and asymptotic confidence sequences" (Annals of Statistics 2024) allow. With V the
 * variance of the difference and τ² = r·V that of the mixture: √(V · (1 + 1/r) · ln((1 + r) / α²)).
 */
export function halfWidth(variance: number, size: number): number {
  const r = (tuning * size) / tunedFor
  return Math.sqrt(variance * (1 + 1 / r) * Math.log((1 + r) / (alpha * alpha)))
}

const maxWeeks = 520

/** What is said about one arm against another. `lessIsBetter` for what nobody wants, such as unsubscribes. */
export function compareArms(
  moments: readonly Moments[],
  arm: string,
  against: string,
  pace: Pace,
  lessIsBetter = false,
): Comparison {
  const [ours, theirs] = [moments.filter((m) => m.arm === arm), moments.filter((m) => m.arm === against)]
  const [people, others] = [sumOf(ours, "n"), sumOf(theirs, "n")]
  const base = {
    arm,
    against,
    people,
    othersPeople: others,
    mean: people > 0 ? sumOf(ours, "y") / people : null,
    othersMean: others > 0 ? sumOf(theirs, "y") / others : null,
  }
  const nothing = {
    difference: null,
    low: null,
    high: null,
    relative: null,
    total: null,
    totalLow: null,
    totalHigh: null,
  }
  const some = sumOf(ours, "some") + sumOf(theirs, "some")
  const found = estimate(ours, theirs)
  const share = others / Math.max(1, people + others)
  if (!found || Math.min(people, others) < leastPeople || some < leastSome) {
    const weeks = weeksUntilMany({ people, others, some, share }, pace)
    return { ...base, ...nothing, varianceSaved: 0, verdict: { kind: "gathering", weeks } }
  }
  const half = halfWidth(found.variance, found.size)
  const { difference } = found
  const expected = base.othersMean ?? 0
  const verdict = verdictOf({ ...found, half, expected, people: people + others }, pace, lessIsBetter)
  return {
    ...base,
    difference,
    low: difference - half,
    high: difference + half,
    relative: expected > 0 ? difference / expected : null,
    total: difference * people,
    totalLow: (difference - half) * people,
    totalHigh: (difference + half) * people,
    varianceSaved: found.varianceSaved,
    verdict,
  }
}

const sumOf = (moments: readonly Moments[], key: "n" | "y" | "some"): number =>
  moments.reduce((sum, m) => sum + m[key], 0)

type Found = Estimate & { readonly half: number; readonly expected: number; readonly people: number }

function verdictOf(found: Found, pace: Pace, lessIsBetter: boolean): Verdict {
  const { difference, half, expected } = found
  if (Math.abs(difference) > half) return { kind: difference > 0 === lessIsBetter ? "worse" : "better", weeks: null }
  const enough = worthwhile * Math.abs(expected)
  if (Math.abs(difference) + half < enough) return { kind: "same", weeks: null }
  return { kind: "gathering", weeks: weeksUntilClear(found, Math.max(Math.abs(difference), enough), pace) }
}

/** Weeks until the interval is as narrow as the difference that it is to show, if things go on as they are. */
function weeksUntilClear(found: Found, target: number, { peoplePerWeek, weeksOpen }: Pace): number | null {
  if (target <= 0) return null
  if (peoplePerWeek <= 0) return weeksOpen > 0 ? Math.ceil(weeksOpen) : null
  const clearAfter = (weeks: number) => {
    const growth = 1 + (peoplePerWeek * weeks) / found.people
    return halfWidth(found.variance / growth, found.size * growth) <= target
  }
  if (!clearAfter(maxWeeks)) return maxWeeks
  let [low, high] = [0, maxWeeks]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (clearAfter(middle)) high = middle
    else low = middle
  }
  return high
}

type Few = { readonly people: number; readonly others: number; readonly some: number; readonly share: number }

function weeksUntilMany({ people, others, some, share }: Few, { peoplePerWeek, weeksOpen }: Pace): number | null {
  const all = people + others
  if (peoplePerWeek <= 0) return weeksOpen > 0 && all > 0 ? Math.ceil(weeksOpen) : null
  const smaller = Math.min(share, 1 - share)
  if (all === 0 || smaller === 0 || some === 0) return null
  const forPeople = (leastPeople - Math.min(people, others)) / (smaller * peoplePerWeek)
  const forSome = (leastSome - some) / ((some / all) * peoplePerWeek)
  return Math.min(maxWeeks, Math.max(1, Math.ceil(Math.max(forPeople, forSome))))
}

/** Every arm against those who were kept apart; where nobody is, against the first arm. */
export function compareAll(
  moments: readonly Moments[],
  armNames: readonly string[],
  pace: Pace,
  lessIsBetter = false,
): Comparison[] {
  const others = armNames.filter((arm) => arm !== holdout)
  const against = armNames.includes(holdout) ? holdout : others[0]
  if (against === undefined) return []
  return others.filter((arm) => arm !== against).map((arm) => compareArms(moments, arm, against, pace, lessIsBetter))
}
