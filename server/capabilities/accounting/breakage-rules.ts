/** Points of one month of issue, by how many months later they came to an end. */
export type CohortEnds = {
  readonly issueMonth: string
  readonly issued: number
  /** Whole months since issue for which the cohort has been seen to the end. */
  readonly seenMonths: number
  readonly ends: readonly { readonly age: number; readonly used: number; readonly expired: number }[]
}

export type CurvePoint = { readonly age: number; readonly used: number; readonly cohorts: number }
export type Breakage = {
  /** Share of points used up to each age, over all cohorts that were seen that long. */
  readonly curve: readonly CurvePoint[]
  /** Share that is never used: of what came to an end; null while nothing has. */
  readonly breakage: number | null
  /** If all that is still open were used, and if none of it were. */
  readonly low: number
  readonly high: number
}

/**
 * How many points are never used, from cohorts of different ages: at each age the points that are still open are used or
 * expire at the rate of all cohorts seen so far (competing risks, Aalen–Johansen). What is open beyond the longest time
 * seen is shared as what ended before it; the bounds say what if it were not.
 */
export function breakageOf(cohorts: readonly CohortEnds[]): Breakage {
  const longest = Math.max(0, ...cohorts.map(({ seenMonths }) => seenMonths))
  const curve: CurvePoint[] = []
  let [open, used, expired] = [1, 0, 0]
  for (let age = 0; age < longest; age++) {
    const seen = cohorts.filter((cohort) => cohort.seenMonths > age && cohort.issued > 0)
    const atRisk = seen.reduce((sum, cohort) => sum + cohort.issued - endedBefore(cohort, age), 0)
    const ended = (of: "used" | "expired") => seen.reduce((sum, cohort) => sum + endedAt(cohort, age, of), 0)
    const [uses, expiries] = atRisk > 0 ? [ended("used") / atRisk, ended("expired") / atRisk] : [0, 0]
    used += open * uses
    expired += open * expiries
    open *= Math.max(0, 1 - uses - expiries)
    curve.push({ age, used, cohorts: seen.length })
  }
  const ended = used + expired
  return {
    curve,
    breakage: ended > 0 ? expired / ended : null,
    low: ended > 0 ? expired : 0,
    high: ended > 0 ? 1 - used : 1,
  }
}

const endedAt = ({ ends }: CohortEnds, age: number, of: "used" | "expired") =>
  ends.reduce((sum, end) => sum + (end.age === age ? end[of] : 0), 0)
const endedBefore = ({ ends }: CohortEnds, age: number) =>
  ends.reduce((sum, end) => sum + (end.age < age ? end.used + end.expired : 0), 0)

/** The share of each single cohort that was used up to each age. */
export function ownCurve(cohort: CohortEnds): number[] {
  let used = 0
  return Array.from({ length: cohort.seenMonths }, (_, age) => {
    used += endedAt(cohort, age, "used")
    return cohort.issued > 0 ? used / cohort.issued : 0
  })
}
