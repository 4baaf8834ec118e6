/** Where a fifth of the buyers ends and the next begins, four cuts each; `monetary` in minor units of `currency`. */
export type Quintiles = {
  readonly buyers: number
  readonly currency: string
  readonly recencyDays: readonly number[]
  readonly frequency: readonly number[]
  readonly monetary: readonly number[]
  /** Median of the days between two purchases of one buyer; null while nobody bought twice. */
  readonly usualDays: number | null
  readonly madeAt: Date
}

export type Bought = { readonly recencyDays: number; readonly frequency: number; readonly monetary: number }
export type Scores = { readonly recency: number; readonly frequency: number; readonly monetary: number }

/** Below this many buyers a fifth is a handful of people, and a score would be chance. */
export const leastBuyers = 25

/**
 * Recency, frequency and monetary value as fifths of the brand's own buyers, 5 the best (Hughes, Strategic Database
 * Marketing, 1994: quintiles instead of fixed limits). Null for someone who bought nothing, or too few buyers.
 */
export function scoresOf(bought: Bought | null, quintiles: Quintiles): Scores | null {
  if (!bought || quintiles.buyers < leastBuyers) return null
  return {
    // The fewer days, the better.
    recency: 6 - fifthOf(bought.recencyDays, quintiles.recencyDays),
    frequency: fifthOf(bought.frequency, quintiles.frequency),
    monetary: fifthOf(bought.monetary, quintiles.monetary),
  }
}

const fifthOf = (value: number, cuts: readonly number[]): number => 1 + cuts.filter((cut) => value > cut).length
