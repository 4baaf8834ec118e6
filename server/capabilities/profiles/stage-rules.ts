import type { Text } from "#kernel/text"

export const stages = ["aware", "interested", "first", "repeat", "loyal", "cooling", "dormant", "left"] as const
export type Stage = (typeof stages)[number]

export type StageChange = { readonly stage: Stage; readonly at: Date; readonly reason: Text }

export type StageFacts = {
  readonly firstSeenAt: Date
  /** Purchases that stand, oldest first. */
  readonly purchases: readonly Date[]
  /** Looked at, added, asked, agreed to hear news: what shows that she cares. */
  readonly interests: readonly Date[]
  /** Since when she wants no news by any way, while that stands. */
  readonly refusedAt: Date | null
  /** Days between two purchases that are usual for the brand; stands in until she has an interval of her own. */
  readonly usualDays: number
}

const dayMs = 86_400_000
const leastInterval = 7
const loyalFrom = 4
/** Shares of her own interval after which she is cooling and dormant; left after four of them, a year at the least. */
const silences = { cooling: 1.5, dormant: 3, left: 4 } as const
const yearDays = 365
const neverBought = { cooling: 90, left: yearDays } as const

/**
 * Every stage that she went through, oldest first, each with its instant and reason (A06); a pure function of dated facts,
 * so that it says the same however often it is asked, and a fact that comes late finds its place. A buyer's silence is
 * measured against the median of her own intervals as known at that time. Looking around does not end a buyer's silence;
 * buying does. "Left" ends with the next purchase, for someone who never bought with the next sign of interest.
 */
export function stagesOf(facts: StageFacts, now: Date): StageChange[] {
  const history: StageChange[] = []
  const say = (change: StageChange | undefined) => {
    if (change && change.at <= now && history.at(-1)?.stage !== change.stage) history.push(change)
  }
  const marks = marksOf(facts).filter((mark) => mark.at <= now)
  const bought: Date[] = []
  let lastSign = facts.firstSeenAt
  for (const [index, mark] of marks.entries()) {
    const until = marks[index + 1]?.at ?? new Date(now.getTime() + 1)
    if (mark.kind === "purchase") {
      bought.push(mark.at)
      say(afterPurchase(bought, history.at(-1)))
    } else if (mark.kind === "interest" && bought.length === 0)
      say({ stage: "interested", at: mark.at, reason: showed })
    else if (mark.kind === "seen") say({ stage: "aware", at: mark.at, reason: firstNoticed })
    if (mark.kind !== "interest" || bought.length === 0) lastSign = bought.at(-1) ?? mark.at
    for (const silence of silencesAfter(bought, lastSign, facts)) {
      if (silence.at > mark.at && silence.at < until) say(silence)
    }
  }
  return history
}

type Mark = { readonly at: Date; readonly kind: "seen" | "interest" | "purchase" }

function marksOf({ firstSeenAt, interests, purchases }: StageFacts): Mark[] {
  const first = [firstSeenAt, ...interests, ...purchases].reduce((a, b) => (a <= b ? a : b))
  const order = { seen: 0, interest: 1, purchase: 2 } as const
  const marks: Mark[] = [
    { at: first, kind: "seen" },
    ...interests.map((at) => ({ at, kind: "interest" as const })),
    ...purchases.map((at) => ({ at, kind: "purchase" as const })),
  ]
  return marks.toSorted((a, b) => a.at.getTime() - b.at.getTime() || order[a.kind] - order[b.kind])
}

function afterPurchase(bought: readonly Date[], before: StageChange | undefined): StageChange {
  const at = bought.at(-1) ?? new Date(0)
  const previous = bought.at(-2)
  const gap = previous ? daysFrom(previous, at) : 0
  const cameBack = before?.stage === "dormant" || before?.stage === "left"
  const stage = bought.length === 1 ? "first" : bought.length < loyalFrom ? "repeat" : "loyal"
  if (cameBack && previous)
    return { stage, at, reason: { ja: `${gap}日ぶりに戻られました`, en: `came back after ${gap} days` } }
  if (stage === "first") return { stage, at, reason: { ja: "はじめてのご購入", en: "first purchase" } }
  return { stage, at, reason: { ja: `${bought.length}回目のご購入`, en: `purchase number ${bought.length}` } }
}

function silencesAfter(bought: readonly Date[], lastSign: Date, facts: StageFacts): StageChange[] {
  if (bought.length === 0)
    return [
      silent("cooling", lastSign, neverBought.cooling, {
        ja: `${neverBought.cooling}日、動きがありません`,
        en: `no sign of interest for ${neverBought.cooling} days`,
      }),
      silent("left", lastSign, neverBought.left, {
        ja: "1年、動きがありません",
        en: "no sign of interest for a year",
      }),
    ]
  const { days, isOwn } = intervalOf(bought, facts.usualDays)
  const whose = isOwn
    ? { ja: "ご自身の間隔", en: "her own interval" }
    : { ja: "ふつうの間隔", en: "the usual interval" }
  const than = (times: number): Text => ({
    ja: `${whose.ja}（${days}日）の${times}倍たっても購入がありません`,
    en: `no purchase for ${times} times ${whose.en} of ${days} days`,
  })
  const last = bought.at(-1) ?? lastSign
  const leftAfter = Math.max(yearDays, silences.left * days)
  const cooling = silent("cooling", last, silences.cooling * days, than(silences.cooling))
  const refused = facts.refusedAt && facts.refusedAt >= last ? facts.refusedAt : null
  const left = silent("left", last, leftAfter, {
    ja: `${Math.round(leftAfter)}日、購入がありません`,
    en: `no purchase for ${Math.round(leftAfter)} days`,
  })
  if (refused && refused < left.at)
    return [
      ...(cooling.at < refused ? [cooling] : []),
      {
        stage: "left",
        at: refused > cooling.at ? refused : cooling.at,
        reason: { ja: "ご案内を断り、購入もありません", en: "refused news and has not bought since" },
      },
    ]
  return [cooling, silent("dormant", last, silences.dormant * days, than(silences.dormant)), left]
}

const silent = (stage: Stage, since: Date, days: number, reason: Text): StageChange => ({
  stage,
  at: new Date(since.getTime() + days * dayMs),
  reason,
})

const firstNoticed: Text = { ja: "はじめて知りました", en: "noticed for the first time" }
const showed: Text = { ja: "商品を見た、またはご案内を希望した", en: "looked at products or asked for news" }

/** Median of the days between purchases, at least a week; the usual one for somebody who bought once. */
export function intervalOf(purchases: readonly Date[], usualDays: number): { days: number; isOwn: boolean } {
  const gaps = purchases.slice(1).map((at, index) => daysFrom(purchases[index] ?? at, at))
  const counted = gaps.filter((gap) => gap > 0).toSorted((a, b) => a - b)
  if (counted.length === 0) return { days: Math.max(leastInterval, Math.round(usualDays)), isOwn: false }
  const middle = counted.length / 2
  const low = counted[Math.ceil(middle) - 1] ?? 0
  const high = counted[Math.floor(middle)] ?? low
  return { days: Math.max(leastInterval, Math.round((low + high) / 2)), isOwn: true }
}

export const daysFrom = (from: Date, to: Date): number => Math.floor((to.getTime() - from.getTime()) / dayMs)
