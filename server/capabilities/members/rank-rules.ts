import { addDays } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import type { Judgement, Rank, RankChange, RankFact, RankFacts, RanksDocument } from "./model-ranks.ts"
import {
  isYear,
  judgementFrom,
  leavesAt,
  type Span,
  windowAt,
  yearBefore,
  yearJudgements,
} from "./rank-windows-rules.ts"

type Moment = { readonly at: Date; readonly kind: "fact" | "refund" | "judgement" }
/** A rank held, the window that it rests on, and when it is lost if it was found wanting. */
type Held = { index: number; since: Date; ground: readonly Span[]; lostAt: Date | null }

/**
 * The rank of a member at an instant, as a function of what was known by then (I18). Ranks rise with the fact that reaches
 * them and fall only at judgements: days, firsts of months or ends of years of the brand's calendar, `graceDays` later; with
 * `dropsOnRefund` also as soon as a refund takes away what the rank rests on. In a new year she keeps what the year before
 * came to.
 */
export function judgeRank(facts: RankFacts, ranks: RanksDocument, at: Date): Judgement {
  const walk = walker(facts, ranks, at)
  const held = walk.start()
  const changes: RankChange[] = [walk.first(held)]
  for (const moment of walk.moments()) {
    if (moment.at > at) break
    walk.step(held, moment, (change) => changes.push(change))
  }
  // What is found wanting is lost between two moments, too.
  walk.lose(held, at, (change) => changes.push(change))
  const { index, since } = held
  const total = walk.total(at)
  const next = ranks.ranks[index + 1]
  const until = walk.lossAfter(held, at)
  return {
    rank: walk.rankAt(index),
    since,
    until,
    total,
    next: next ? { rank: next, missing: Math.max(next.needs - total, 0) } : null,
    judgeAgainAt: earliest([until, walk.totalChangesAfter(at)]),
    changes,
  }
}

type Tell = (change: RankChange) => void

function walker(given: RankFacts, ranks: RanksDocument, at: Date) {
  const { zone, enrolledAt } = given
  const facts = given.facts
    .filter((fact) => fact.knownAt <= at && (ranks.countsBefore || fact.at >= enrolledAt))
    .toSorted((a, b) => a.knownAt.getTime() - b.knownAt.getTime())
  const sum = (span: Span, known: Date) => sumOf(facts, ranks.metric, span, known)
  const indexOf = (total: number) =>
    Math.max(
      ranks.ranks.findLastIndex((rank) => rank.needs <= total),
      0,
    )
  const totalAt = (instant: Date) => sum(windowAt(ranks.window, zone, instant), instant)
  const grounds = (instant: Date): Span[] => {
    const now = windowAt(ranks.window, zone, instant)
    return isYear(ranks.window) ? [now, yearBefore(ranks.window, zone, instant)] : [now]
  }
  const best = (spans: readonly Span[], known: Date) => Math.max(...spans.map((span) => indexOf(sum(span, known))))
  // safe: every index comes of findLastIndex in this list, which has one rank at least
  const rankAt = (index: number) => ranks.ranks[index] as Rank

  const move = (held: Held, index: number, instant: Date, why: RankChange["why"], tell: Tell) => {
    const change = { from: rankAt(held.index).key, to: rankAt(index).key, isUp: index > held.index }
    Object.assign(held, { index, since: instant, ground: grounds(instant), lostAt: null })
    tell({ at: instant, ...change, total: totalAt(instant), why })
  }
  const lose = (held: Held, until: Date, tell: Tell) => {
    if (!held.lostAt || held.lostAt > until) return
    const instant = held.lostAt
    const worth = best(grounds(instant), instant)
    if (worth < held.index) move(held, worth, instant, "judged", tell)
    else Object.assign(held, { lostAt: null, ground: grounds(instant) })
  }
  const judge = (held: Held, instant: Date, tell: Tell) => {
    const worth = best(grounds(instant), instant)
    if (worth >= held.index) return void Object.assign(held, { lostAt: null, ground: grounds(instant) })
    held.lostAt ??= afterDays(zone, instant, ranks.graceDays)
    lose(held, instant, tell)
  }
  const step = (held: Held, { at: instant, kind }: Moment, tell: Tell) => {
    lose(held, instant, tell)
    const reached = indexOf(totalAt(instant))
    if (reached > held.index) return move(held, reached, instant, "reached", tell)
    if (held.lostAt && reached === held.index) Object.assign(held, { lostAt: null, ground: grounds(instant) })
    if (kind === "judgement") return judge(held, instant, tell)
    if (kind !== "refund" || !ranks.dropsOnRefund) return
    const worth = Math.max(best(held.ground, instant), reached)
    if (worth < held.index) move(held, worth, instant, "refunded", tell)
  }
  const moments = () => momentsOf(facts, ranks, zone, enrolledAt, at)
  return {
    rankAt,
    step,
    lose,
    moments,
    total: totalAt,
    start: (): Held => {
      const ground = grounds(enrolledAt)
      return { index: best(ground, enrolledAt), since: enrolledAt, ground, lostAt: null }
    },
    first: (held: Held): RankChange => ({
      at: enrolledAt,
      from: null,
      to: rankAt(held.index).key,
      isUp: true,
      total: totalAt(enrolledAt),
      why: "enrolled",
    }),
    /** Goes on as if nothing more happened, to where the rank is lost. */
    lossAfter: (held: Held, from: Date): Date | null => {
      const later = { ...held }
      const drops: RankChange[] = []
      for (const moment of moments()) {
        if (moment.at <= from) continue
        step(later, moment, (change) => drops.push(change))
        if (drops[0]) return drops[0].at
      }
      if (later.lostAt) lose(later, later.lostAt, (change) => drops.push(change))
      return drops[0]?.at ?? null
    },
    totalChangesAfter: (from: Date): Date | null => {
      if (ranks.window.kind === "ever" || facts.length === 0) return null
      if (ranks.window.kind !== "rolling") {
        const { to } = windowAt(ranks.window, zone, from)
        return totalAt(from) === 0 ? null : to
      }
      const { months } = ranks.window
      return earliest(facts.map((fact) => leavesAt(months, zone, fact.at)).filter((leaves) => leaves > from))
    },
  }
}

/** Every instant at which something may change, in order: facts first, then what is judged at the same instant. */
function momentsOf(facts: readonly RankFact[], ranks: RanksDocument, zone: string, from: Date, at: Date): Moment[] {
  const { window, judged } = ranks
  const isBack = (fact: RankFact) => fact.spend < 0 || fact.orders < 0 || fact.points < 0
  const own = facts.map((fact): Moment => ({ at: fact.knownAt, kind: isBack(fact) ? "refund" : "fact" }))
  const falls = facts.flatMap((fact) => [
    ...(isBack(fact) ? [fact.knownAt] : []),
    ...(window.kind === "rolling" ? [leavesAt(window.months, zone, fact.at)] : []),
  ])
  const every = judged.every
  const judgements =
    every === "period"
      ? yearJudgements(window, judged.afterDays, zone, from, at)
      : [...new Set(falls.map((fall) => judgementFrom(every, zone, fall).getTime()))].map((ms) => new Date(ms))
  const moments = [...own, ...judgements.map((instant): Moment => ({ at: instant, kind: "judgement" }))]
  return moments
    .filter((moment) => moment.at > from)
    .toSorted(
      (a, b) => a.at.getTime() - b.at.getTime() || Number(a.kind === "judgement") - Number(b.kind === "judgement"),
    )
}

function sumOf(facts: readonly RankFact[], metric: RanksDocument["metric"], { from, to }: Span, known: Date): number {
  let total = 0
  for (const fact of facts) {
    if (fact.knownAt > known) break
    if (fact.at >= from && fact.at < to) total += fact[metric]
  }
  return total
}

const afterDays = (zone: string, at: Date, days: number): Date =>
  days === 0 ? at : startOfDay(zone, addDays(dayIn(zone, at), days))

function earliest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((instant) => instant !== null)
  return known.length === 0 ? null : new Date(Math.min(...known.map((instant) => instant.getTime())))
}
