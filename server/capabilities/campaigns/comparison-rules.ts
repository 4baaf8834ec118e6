/** What came of one variant: people it reached, and those of them who did what counts. */
export type Arm = { readonly key: string; readonly people: number; readonly did: number }

export type Pair = {
  readonly key: string
  /** Share of those who did it, minus the leader's, with the interval it lies in. */
  readonly difference: number
  readonly low: number
  readonly high: number
}

export type Comparison =
  | { readonly verdict: "winner"; readonly leader: string; readonly pairs: readonly Pair[] }
  | {
      readonly verdict: "not-yet"
      readonly leader: string | null
      readonly pairs: readonly Pair[]
      /** People more, over all variants, if the difference stays what it looks like; null when that can't be said. */
      readonly more: number | null
    }

/** The chance, at most, of ever naming a winner where there is none. */
export const alpha = 0.05
/** With fewer in an arm, or fewer who did it, the normal approximation says nothing. */
const leastPeople = 50
const leastDid = 5
/** Beyond this it is no use saying how many more it would take. */
const mostMore = 5_000_000

/**
 * Whether one variant is better than all others, safe to ask at every look: the difference of two shares has a confidence
 * sequence that holds at all times at once (Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas: "Time-uniform central limit theory
 * and asymptotic confidence sequences", Annals of Statistics 52, 2024, theorem 2.2: the half-width after n is
 * σ √(2(nρ²+1)/(n²ρ²) · ln(√(nρ²+1)/α))), narrowest at `bestAt` people. Of k variants each of the k−1 others is compared with
 * the leader at α/(k−1) (Bonferroni).
 */
export function compare(arms: readonly Arm[], bestAt = 2_000): Comparison {
  const told = arms.filter(({ people }) => people > 0)
  const leader = [...told].sort((a, b) => share(b) - share(a) || a.key.localeCompare(b.key))[0]
  if (!leader || told.length < 2) return { verdict: "not-yet", leader: leader?.key ?? null, pairs: [], more: null }
  const level = alpha / (told.length - 1)
  const others = told.filter(({ key }) => key !== leader.key)
  const pairs = others.map((other) => ({ key: other.key, ...interval(leader, other, level, bestAt) }))
  const isEnough = told.every(({ people }) => people >= leastPeople) && leader.did >= leastDid
  if (isEnough && pairs.every(({ high }) => high < 0)) return { verdict: "winner", leader: leader.key, pairs }
  return { verdict: "not-yet", leader: leader.key, pairs, more: moreOf(leader, others, level, bestAt) }
}

const share = ({ people, did }: Arm): number => (people === 0 ? 0 : did / people)

function interval(leader: Arm, other: Arm, level: number, bestAt: number) {
  const difference = share(other) - share(leader)
  const half = halfWidth(leader, other, leader.people + other.people, level, bestAt)
  return { difference, low: difference - half, high: difference + half }
}

/** After n people of both in the shares in which they stand now. */
function halfWidth(a: Arm, b: Arm, n: number, level: number, bestAt: number): number {
  const all = a.people + b.people
  // One more of each kind than was seen: a share of nothing is not known exactly.
  const spread = ({ people, did }: Arm) => {
    const p = (did + 1) / (people + 2)
    return (p * (1 - p)) / (people / all)
  }
  const variance = spread(a) + spread(b)
  const rho2 = (-2 * Math.log(level) + Math.log(-2 * Math.log(level) + 1)) / bestAt
  return Math.sqrt(variance * ((2 * (n * rho2 + 1)) / (n * n * rho2)) * Math.log(Math.sqrt(n * rho2 + 1) / level))
}

/** How many more over all variants until the closest other is surely behind, if all shares stay what they are. */
function moreOf(leader: Arm, others: readonly Arm[], level: number, bestAt: number): number | null {
  let most = 0
  for (const other of others) {
    const gap = share(leader) - share(other)
    if (gap <= 0) return null
    const n = leader.people + other.people
    let low = n
    let high = n
    while (halfWidth(leader, other, high, level, bestAt) > gap) {
      low = high
      high *= 2
      if (high > mostMore) return null
    }
    while (high - low > Math.max(1, low * 0.01)) {
      const middle = Math.floor((low + high) / 2)
      if (halfWidth(leader, other, middle, level, bestAt) > gap) low = middle
      else high = middle
    }
    most = Math.max(most, high / n)
  }
  const all = [leader, ...others].reduce((sum, { people }) => sum + people, 0)
  const fewest = Math.min(leader.people, ...others.map(({ people }) => people))
  const grown = Math.max(most, fewest < leastPeople ? leastPeople / Math.max(1, fewest) : 0)
  return Math.max(0, Math.ceil(all * (grown - 1)))
}
