import { basisPoints, rational, round, times } from "#kernel/rational"
import type { Benefit, Cart, Code, CodeState, Offer, Refusal, Terms } from "./model.ts"

export type Asker = {
  /** Who wants to use it; null when nobody said. As she is known now. */
  readonly customerId: string | null
  /** Standing uses of the offer by her. */
  readonly usesByPerson: number
  /** Orders of hers that count; null when nobody was named. */
  readonly orders: number | null
}

/** Why this code can't be used now for this cart, or null when it can. The first reason in the order of what people can mend last. */
export function refusalOf(offer: Offer, code: Code, asker: Asker, cart: Cart | null, now: Date): Refusal | null {
  const { terms } = offer
  if (code.voidedAt) return "voided"
  if (offer.state !== "live") return "not-live"
  if (terms.startsAt && now < terms.startsAt) return "not-begun"
  if (isOver(terms.endsAt, now) || isOver(code.validUntil, now)) return "expired"
  if (code.uses >= code.maxUses) return "used"
  if (code.customerId && asker.customerId && code.customerId !== asker.customerId) return "not-yours"
  if (asker.usesByPerson >= terms.usesPerPerson) return "person-limit"
  if (terms.isFirstOrderOnly && (asker.orders ?? 0) > 0) return "not-first-order"
  if (cart) {
    const inCart = refusalInCart(terms, cart)
    if (inCart) return inCart
  }
  const discount = cart ? (discountOf(terms, cart) ?? 0) : 0
  if (terms.budget !== null && offer.given + Math.max(discount, 1) > terms.budget) return "budget-spent"
  return null
}

const isOver = (end: Date | null, now: Date): boolean => end !== null && now >= end

function refusalInCart(terms: Terms, cart: Cart): Refusal | null {
  if (!terms.isStackable && cart.otherCodes > 0) return "not-stackable"
  const goods = goodsOf(terms, cart)
  if (goods === null) return "no-such-goods"
  return goods < terms.minimum ? "below-minimum" : null
}

/** What the goods that it holds for come to; null when there are none in the cart. */
function goodsOf({ skus }: Terms, { lines }: Cart): number | null {
  const own = skus.length === 0 ? lines : lines.filter((line) => skus.includes(line.sku))
  return own.length === 0 ? null : own.reduce((sum, line) => sum + line.amount, 0)
}

/** What it takes off this cart, whole minor units, rounded down; null for a gift, whose worth the shop knows. */
export function discountOf(terms: Terms, cart: Cart): number | null {
  const goods = goodsOf(terms, cart) ?? 0
  return takenOff(terms.benefit, goods, cart.shipping)
}

function takenOff(benefit: Benefit, goods: number, shipping: number): number | null {
  if (benefit.kind === "gift") return null
  if (benefit.kind === "free-shipping") return shipping
  if (benefit.kind === "fixed") return Math.min(benefit.amount, goods)
  const off = round(times(rational(goods), basisPoints(benefit.bp)), "down")
  return benefit.most === null ? off : Math.min(off, benefit.most)
}

/** Until when a code that is given now is good. */
export function validUntilOf(terms: Terms, now: Date, wished: Date | undefined): Date | null {
  const ends = [
    ...(terms.codeDays === null ? [] : [new Date(now.getTime() + terms.codeDays * 86_400_000)]),
    ...(terms.endsAt ? [terms.endsAt] : []),
  ]
  const last = ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime())))
  if (!wished) return last
  return last && last < wished ? last : wished
}

/** How a code stands, for lists. */
export function codeState(code: Pick<Code, "voidedAt" | "uses" | "maxUses" | "validUntil">, now: Date): CodeState {
  if (code.voidedAt) return "voided"
  if (code.uses >= code.maxUses) return "used"
  return isOver(code.validUntil, now) ? "expired" : "open"
}

/** How deep it cuts, in hundredths of a per cent of an order of this worth: for caps on discounts (G42). */
export function depthBp(benefit: Benefit, goods: number): number {
  if (benefit.kind === "percent") return benefit.bp
  if (benefit.kind !== "fixed" || goods <= 0) return 0
  return Math.min(10_000, round(times(rational(benefit.amount, goods), rational(10_000)), "half_up"))
}
