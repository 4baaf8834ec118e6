import { z } from "zod"
import { anybody, factsOfOrder, type OrderFacts, pointsForOrder, Programme } from "#loyalty"
import { judgeRank, type RankFact, RanksDocument } from "#members"
import type { PastPurchase } from "#orders"
import { addDays, addMonths, dayOf, partsOf } from "#kernel/days"
import { dayIn, endOfDay } from "#kernel/zones"
import { Numbers } from "./model-numbers.ts"
import type { Played, RankSince, Rules } from "./play-rules.ts"

/** All that is played: the rules and the ranks that they speak of; and what was typed for it, if anything was. */
export const Plan = z.object({
  programme: Programme,
  ranks: RanksDocument.nullable(),
  numbers: Numbers.nullable().default(null),
})
export type Plan = z.output<typeof Plan>

export const rankKeys = ({ ranks }: Plan): string[] => ranks?.ranks.map(({ key }) => key) ?? []

/** Nobody tells of the deliveries of years ago: so long they take. */
const deliveryDays = 3
const dayMs = 86_400_000

/**
 * A programme as it is played over the past, with the very functions that run live: `pointsForOrder` and `judgeRank`. What
 * only the future holds is left out: campaigns for segments, points for acts other than joining, paid plans.
 */
export function rulesOf({ programme, ranks }: Plan, zone: string): Rules<PastPurchase> {
  const bonus = new Map((ranks?.ranks ?? []).map((rank) => [rank.key, rankBonusOf(rank)]))
  return {
    pointsFor: (order, { rank, paidByPoints }) =>
      pointsForOrder(factsOf(order, paidByPoints), programme, { ...anybody, rankBonusBp: bonus.get(rank) ?? 0 }).points,
    ranksOver: (past, joined, until) => ranksOver(past, joined, until, ranks, zone),
    signUp: signUpOf(programme),
    usableAt: ({ channel }, at) => {
      const isNow = channel === "store" && programme.confirms.inStore === "at-once"
      const delivered = channel === "store" ? at : new Date(at.getTime() + deliveryDays * dayMs)
      if (isNow || programme.confirms.when === "shipped-and-paid") return isNow ? at : delivered
      return new Date(
        (programme.confirms.when === "delivered" ? delivered : at).getTime() + programme.confirms.days * dayMs,
      )
    },
    expiresAt: (usable) => expiresAt(programme.expiry, usable, zone),
    slides: programme.expiry?.kind === "sliding",
    yenPerPoint: programme.yenPerPoint,
  }
}

/** What a rank adds to the base points, in basis points. */
export const rankBonusOf = ({ benefits }: RanksDocument["ranks"][number]): number =>
  benefits.reduce((sum, benefit) => sum + (benefit.kind === "points-bonus" ? benefit.bonusBp : 0), 0)

export const signUpOf = ({ actions }: Programme): number =>
  actions.reduce((sum, { on, isOn, points }) => sum + (isOn && on.kind === "sign-up" ? points : 0), 0)

/** A purchase of the past in the words of the rules; what was given back of it counts for nothing. */
export const factsOf = (order: PastPurchase, paidWithPoints: number): OrderFacts =>
  factsOfOrder(
    {
      orderId: order.orderId,
      placedAt: order.placedAt,
      channel: order.channel,
      lines: order.lines.map(({ lineId, productId, taxRate, ...line }) => ({
        ...line,
        externalId: lineId,
        taxRate: taxRate ?? undefined,
        productExternalId: productId ?? undefined,
      })),
      totals: { shipping: order.shipping, tax: 0, refunded: order.refunded },
      refunds: order.refunded > 0 ? [{ amount: order.refunded, lines: returnedLines(order) }] : [],
      cancelledAt: null,
      status: "confirmed",
    },
    { paidWithPoints },
  )

const returnedLines = ({ lines }: PastPurchase) =>
  lines
    .filter(({ refundedQuantity }) => refundedQuantity > 0)
    .map(({ lineId, refundedQuantity }) => ({ lineExternalId: lineId, quantity: refundedQuantity, amount: 0 }))

function ranksOver(
  past: readonly Played<PastPurchase>[],
  joined: Date,
  until: Date,
  ranks: RanksDocument | null,
  zone: string,
): RankSince[] {
  if (!ranks) return []
  const facts = past.map(
    ({ at, net, order }): RankFact => ({
      at,
      knownAt: at,
      spend: Math.max(0, net - order.shipping),
      orders: 1,
      points: 0,
    }),
  )
  // She joins a moment before her first purchase, which then counts as any other.
  const enrolledAt = new Date(joined.getTime() - 1)
  return judgeRank({ enrolledAt, zone, facts }, ranks, until).changes.map(({ at, to }) => ({ at, rank: to }))
}

function expiresAt(expiry: Programme["expiry"], usable: Date, zone: string): Date | null {
  if (!expiry) return null
  const day = dayIn(zone, usable)
  if (expiry.kind === "months" || expiry.kind === "sliding") return endOfDay(zone, addMonths(day, expiry.months))
  // A fixed day says nothing of the past: such points are played as lasting a year.
  if (expiry.kind === "at") return endOfDay(zone, addDays(day, 365))
  const { year } = partsOf(day)
  const end = dayOf(year, expiry.month, expiry.day)
  return endOfDay(zone, end >= day ? end : dayOf(year + 1, expiry.month, expiry.day))
}
