import type { PaidOrder } from "#orders"
import type { RankFact } from "./model-ranks.ts"

/**
 * What an order counts for: its goods when it is paid, less what is given back when that becomes known. Never more is taken
 * back than it came to, since refunds may hold shipping.
 */
export function factsOfOrder(order: PaidOrder): RankFact[] {
  const { paidAt: at, goods } = order
  const facts: RankFact[] = [{ at, knownAt: at, spend: goods, orders: 1, points: 0 }]
  let kept = goods
  const isOver = () => kept === 0 && goods > 0
  for (const refund of order.refunds.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const back = Math.min(kept, refund.amount)
    if (back === 0) continue
    kept -= back
    facts.push({ at, knownAt: later(refund.at, at), spend: -back, orders: isOver() ? -1 : 0, points: 0 })
  }
  if (order.endedAt && !isOver())
    facts.push({ at, knownAt: later(order.endedAt, at), spend: kept === 0 ? 0 : -kept, orders: -1, points: 0 })
  return facts
}

const later = (a: Date, b: Date) => (a > b ? a : b)
