import type { Assumptions, Outcome } from "./model.ts"

/** One purchase of the past as the rules of a programme see it. Money in minor units. */
export type Played<O> = { readonly order: O; readonly at: Date; readonly net: number }

export type RankSince = { readonly at: Date; readonly rank: string }

/** A programme as it is played: pure functions over one person's own past. */
export type Rules<O> = {
  /** Points for a purchase of which `paidByPoints` (minor units) was paid with points. */
  readonly pointsFor: (order: O, member: { readonly rank: string; readonly paidByPoints: number }) => number
  /** Every rank that she comes to have until then, the oldest first, the one of joining before `joined`; none where there are no ranks. */
  readonly ranksOver: (past: readonly Played<O>[], joined: Date, until: Date) => readonly RankSince[]
  readonly signUp: number
  /** When what a purchase earned can be used, and when it is gone; null: never. */
  readonly usableAt: (order: O, at: Date) => Date
  readonly expiresAt: (usable: Date) => Date | null
  /** Every purchase lets all that she holds live on, as long as if it had become usable then. */
  readonly slides: boolean
  readonly yenPerPoint: number
}

type Lot = { left: number; readonly usable: Date; expires: Date | null }
type Walk = { issued: number; used: number; expired: number; reach: Date | null; lots: Lot[] }

const dayMs = 86_400_000

/**
 * One person's past played under a programme: who joined with her first purchase, buys what she bought, and is one of
 * two: a user, who pays with points whenever she holds enough, or a saver, who never does. Both are played, and the
 * outcome is the exact expectation over the assumed share of users; nothing is drawn. Nobody buys more because of it:
 * what a programme does to behaviour is measured afterwards, never assumed here. `past`: oldest first, not empty.
 */
export function playPerson<O>(
  past: readonly Played<O>[],
  rules: Rules<O>,
  { usersBp, leastUse }: Pick<Assumptions, "usersBp" | "leastUse">,
  until: Date,
): Outcome {
  const joined = past[0]?.at ?? until
  const ranks = rules.ranksOver(past, joined, until)
  const bare = past.map(({ order, at }) => rules.pointsFor(order, { rank: rankBefore(ranks, at), paidByPoints: 0 }))
  const user = walk(past, rules, { leastUse, until, ranks, bare, uses: true })
  const saver = walk(past, rules, { leastUse, until, ranks, bare, uses: false })
  const share = usersBp / 10_000
  const mixed = (of: (w: Walk) => number) => share * of(user) + (1 - share) * of(saver)
  // The first time that she holds enough comes before the first use: it is the same for both.
  const reachDays = saver.reach ? Math.floor((saver.reach.getTime() - joined.getTime()) / dayMs) : null
  return {
    revenue: past.reduce((sum, { net }) => sum + net, 0),
    orders: past.length,
    issued: mixed((w) => w.issued),
    signUp: rules.signUp,
    used: mixed((w) => w.used),
    usedIfUser: user.used,
    expired: mixed((w) => w.expired),
    open: mixed((w) => left(w.lots)),
    reachDays,
    seenDays: Math.floor((until.getTime() - joined.getTime()) / dayMs),
    rank: ranks.at(-1)?.rank ?? "",
  }
}

const left = (lots: readonly Lot[]) => lots.reduce((sum, lot) => sum + lot.left, 0)

/** What a very purchase reaches holds from the next one on. */
const rankBefore = (ranks: readonly RankSince[], at: Date) => ranks.findLast((since) => since.at < at)?.rank ?? ""

/** `bare`: what each purchase earns of which nothing was paid with points. */
type Way = {
  readonly leastUse: number
  readonly until: Date
  readonly ranks: readonly RankSince[]
  readonly bare: readonly number[]
  readonly uses: boolean
}

function walk<O>(past: readonly Played<O>[], rules: Rules<O>, { leastUse, until, ranks, bare, uses }: Way): Walk {
  const joined = past[0]?.at ?? until
  const state: Walk = { issued: 0, used: 0, expired: 0, reach: null, lots: [] }
  if (rules.signUp > 0) earn(state, rules.signUp, joined, rules.expiresAt(joined))
  for (const [index, { order, at, net }] of past.entries()) {
    settle(state, at, leastUse)
    if (rules.slides) for (const lot of state.lots) lot.expires = rules.expiresAt(later(lot.usable, at))
    // The whole price can be paid, never more.
    const most = Math.floor(Math.max(0, net) / rules.yenPerPoint)
    const pays = uses && held(state.lots, at) >= leastUse ? take(state, Math.min(held(state.lots, at), most), at) : 0
    const paidByPoints = pays * rules.yenPerPoint
    const points =
      pays === 0 ? (bare[index] ?? 0) : rules.pointsFor(order, { rank: rankBefore(ranks, at), paidByPoints })
    const usable = rules.usableAt(order, at)
    if (points > 0) earn(state, points, usable, rules.expiresAt(usable))
  }
  settle(state, until, leastUse)
  return state
}

const later = (a: Date, b: Date) => (a > b ? a : b)

function earn(state: Walk, points: number, usable: Date, expires: Date | null): void {
  state.issued += points
  state.lots.push({ left: points, usable, expires })
}

const held = (lots: readonly Lot[], at: Date) =>
  lots.reduce((sum, lot) => sum + (lot.usable <= at && (!lot.expires || lot.expires > at) ? lot.left : 0), 0)

/** Uses points, those that expire first before the others, as the ledger does. */
function take(state: Walk, wanted: number, at: Date): number {
  let missing = wanted
  const usable = state.lots.filter((lot) => lot.usable <= at)
  for (const lot of usable.toSorted((a, b) => end(a) - end(b))) {
    const points = Math.min(lot.left, missing)
    lot.left -= points
    missing -= points
  }
  const taken = wanted - missing
  state.used += taken
  return taken
}

const end = (lot: Lot) => lot.expires?.getTime() ?? Number.POSITIVE_INFINITY

/** What happened by itself until then: somebody came to hold enough, and what was not used was gone. */
function settle(state: Walk, at: Date, leastUse: number): void {
  if (!state.reach) {
    const moments = state.lots.map((lot) => lot.usable).filter((moment) => moment <= at)
    state.reach =
      moments.toSorted((a, b) => a.getTime() - b.getTime()).find((moment) => held(state.lots, moment) >= leastUse) ??
      null
  }
  for (const lot of state.lots)
    if (lot.expires && lot.expires <= at) {
      state.expired += lot.left
      lot.left = 0
    }
  state.lots = state.lots.filter((lot) => lot.left > 0)
}
