import { rational, round } from "#kernel/rational"
import type { LineFacts, OrderFacts } from "./model-order.ts"

/** An order as the shops tell it, as far as points go. */
export type ToldOrder = {
  readonly orderId: string
  readonly placedAt: Date
  readonly channel: "online" | "store"
  readonly lines: readonly {
    readonly externalId: string
    readonly title?: string
    readonly quantity: number
    readonly unitPrice: number
    readonly discount: number
    readonly taxRate?: number | undefined
    readonly taxIncluded: boolean
    readonly productExternalId?: string | undefined
  }[]
  readonly totals: { readonly shipping: number; readonly tax: number; readonly refunded: number }
  readonly refunds: readonly {
    readonly amount: number
    readonly lines: readonly { readonly lineExternalId: string; readonly quantity: number; readonly amount: number }[]
  }[]
  readonly cancelledAt: Date | null
  readonly status: string
}

/** The facts of an order for `pointsForOrder`. `categories` by the shop's product id; `paidWithPoints` in minor units. */
export function factsOfOrder(
  order: ToldOrder,
  {
    categories = new Map(),
    paidWithPoints = 0,
  }: { categories?: ReadonlyMap<string, string>; paidWithPoints?: number } = {},
): OrderFacts {
  const lines = order.lines.map((line) => ({
    lineId: line.externalId,
    title: line.title,
    amount: Math.max(0, line.quantity * line.unitPrice - line.discount),
    taxRate: line.taxRate,
    taxIncluded: line.taxIncluded,
    product: line.productExternalId,
    category: line.productExternalId === undefined ? undefined : categories.get(line.productExternalId),
  }))
  const returned = returnedOf(order, lines)
  return {
    orderId: order.orderId,
    placedAt: order.placedAt,
    channel: order.channel,
    lines: lines.map((line, index) => ({ ...line, returned: returned.byLine[index] ?? 0 })),
    returnedAlike: returned.alike,
    taxWithoutRate: taxWithoutRate(order, lines),
    paidWithPoints,
    isOver: order.cancelledAt !== null || order.status === "deleted" || order.status === "cancelled",
  }
}

type Line = Omit<LineFacts, "returned">

/**
 * What of each line was given back by all refunds together, whatever their order. What a refund names no line for is taken
 * for shipping first if it names lines at all; what is left of it lessens every line alike.
 */
function returnedOf(order: ToldOrder, lines: readonly Line[]): { byLine: number[]; alike: number } {
  const byLine = lines.map(() => 0)
  let beside = 0
  let bare = Math.max(0, order.totals.refunded - order.refunds.reduce((total, refund) => total + refund.amount, 0))
  for (const refund of order.refunds) {
    let named = 0
    for (const { lineExternalId, quantity, amount } of refund.lines) {
      const index = lines.findIndex(({ lineId }) => lineId === lineExternalId)
      const line = lines[index]
      const whole = order.lines[index]
      if (!line || !whole) continue
      const value = amount > 0 ? amount : partOf(line.amount, quantity, whole.quantity)
      byLine[index] = (byLine[index] ?? 0) + value
      named += value
    }
    const rest = Math.max(0, refund.amount - named)
    if (named > 0) beside += rest
    else bare += rest
  }
  return { byLine, alike: bare + Math.max(0, beside - Math.max(0, order.totals.shipping)) }
}

const partOf = (amount: number, quantity: number, of: number): number =>
  of === 0 ? 0 : round(rational(BigInt(amount) * BigInt(Math.min(quantity, of)), of), "down")

function taxWithoutRate({ totals: { tax } }: ToldOrder, lines: readonly Line[]): number {
  const rated = lines.reduce((total, { amount, taxRate, taxIncluded }) => {
    if (taxRate === undefined) return total
    return total + round(rational(BigInt(amount) * BigInt(taxRate), taxIncluded ? 10_000 + taxRate : 10_000), "down")
  }, 0)
  return Math.max(0, tax - rated)
}
