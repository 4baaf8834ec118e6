import type { Dice } from "./dice.ts"
import type { Person, Purchase } from "./model.ts"
import { type DemoProduct, productById, products } from "./products.ts"
import { day, hour, midnight, minute, month, weekday } from "./times.ts"
import { storeIds } from "./brand.ts"

/** How likely another order follows the n-th: most leave after the first, and hardly anyone after the fifth. */
const returning = [0.46, 0.64, 0.74, 0.8, 0.84]

/** Everything that a person buys, the first purchase first. Nothing for the one in ten who only looks. */
export function purchasesOf(dice: Dice, person: Person, now: number): Purchase[] {
  if (dice.chance(0.1)) return []
  const bought: Purchase[] = []
  let at = whenBought(dice, person.joinedAt + (dice.chance(0.85) ? 0 : dice.whole(1, 30) * day), person, true)
  for (let count = 0; at < now; count++) {
    const items = count === 0 ? firstItems(dice, person, at) : nextItems(dice, person, at)
    bought.push({ person, at, where: whereOf(dice, person), isFirst: count === 0, isGift: false, items })
    if (!dice.chance(returning[Math.min(count, returning.length - 1)] ?? 0)) break
    at = whenBought(dice, at + intervalDays(dice, person, items) * day, person, false)
  }
  return [...bought, ...giftsOf(dice, person, bought, now)].sort((a, b) => a.at - b.at)
}

/** Until what was bought is used up, at this person's pace. */
function intervalDays(dice: Dice, person: Person, items: Purchase["items"]): number {
  const lasting = items.map(
    ({ product, quantity }) => (productById(product).lastsDays ?? 60) * Math.max(1, quantity * 0.8),
  )
  return Math.max(7, Math.min(...lasting) * person.pace * dice.spread(0.22))
}

/** People shop in the evening and at the weekend; stores are open from 10 to 19. */
function whenBought(dice: Dice, around: number, person: Person, isFirst: boolean): number {
  if (isFirst) return around
  const start = midnight(around)
  const inStore = person.home !== "online"
  const late = weekday(start) === 0 || weekday(start) === 6 ? [10, 14, 16, 20, 21] : [8, 12, 19, 20, 21, 22]
  const at = inStore ? dice.whole(10, 18) : dice.pick([late[0] ?? 20, ...late])
  return start + at * hour + dice.whole(0, 59) * minute + dice.whole(0, 59) * 1_000
}

function whereOf(dice: Dice, { home, shopId, posId }: Person): Purchase["where"] {
  if (home === "online") return posId && dice.chance(0.3) ? dice.pick([storeIds[0], ...storeIds]) : "online"
  return shopId && dice.chance(0.3) ? "online" : home
}

const weightAt = (product: DemoProduct, at: number) => product.liking * (product.season[month(at)] ?? 1)
const one = (product: DemoProduct, variant: number, quantity = 1) => ({ product: product.id, variant, quantity })

function choose(dice: Dice, among: readonly DemoProduct[], at: number): DemoProduct {
  return dice.weighted(among.map((product) => [product, weightAt(product, at)] as const))
}

/** What somebody begins with. */
function firstItems(dice: Dice, person: Person, at: number): Purchase["items"] {
  const trial = products.find((product) => product.type === "セット")
  if (trial && person.home === "online" && dice.chance(0.35)) return [one(trial, 0)]
  const first = choose(
    dice,
    products.filter((product) => product.isFirst),
    at,
  )
  return distinct([one(first, 0), ...(dice.chance(0.4) ? [one(choose(dice, products, at), 0)] : [])])
}

/** A favourite that is used up, often as a refill, and sometimes something of the season. */
export function nextItems(dice: Dice, { favourites }: Person, at: number): Purchase["items"] {
  const wanted = favourites
    .map((id) => productById(id))
    .map((each) => [each, (each.season[month(at)] ?? 1) ** 2] as const)
  const again = dice.weighted([...wanted, [productById("8101"), 0.4] as const])
  const refill = again.variants.findIndex(({ title }) => title.startsWith("詰め替え"))
  const items = [one(again, refill > 0 && dice.chance(0.65) ? refill : 0, dice.chance(0.08) ? 2 : 1)]
  const others = products.filter((product) => product.type !== "セット")
  for (const chance of [0.55, 0.25, 0.1]) if (dice.chance(chance)) items.push(one(choose(dice, others, at), 0))
  return distinct(items)
}

const distinct = (items: Purchase["items"]): Purchase["items"] => [
  ...new Map(items.map((item) => [`${item.product}:${item.variant}`, item])).values(),
]

/** Presents for Mother's Day and in December, from people who give. */
function giftsOf(dice: Dice, person: Person, bought: readonly Purchase[], now: number): Purchase[] {
  const first = bought[0]
  const box = products.find((product) => product.type === "ギフト")
  if (!person.isGiver || !person.shopId || !first || !box) return []
  const presents: Purchase[] = []
  for (let at = midnight(first.at) + 30 * day; at < now; at += 7 * day) {
    const isSeason = month(at) === 11 || (month(at) === 4 && new Date(at).getUTCDate() < 12)
    if (!isSeason || !dice.chance(0.35)) continue
    const placed = whenBought(dice, at, { ...person, home: "online" }, false)
    const items = [one(box, dice.chance(0.4) ? 1 : 0)]
    if (placed < now) presents.push({ person, at: placed, where: "online", isFirst: false, isGift: true, items })
    at += 90 * day
  }
  return presents
}
