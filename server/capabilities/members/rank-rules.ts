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
  const sums = sumsOf(facts, ranks, at)
  const moments = momentsOf(sums.facts, ranks, facts.zone, facts.enrolledAt, at)
  const held = begin(sums, facts.enrolledAt)
  const changes: RankChange[] = [
    {
      at: held.since,
      from: null,
      to: sums.rank(held.index).key,
      isUp: true,
      total: sums.total(held.since),
      why: "enrolled",
    },
  ]
  const tell: Tell = (change) => changes.push(change)
  for (const moment of moments) if (moment.at <= at) step(sums, held, moment, tell)
  // What is found wanting is lost between two moments, too.
  lose(sums, held, at, tell)
  const total = sums.total(at)
  const next = ranks.ranks[held.index + 1]
  const until = lossAfter(sums, held, moments, at)
  return {
    rank: sums.rank(held.index),
    since: held.since,
    until,
    total,
    next: next ? { rank: next, missing: Math.max(next.needs - total, 0) } : null,
    judgeAgainAt: earliest([until, totalChangesAfter(sums, at)]),
    changes,
  }
}

type Tell = (change: RankChange) => void
type Sums = ReturnType<typeof sumsOf>

/** What counts when, and which rank it is worth. */
function sumsOf(given: RankFacts, ranks: RanksDocument, at: Date) {
  const { zone, enrolledAt } = given
  const facts = given.facts
    .filter((fact) => fact.knownAt <= at && (ranks.countsBefore || fact.at >= enrolledAt))
    .toSorted((a, b) => a.knownAt.getTime() - b.knownAt.getTime())
  const sum = (span: Span, known: Date) => sumOf(facts, ranks.metric, span, known)
  const worth = (total: number) =>
    Math.max(
      ranks.ranks.findLastIndex((rank) => rank.needs <= total),
      0,
    )
  return {
    ranks,
    zone,
    facts,
    worth,
    total: (instant: Date) => sum(windowAt(ranks.window, zone, instant), instant),
    /** The windows on which a rank can rest at an instant: for years the one before as well. */
    grounds: (instant: Date): Span[] => {
      const now = windowAt(ranks.window, zone, instant)
      return isYear(ranks.window) ? [now, yearBefore(ranks.window, zone, instant)] : [now]
    },
    best: (spans: readonly Span[], known: Date) => Math.max(...spans.map((span) => worth(sum(span, known)))),
    // safe: every index comes of findLastIndex in this list, which has one rank at least
    rank: (index: number) => ranks.ranks[index] as Rank,
  }
}

function begin(sums: Sums, enrolledAt: Date): Held {
  const ground = sums.grounds(enrolledAt)
  return { index: sums.best(ground, enrolledAt), since: enrolledAt, ground, lostAt: null }
}

function step(sums: Sums, held: Held, { at, kind }: Moment, tell: Tell): void {
  lose(sums, held, at, tell)
  const reached = sums.worth(sums.total(at))
  if (reached > held.index) return move(sums, held, reached, at, "reached", tell)
  if (held.lostAt && reached === held.index) confirm(sums, held, at)
  if (kind === "judgement") return judge(sums, held, at, tell)
  if (kind !== "refund" || !sums.ranks.dropsOnRefund) return
  const left = Math.max(sums.best(held.ground, at), reached)
  if (left < held.index) move(sums, held, left, at, "refunded", tell)
}

function judge(sums: Sums, held: Held, at: Date, tell: Tell): void {
  if (sums.best(sums.grounds(at), at) >= held.index) return confirm(sums, held, at)
  held.lostAt ??= daysAfter(sums.zone, at, sums.ranks.graceDays)
  lose(sums, held, at, tell)
}

/** The days of grace are over by `until`: the rank is lost, unless it was reached again meanwhile. */
function lose(sums: Sums, held: Held, until: Date, tell: Tell): void {
  if (!held.lostAt || held.lostAt > until) return
  const at = held.lostAt
  const worth = sums.best(sums.grounds(at), at)
  if (worth < held.index) move(sums, held, worth, at, "judged", tell)
  else confirm(sums, held, at)
}

const confirm = (sums: Sums, held: Held, at: Date): void => {
  Object.assign(held, { lostAt: null, ground: sums.grounds(at) })
}

function move(sums: Sums, held: Held, index: number, at: Date, why: RankChange["why"], tell: Tell): void {
  const change = { from: sums.rank(held.index).key, to: sums.rank(index).key, isUp: index > held.index }
  Object.assign(held, { index, since: at, ground: sums.grounds(at), lostAt: null })
  tell({ at, ...change, total: sums.total(at), why })
}

/** Goes on as if nothing more happened, to where the rank is lost. */
function lossAfter(sums: Sums, held: Held, moments: readonly Moment[], from: Date): Date | null {
  const later = { ...held }
  const drops: RankChange[] = []
  const tell: Tell = (change) => drops.push(change)
  for (const moment of moments) if (moment.at > from && drops.length === 0) step(sums, later, moment, tell)
  if (drops.length === 0 && later.lostAt) lose(sums, later, later.lostAt, tell)
  return drops[0]?.at ?? null
}

/** When the total is another one though nothing happens; null: never. */
function totalChangesAfter({ ranks, zone, facts, total }: Sums, from: Date): Date | null {
  if (ranks.window.kind === "ever" || facts.length === 0) return null
  if (ranks.window.kind !== "rolling") return total(from) === 0 ? null : windowAt(ranks.window, zone, from).to
  const { months } = ranks.window
  return earliest(facts.map((fact) => leavesAt(months, zone, fact.at)).filter((leaves) => leaves > from))
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

const daysAfter = (zone: string, at: Date, days: number): Date =>
  days === 0 ? at : startOfDay(zone, addDays(dayIn(zone, at), days))

function earliest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((instant) => instant !== null)
  return known.length === 0 ? null : new Date(Math.min(...known.map((instant) => instant.getTime())))
}
