import type { OrderSnapshot } from "#orders"
import { stores } from "./brand.ts"
import type { Dice } from "./dice.ts"
import { makeRecipient } from "./gifts.ts"
import type { Person, Purchase } from "./model.ts"
import { cardIssuer, prefectureName } from "./people.ts"
import { productById, taxRateOf } from "./products.ts"
import { day, dayText, hour, midnight, minute, workingDay } from "./times.ts"

const freeShippingFrom = 5_500
const shippingFee = 550

type Line = OrderSnapshot["lines"][number] & { readonly discount: number }

/** The order as its shop tells it at `now`, and when the warehouse takes it up: null when it never does. */
export function placeOrder(
  dice: Dice,
  purchase: Purchase,
  name: { readonly number: number; readonly shopSource: string },
  now: number,
): { readonly snapshot: OrderSnapshot; readonly readyAt: number | null } {
  const { at, person, where } = purchase
  const isOnline = where === "online"
  const until = (moment: number | null) => (moment !== null && moment <= now ? new Date(moment) : null)
  const lines = linesOf(purchase, dice)
  const totals = totalsOf(lines, isOnline)
  const fate = isOnline
    ? fateOf(dice, at)
    : { method: dice.pick(["現金", "クレジットカード", "交通系IC"]), paidAt: at, allocatedAt: at, cancelledAt: null }
  const refund = dice.chance(isOnline ? 0.022 : 0.006)
    ? refundOf(dice, lines, totals.total, at, name.number)
    : undefined
  const wasRefunded = refund && fate.cancelledAt === null && refund.at.getTime() <= now
  const cancelledAt = until(fate.cancelledAt)
  const moments = [at, fate.paidAt, fate.allocatedAt, fate.cancelledAt, wasRefunded ? refund.at.getTime() : null]
  const snapshot: OrderSnapshot = {
    source: isOnline ? name.shopSource : stores[where].posSource,
    externalId: `${6_100_000_000_000 + name.number}`,
    number: isOnline ? `#${name.number}` : `${where === "kamakura" ? "K" : "G"}-${name.number}`,
    placedAt: new Date(at),
    updatedAt: new Date(Math.max(...moments.flatMap((moment) => (moment !== null && moment <= now ? [moment] : [])))),
    channel: isOnline ? "online" : "store",
    ...(isOnline ? {} : { storeId: where }),
    customer: buyerOf(person, isOnline, name.shopSource),
    currency: "JPY",
    lines,
    totals: { ...totals, paid: until(fate.paidAt) ? totals.total : 0, refunded: wasRefunded ? refund.amount : 0 },
    ...(isOnline ? addressesOf(dice, purchase) : {}),
    paymentApprovedAt: until(fate.paidAt),
    stockAllocatedAt: until(fate.allocatedAt),
    cancelledAt,
    ...(cancelledAt ? { cancelReason: fate.paidAt === null ? "お支払い期限切れ" : "お客様のご都合" } : {}),
    refunds: wasRefunded ? [refund] : [],
    paymentMethod: fate.method,
    language: person.language,
  }
  return { snapshot, readyAt: isOnline && fate.cancelledAt === null ? fate.allocatedAt : null }
}

function linesOf({ items, isFirst, where }: Purchase, dice: Dice): Line[] {
  const hasCoupon = isFirst && where === "online" && dice.chance(0.35)
  return items.map(({ product: id, variant: index, quantity }, i) => {
    const product = productById(id)
    const variant = product.variants[index] ?? product.variants[0]
    return {
      externalId: `${variant.id}-${i + 1}`,
      sku: variant.sku,
      title: product.title,
      variantTitle: variant.title,
      quantity,
      unitPrice: variant.price,
      discount: hasCoupon && i === 0 && variant.price > 1_500 ? 300 : 0,
      taxRate: taxRateOf(product),
      taxIncluded: true,
      productExternalId: product.id,
      variantExternalId: variant.id,
    }
  })
}

function totalsOf(lines: readonly Line[], isOnline: boolean) {
  const goods = lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0)
  const discount = lines.reduce((sum, line) => sum + line.discount, 0)
  const shipping = isOnline && goods - discount < freeShippingFrom ? shippingFee : 0
  const contained = (amount: number, rate: number) => Math.floor((amount * rate) / (10_000 + rate))
  const taxOfLines = lines.reduce(
    (sum, line) => sum + contained(line.unitPrice * line.quantity - line.discount, line.taxRate ?? 1_000),
    0,
  )
  return { goods, discount, shipping, tax: taxOfLines + contained(shipping, 1_000), total: goods - discount + shipping }
}

type Fate = {
  readonly method: string
  readonly paidAt: number | null
  readonly allocatedAt: number | null
  readonly cancelledAt: number | null
}

/** How it is paid, when the stock is set aside, and whether the order is called off before it leaves. */
function fateOf(dice: Dice, at: number): Fate {
  const method = dice.weighted([
    ["クレジットカード", 62],
    ["PayPay", 18],
    ["Amazon Pay", 8],
    ["コンビニ払い", 12],
  ] as const)
  const isLater = method === "コンビニ払い"
  if (isLater && dice.chance(0.1)) return { method, paidAt: null, allocatedAt: null, cancelledAt: at + 7 * day }
  const paidAt = at + (isLater ? dice.whole(2, 44) * hour : dice.whole(2, 20) * 1_000)
  if (dice.chance(0.018))
    return { method, paidAt, allocatedAt: null, cancelledAt: paidAt + dice.whole(5, 180) * minute }
  const opening = Math.max(paidAt, workingDay(paidAt) + 9 * hour)
  return { method, paidAt, allocatedAt: opening + dice.whole(5, 70) * minute, cancelledAt: null }
}

function refundOf(dice: Dice, lines: readonly Line[], total: number, at: number, number: number) {
  const line = dice.pick([lines[0], ...lines] as [Line, ...Line[]]) // safe: an order has at least one line
  const isWhole = lines.length === 1 || dice.chance(0.4)
  const lineAmount = (each: Line) => each.unitPrice * each.quantity - each.discount
  return {
    externalId: `${4_400_000_000_000 + number}`,
    at: new Date(midnight(at) + dice.whole(8, 24) * day + dice.whole(10, 17) * hour + dice.whole(0, 59) * minute),
    amount: isWhole ? total : lineAmount(line),
    reason: dice.pick(["肌に合わなかった", "思っていたものと違った", "容器の破損", "30日保証"]),
    lines: (isWhole ? lines : [line]).map((each) => ({
      lineExternalId: each.externalId,
      quantity: each.quantity,
      amount: lineAmount(each),
    })),
  }
}

function buyerOf(person: Person, isOnline: boolean, shopSource: string): OrderSnapshot["customer"] {
  const { shopId, posId, email, familyName, givenName, language } = person
  const shop = isOnline && shopId ? [{ kind: "shop" as const, issuer: shopSource, value: shopId }] : []
  const card = !isOnline && posId ? [{ kind: "pos" as const, issuer: cardIssuer(person), value: posId }] : []
  const mail = isOnline && email ? [{ kind: "email" as const, issuer: "", value: email }] : []
  return {
    identities: [...shop, ...card, ...mail],
    profile: { familyName, givenName, language, ...(email ? { email } : {}) },
  }
}

function addressesOf(dice: Dice, { person, isGift, at }: Purchase): Partial<OrderSnapshot> {
  const own = {
    name: `${person.familyName} ${person.givenName}`,
    country: "JP",
    postalCode: person.zip,
    prefecture: prefectureName(person),
    city: person.town.city,
    street: person.street,
    ...(person.building ? { building: person.building } : {}),
    ...(person.phone ? { phone: person.phone } : {}),
  }
  const wish = dice.chance(0.09)
    ? {
        requestedDelivery: {
          day: dayText(at + dice.whole(4, 9) * day),
          slot: dice.pick(["午前中", "14-16時", "18-20時"]),
        },
      }
    : {}
  if (!isGift) return { shippingAddress: own, billingAddress: own, ...wish }
  const recipient = makeRecipient(dice)
  return {
    shippingAddress: recipient.address,
    billingAddress: own,
    gift: { isGift: true, recipient, message: recipient.message },
    ...wish,
  }
}
