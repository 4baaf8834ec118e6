import { compare, minus, over, plus, type Rational, rational, times } from "#kernel/rational"
import type { Text } from "#kernel/text"
import type { Base, Programme } from "./model.ts"
import type { LineFacts, OrderFacts } from "./model-order.ts"

const zero = rational(0)
export const sum = (values: readonly Rational[]): Rational => values.reduce(plus, zero)
const least = (a: Rational, b: Rational): Rational => (compare(a, b) < 0 ? a : b)

export type LineBase = { readonly line: LineFacts; readonly base: Rational; readonly why: Text }

/**
 * What of each line earns, exactly (L11, L12): its amount after discounts less what was given back and what was paid with
 * points, with or without tax as the programme says. Shipping and fees are no lines; goods that earn nothing come to 0.
 */
export function lineBases(order: OrderFacts, programme: Programme): LineBase[] {
  const kept = keptOf(order)
  const left = sum(kept)
  const share = programme.base.paidWithPoints === "excluded" ? tenderShare(programme, order, left) : zero
  return order.lines.map((line, index) => {
    const amount = kept[index] ?? zero
    const why = reasonNot(line, order, programme.base)
    if (why) return { line, base: zero, why }
    const paid = minus(amount, times(amount, share))
    return { line, base: withTax(paid, line, order, programme.base.tax), why: earned(line, programme.base) }
  })
}

/** What the buyer keeps of each line: what was given back without naming a line lessens all alike. */
export function keptOf(order: OrderFacts): Rational[] {
  const kept = order.lines.map((line) => rational(order.isOver ? 0 : Math.max(0, line.amount - line.returned)))
  const left = sum(kept)
  if (left.num === 0n || order.returnedAlike <= 0) return kept
  const off = over(least(rational(order.returnedAlike), left), left)
  return kept.map((amount) => minus(amount, times(amount, off)))
}

/** Goods after discounts as they were ordered, minor units. */
export const goodsOf = ({ lines }: Pick<OrderFacts, "lines">): number =>
  lines.reduce((total, { amount }) => total + Math.max(0, amount), 0)

/** The part of what is left that was paid with points. */
function tenderShare({ partialReturn }: Programme, order: OrderFacts, left: Rational): Rational {
  const goods = goodsOf(order)
  const tender = rational(Math.min(order.paidWithPoints, goods))
  if (goods === 0 || left.num === 0n) return zero
  // Money is given back before points: they stand until more is given back than was paid in money.
  return partialReturn === "cash_first" ? over(least(tender, left), left) : over(tender, rational(goods))
}

function reasonNot(line: LineFacts, order: OrderFacts, base: Base): Text | null {
  if (order.isOver) return { ja: "注文が取り消されました", en: "The order was cancelled" }
  if (!base.channels.includes(order.channel))
    return { ja: "この売り場では付きません", en: "Purchases by this channel earn nothing" }
  if (line.product !== undefined && base.withoutProducts.includes(line.product))
    return { ja: "付与の対象でない商品です", en: "This product earns nothing" }
  if (line.category !== undefined && base.withoutCategories.includes(line.category))
    return { ja: "付与の対象でない種類の商品です", en: "Products of this kind earn nothing" }
  return null
}

function withTax(amount: Rational, line: LineFacts, order: OrderFacts, tax: Base["tax"]): Rational {
  if (line.taxRate === undefined) return withSharedTax(amount, line, order, tax)
  const rate = rational(10_000 + line.taxRate, 10_000)
  if (tax === "excluded") return line.taxIncluded ? over(amount, rate) : amount
  return line.taxIncluded ? amount : times(amount, rate)
}

/** The shop gave the tax of the order, but no rate: each line bears its share. */
function withSharedTax(amount: Rational, line: LineFacts, order: OrderFacts, tax: Base["tax"]): Rational {
  const unrated = order.lines.filter(({ taxRate }) => taxRate === undefined)
  const sum = unrated.reduce((total, { amount }) => total + Math.max(0, amount), 0)
  if (sum === 0 || order.taxWithoutRate <= 0) return amount
  const part = least(times(amount, rational(order.taxWithoutRate, sum)), amount)
  if (tax === "excluded") return line.taxIncluded ? minus(amount, part) : amount
  return line.taxIncluded ? amount : plus(amount, part)
}

function earned({ taxRate, returned }: LineFacts, { tax }: Base): Text {
  const rate = taxRate === undefined ? "" : `${taxRate / 100}%`
  const ja = tax === "excluded" ? `税抜${rate ? `（${rate}）` : ""}` : "税込"
  const en = tax === "excluded" ? `without tax${rate ? ` (${rate})` : ""}` : "with tax"
  return returned > 0
    ? { ja: `${ja}、返品分を除く`, en: `${en}, less what was given back` }
    : { ja: `${ja}、値引き後`, en: `${en}, after discounts` }
}
