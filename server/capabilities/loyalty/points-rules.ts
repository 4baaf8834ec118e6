import { compare, floor, minus, over, plus, type Rational, rational, times } from "#kernel/rational"
import { goodsOf, keptOf, lineBases, sum } from "./base-rules.ts"
import type { Programme } from "./model.ts"
import type { Judged, MemberFacts, OrderFacts, Step } from "./model-order.ts"
import { bonusesFor, type Gain, gainsOf, scaled } from "./multiplier-rules.ts"

/**
 * What an order earns under a programme, explained step by step and line by line. Pure: live, preview, till and rehearsal
 * all ask this. Exact fractions throughout, rounded down once for the whole order (L13); lines get their points by the
 * largest remainder. `version` is told with the answer.
 */
export function pointsForOrder(
  order: OrderFacts,
  programme: Programme,
  member: MemberFacts,
  version: number | null = null,
): Judged {
  const bases = lineBases(order, programme)
  const rate = rational(programme.base.points, programme.base.perYen)
  const earning = bases.map(({ line, base }) => ({ line, points: member.earns ? times(base, rate) : rational(0) }))
  const gains = gainsOf(earning, bonusesFor(order, programme, member), programme.stacking)
  const exact = earning.map(({ points }, index) =>
    gains.reduce((total, gain) => plus(total, gain.lines[index] ?? rational(0)), points),
  )
  const uncapped = floor(sum(exact))
  const steps = stepsOf(
    programme,
    earning.map(({ points }) => points),
    gains,
  )
  const caps = capSteps(programme, member, uncapped)
  const points = uncapped + caps.reduce((total, step) => total + step.points, 0)
  const shares = shareOut(points < uncapped ? scaled(exact, points) : exact, points)
  return {
    points,
    lines: bases.map(({ line, base, why }, index) => ({
      lineId: line.lineId,
      points: shares[index] ?? 0,
      base: floor(base),
      why,
    })),
    steps: [...steps, ...caps],
    base: floor(sum(bases.map(({ base }) => base))),
    programmeVersion: version,
  }
}

/** Each step is what the whole points grew by with it, so that the steps add up whatever was rounded. */
function stepsOf({ base }: Programme, points: readonly Rational[], gains: readonly Gain[]): Step[] {
  let exact = sum(points)
  const first: Step = {
    rule: "base",
    name: { ja: "基本", en: "Base" },
    points: floor(exact),
    why: { ja: `${base.perYen}円につき${base.points}`, en: `${base.points} for each ${base.perYen} yen` },
  }
  const more = gains.map(({ bonus, lines, isCapped }) => {
    const before = floor(exact)
    exact = plus(exact, sum(lines))
    const share = `+${bonus.bonusBp / 100}%`
    return {
      rule: bonus.rule,
      name: bonus.name,
      points: floor(exact) - before,
      why: isCapped ? { ja: `${share}（上限まで）`, en: `${share}, up to its cap` } : { ja: share, en: share },
    }
  })
  return [first, ...more.filter((step) => step.points > 0 || step.why.ja.includes("上限"))]
}

function capSteps({ caps }: Programme, { used }: MemberFacts, points: number): Step[] {
  const steps: Step[] = []
  let left = points
  const cut = (rule: string, most: number | null, why: Step["why"]) => {
    if (most === null || left <= most) return
    steps.push({ rule, name: { ja: "上限", en: "Cap" }, points: most - left, why })
    left = most
  }
  cut("cap:order", caps.perOrder, { ja: "1注文の上限", en: "At most for one order" })
  const day = caps.perPersonDay === null ? null : Math.max(0, caps.perPersonDay - (used?.day ?? 0))
  cut("cap:day", day, { ja: "1日の上限", en: "At most on one day" })
  return steps
}

/** Whole shares that add up to `total`, by the largest remainder; of equal ones the earlier line gets the point. */
function shareOut(exact: readonly Rational[], total: number): number[] {
  const whole = exact.map(floor)
  const rest = exact.map((value, index) => ({
    index,
    rest: plus(value, rational(-(whole[index] ?? 0))),
  }))
  const more = total - whole.reduce((a, b) => a + b, 0)
  const first = rest.toSorted((a, b) => compare(b.rest, a.rest) || a.index - b.index).slice(0, Math.max(0, more))
  for (const { index } of first) whole[index] = (whole[index] ?? 0) + 1
  return whole
}

/** Points used on an order that come back by now, all returns so far together (L17). */
export function pointsToReturn(
  { yenPerPoint, partialReturn }: Pick<Programme, "yenPerPoint" | "partialReturn">,
  order: OrderFacts,
  used: number,
): number {
  const goods = goodsOf(order)
  const left = sum(keptOf(order))
  if (left.num === 0n) return order.isOver || goods > 0 ? used : 0
  const tender = Math.min(used * yenPerPoint, goods)
  const back = minus(rational(goods), left)
  const share =
    partialReturn === "cash_first" ? minus(back, rational(goods - tender)) : times(back, rational(tender, goods))
  return Math.min(used, Math.max(0, floor(over(share, rational(yenPerPoint)))))
}
