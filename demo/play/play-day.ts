import type { OrderSnapshot } from "#orders"
import { wordsOf } from "../carrier-words.ts"
import type { Dice } from "../dice.ts"
import type { Person } from "../model.ts"
import { placeOrder } from "../orders.ts"
import { nextItems } from "../purchases.ts"
import { products } from "../products.ts"
import { minute } from "../times.ts"
import { viewed } from "../visits.ts"
import type { Act, Step } from "./day-plan.ts"
import type { ShopFloor } from "./shop-floor.ts"
import { shopifyFulfilment, shopifyOrder } from "./shopify-shapes.ts"

type CarrierCode = keyof typeof wordsOf
const carrierNames: Record<CarrierCode, string> = { yamato: "ヤマト運輸", sagawa: "佐川急便", japan_post: "日本郵便" }

export type RoadParcel = {
  readonly carrier: CarrierCode
  readonly trackingNumber: string
  readonly orderNumber: string
}
type Bought = {
  readonly order: OrderSnapshot
  readonly person: Person
  readonly carrier: CarrierCode
  readonly trackingNumber: string
}

type Shop = { readonly source: string; readonly firstNumber: number; readonly road: readonly RoadParcel[] }
type Day = {
  readonly floor: ShopFloor
  readonly dice: Dice
  readonly shop: Shop
  readonly now: () => Date
  readonly begunAt: number
  readonly bought: Map<string, Bought>
  reports: number
}

/** The player of one day: hand it the acts as they fall due. Each act returns what to say about it. */
export function playerOf(floor: ShopFloor, dice: Dice, shop: Shop, now: () => Date): (act: Act) => Promise<string> {
  const today: Day = { floor, dice, shop, now, begunAt: now().getTime(), bought: new Map(), reports: 0 }
  return async (act) => {
    switch (act.kind) {
      case "visit":
        return visit(floor, dice, act.person, act.buys !== null, now())
      case "order":
        return order(today, act.bought, act.person, act.paysLater)
      case "road": {
        const parcel = shop.road[act.parcel]
        return parcel ? `${parcel.orderNumber} ${await report(today, parcel, act.step, "配達営業所")}` : ""
      }
      case "carrier": {
        const one = boughtAs(today, act.bought)
        return `${one.order.number} ${await report(today, one, act.step, `${one.person.town.city}営業所`)}`
      }
      case "shipped":
        return ship(today, boughtAs(today, act.bought))
      case "stock":
        return setAside(today, boughtAs(today, act.bought))
      default:
        return change(today, boughtAs(today, act.bought), act.kind)
    }
  }
}

function boughtAs({ bought }: Day, name: string): Bought {
  const found = bought.get(name)
  if (!found) throw new Error(`nothing was bought as ${name}`)
  return found
}

async function order(today: Day, name: string, person: Person, paysLater: boolean): Promise<string> {
  const one = basket(today, person, paysLater)
  today.bought.set(name, one)
  const { floor, now } = today
  await floor.webhook(
    "orders/create",
    shopifyOrder(one.order, person, { paying: paysLater ? "pending" : "paid", at: now() }),
    now(),
  )
  return `${one.order.number} ${person.familyName}様のご注文 ${one.order.totals.total}円`
}

function basket({ dice, shop, now, begunAt, bought }: Day, person: Person, paysLater: boolean): Bought {
  const at = now().getTime()
  const count = bought.size
  // The confirmation is a mail of its own only when the payment comes clearly later.
  const placedAt = paysLater ? at - 40 * minute : at
  const items = nextItems(dice, person, at)
  const purchase = { person, at: placedAt, where: "online" as const, isFirst: false, isGift: false, items }
  const { snapshot } = placeOrder(dice, purchase, { number: shop.firstNumber + count, shopSource: shop.source }, at)
  const second = Math.floor(begunAt / 1_000)
  return {
    order: {
      ...snapshot,
      externalId: `${6_200_000_000_000 + second * 100 + count}`,
      paymentMethod: paysLater ? "コンビニ払い" : "クレジットカード",
    },
    person,
    carrier: dice.weighted([
      ["yamato", 70],
      ["sagawa", 17],
      ["japan_post", 13],
    ] as const),
    trackingNumber: numberOf(second, count),
  }
}

async function report(
  today: Day,
  { carrier, trackingNumber }: Pick<RoadParcel, "carrier" | "trackingNumber">,
  step: Step,
  place: string,
): Promise<string> {
  const { floor, now, begunAt } = today
  const rawText = wordsOf[carrier][step]
  const externalId = `${trackingNumber}:play:${begunAt}:${++today.reports}`
  const occurredAt = now().toISOString()
  await floor.post("/api/v1/carrier-events", {
    source: "carrier",
    externalId,
    carrier,
    trackingNumber,
    rawText,
    occurredAt,
    place,
  })
  return `${carrierNames[carrier]}「${rawText}」`
}

async function ship({ floor, now }: Day, { order, carrier, trackingNumber: number }: Bought): Promise<string> {
  const parcel = { number, carrierName: carrierNames[carrier], at: now() }
  await floor.webhook("fulfillments/create", shopifyFulfilment(order, parcel), parcel.at)
  return `${order.number} 発送`
}

async function setAside({ floor, shop, now }: Day, { order }: Bought): Promise<string> {
  const path = `/api/v1/orders/${encodeURIComponent(shop.source)}/${order.externalId}/milestones`
  await floor.post(path, { milestone: "stock-allocated", at: now().toISOString() })
  return `${order.number} 在庫引当`
}

async function change({ floor, now }: Day, { order, person }: Bought, kind: "paid" | "cancel"): Promise<string> {
  const at = now()
  const isPaid = kind === "paid"
  const state = isPaid ? { paying: "paid" as const, at } : { paying: "refunded" as const, at, cancelledAt: at }
  await floor.webhook(isPaid ? "orders/paid" : "orders/cancelled", shopifyOrder(order, person, state), at)
  return `${order.number} ${isPaid ? "入金" : "取り消し"}`
}

/** Somebody looks around in the shop; who is about to buy puts something into the cart. */
async function visit(floor: ShopFloor, dice: Dice, person: Person, buys: boolean, at: Date): Promise<string> {
  const seen = dice.weighted(products.map((product) => [product, product.liking] as const))
  const who = { userId: `hinata-${person.index}`, anonymousId: `demo-${person.index}` }
  const timestamp = at.toISOString()
  const track = (event: string, properties: object) => ({
    type: "track",
    ...who,
    event,
    timestamp,
    messageId: `demo-${at.getTime()}-${person.index}-${event}`,
    properties,
  })
  await floor.track([
    {
      type: "identify",
      ...who,
      timestamp,
      messageId: `demo-${at.getTime()}-${person.index}`,
      traits: { email: person.email },
    },
    track("Product Viewed", viewed(seen.id)),
    ...(buys
      ? [track("Product Added", { ...viewed(seen.id), quantity: 1 }), track("Checkout Started", viewed(seen.id))]
      : []),
  ])
  return `${person.familyName}様が「${seen.title}」を見ています`
}

/** A number that no carrier has given out: 7DR with zeros at its head. */
function numberOf(seed: number, count: number): string {
  const digits = `00009${String((seed * 20 + count) % 1_000_000).padStart(6, "0")}`
  let rest = 0
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 7
  return digits + rest
}
