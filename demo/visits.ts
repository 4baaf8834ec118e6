import type { Dice } from "./dice.ts"
import type { Person, Purchase, Visit } from "./model.ts"
import { productById, products } from "./products.ts"
import { day, hour, midnight, minute } from "./times.ts"

const site = "https://hinata.example.jp"

/** What somebody did in the shop before they bought: looked, put into the cart, went to the checkout; in a store: came in. */
export function visitBefore(dice: Dice, purchase: Purchase, number: number): Visit[] {
  const { person, at, where, items } = purchase
  const name = (step: number) => `visit:${number}:${step}`
  if (where !== "online")
    return [
      {
        person: person.index,
        name: "Store Visited",
        occurredAt: new Date(at - dice.whole(5, 25) * minute),
        source: "pos",
        externalId: name(0),
        channel: "store",
        storeId: where,
      },
    ]
  const first = items[0]
  if (!first) return []
  const begun = at - dice.whole(4, 30) * minute
  const step = (index: number, event: string, properties: object, productId: string | null): Visit => ({
    person: person.index,
    name: event,
    occurredAt: new Date(begun + index * minute + dice.whole(0, 50) * 1_000),
    source: "web",
    externalId: name(index),
    channel: "web",
    productId,
    properties,
  })
  return [
    step(0, "Product Viewed", viewed(first.product), first.product),
    step(1, "Product Added", { ...viewed(first.product), quantity: first.quantity }, first.product),
    step(2, "Checkout Started", { products: items.map(({ product }) => ({ product_id: product })) }, null),
  ].filter((event) => event.occurredAt.getTime() < at)
}

/** Visits from which nothing came: the more the closer to now, some with a cart that is left behind. */
export function idleVisits(dice: Dice, person: Person, now: number): Visit[] {
  if (!person.shopId) return []
  const visits: Visit[] = []
  let count = 0
  for (let at = person.joinedAt + dice.whole(3, 60) * day; at < now; at += dice.whole(15, 190) * day) {
    const begun = midnight(at) + dice.whole(7, 22) * hour + dice.whole(0, 59) * minute
    const pages = dice.whole(1, 3)
    for (let page = 0; page < pages; page++) {
      const product = dice.weighted(products.map((each) => [each, each.liking] as const))
      const isAdded = page === pages - 1 && dice.chance(0.25)
      const occurredAt = begun + page * 2 * minute
      if (occurredAt >= now) return visits
      visits.push({
        person: person.index,
        name: isAdded ? "Product Added" : "Product Viewed",
        occurredAt: new Date(occurredAt),
        source: "web",
        externalId: `idle:${person.index}:${++count}`,
        channel: "web",
        productId: product.id,
        properties: viewed(product.id),
      })
    }
  }
  return visits
}

/** In the shape of Segment's spec; prices in yen. */
export function viewed(productId: string) {
  const { id, title, type, variants } = productById(productId)
  return {
    product_id: id,
    sku: variants[0].sku,
    name: title,
    category: type,
    price: variants[0].price,
    currency: "JPY",
    url: `${site}/products/${id}`,
  }
}
