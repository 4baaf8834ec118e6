import { diceFrom } from "./dice.ts"
import type { Life, Parcel, Person, PlacedOrder, Purchase, Visit } from "./model.ts"
import { placeOrder } from "./orders.ts"
import { shipOrder } from "./parcels.ts"
import { consentsOf, factOf, makePerson } from "./people.ts"
import { purchasesOf } from "./purchases.ts"
import { day, hour, midnight, minute } from "./times.ts"
import { idleVisits, visitBefore } from "./visits.ts"

export type Begun = {
  /** A source of chance: the same one gives the same life. */
  readonly random: () => number
  /** When the life ends; nothing of it lies later. */
  readonly now: Date
  /** "shopify:<connectionId>": names the orders and products of the online shop. */
  readonly shopSource: string
  readonly customers?: number
}

const firstNumber = 10_001

/** Two years of ひなた up to now: who came, what they bought, how it reached them, and what they looked at. Pure. */
export function makeLife({ random, now: end, shopSource, customers = 1_800 }: Begun): Life {
  const dice = diceFrom(random)
  const now = end.getTime()
  // A brand that grows: more come to know it in the second year than in the first.
  const joining = Array.from({ length: customers }, () => {
    const on = midnight(now - 730 * day * (1 - Math.sqrt(dice.between(0, 1)) ** 1.35))
    return Math.min(on + dice.weighted(hours) * hour + dice.whole(0, 59) * minute, now - dice.whole(30, 600) * minute)
  }).sort((a, b) => a - b)
  const people = housemates(joining.map((at, index) => makePerson(dice, index, at)))
  const purchases = people.flatMap((person) => purchasesOf(dice, person, now)).sort((a, b) => a.at - b.at)
  const { orders, parcels, visits } = playOut(purchases)
  return {
    people: people.map((person) => ({ person, fact: factOf(person, shopSource) })),
    consents: people.flatMap((person) => consentsOf(dice, person, now)),
    orders,
    parcels,
    visits: [...visits, ...people.flatMap((person: Person) => idleVisits(dice, person, now))],
  }

  function playOut(purchases: readonly Purchase[]) {
    const orders: PlacedOrder[] = []
    const parcels: Parcel[] = []
    const visits: Visit[] = []
    for (const [index, purchase] of purchases.entries()) {
      const number = firstNumber + index
      const { snapshot, readyAt } = placeOrder(dice, purchase, { number, shopSource }, now)
      orders.push({ person: purchase.person.index, snapshot })
      visits.push(...visitBefore(dice, purchase, number))
      if (readyAt !== null && readyAt <= now) parcels.push(...shipOrder(dice, snapshot, readyAt, now))
    }
    return { orders, parcels, visits }
  }
}

/** When in the day people come: after breakfast, at noon, and most in the evening. */
const hours = [
  [8, 3],
  [9, 2],
  [10, 3],
  [12, 5],
  [13, 3],
  [15, 2],
  [17, 2],
  [19, 4],
  [20, 6],
  [21, 8],
  [22, 6],
  [23, 2],
] as const

/** Of those who came late, a few live with one of those who came first, and have her name. */
function housemates(people: readonly Person[]): Person[] {
  return people.map((person) => {
    const other = person.index > people.length * 0.6 && person.index % 4 === 1 ? people[(person.index * 8) % 240] : null
    if (!other || person.language !== other.language || person.home !== "online") return person
    const { familyName, familyKana, town, street, building, zip } = other
    return { ...person, familyName, familyKana: person.familyKana && familyKana, town, street, building, zip }
  })
}
