import { expect, test } from "vitest"
import { aPerson, aSetting, bought, did, heldOf } from "#testing/person-facts"
import type { PersonFacts } from "./model-core.ts"
import { documentOf } from "./named.ts"
import { namedSegments } from "./named-rules.ts"

const brand = {
  averageOrders: 3,
  averageSpent: 20_000,
  topOrders: 8,
  topSpent: 100_000,
  intervalDays: 45,
  busiestMonth: 11,
  usualVisits: 5,
  usualResponses: 3,
}

function held(key: string, people: Readonly<Record<string, PersonFacts>>, set: Readonly<Record<string, number>> = {}) {
  const named = namedSegments.find((one) => one.key === key)
  if (!named) throw new Error(`there is no ready-made segment ${key}`)
  return heldOf(documentOf(named, set, brand).who, people, aSetting({ averages: { interval: 45 } }))
}

test("D12 cart abandoners put something into the cart within a week and bought nothing after it", () => {
  const added = (days: number, seconds = 0) => did("Product Added", days, { product: "tea" }, seconds)
  const people = {
    left: aPerson({ deeds: [added(1)] }),
    onTheLastDay: aPerson({ deeds: [added(6)] }),
    tooLongAgo: aPerson({ deeds: [added(7)] }),
    boughtAfter: aPerson({ deeds: [added(1), did("Order Placed", 1, {}, 1)] }),
    boughtBefore: aPerson({ deeds: [added(1, 1), did("Order Placed", 1)] }),
    boughtAndAddedMore: aPerson({ deeds: [added(3), did("Order Placed", 2), added(1)] }),
    onlyLooked: aPerson({ deeds: [did("Product Viewed", 1, { product: "tea" })] }),
  }
  expect(held("cart-abandoners", people)).toEqual(["left", "onTheLastDay", "boughtBefore", "boughtAndAddedMore"])
  expect(held("cart-abandoners", people, { days: 8 })).toContain("tooLongAgo")
})

const orders = (count: number, since: number) =>
  aPerson({ orders: Array.from({ length: count }, (_, i) => bought(since + 20 * i)) })

test("I12 who stops before the second purchase stands at the F2 wall once the brand's usual interval has passed", () => {
  const people = {
    one45: orders(1, 45),
    one44: orders(1, 44),
    two45: orders(2, 45),
    none: aPerson(),
  }
  expect(held("f2-wall", people)).toEqual(["one45"])
  expect(held("f2-wall", people, { days: 44 })).toEqual(["one45", "one44"])
})

test("I12 who stops before the fourth purchase is in the F4 valley", () => {
  const people = { two45: orders(2, 45), three45: orders(3, 45), three44: orders(3, 44), four45: orders(4, 45) }
  expect(held("f4-valley", people)).toEqual(["three45"])
  expect(held("f4-valley", people, { days: 44 })).toEqual(["three45", "three44"])
})

test("L04 answers and reviews tell who is satisfied and who is not; in between is neither", () => {
  const answered = (score: number, days = 1) =>
    aPerson({ deeds: [did("Survey Answered", days, { properties: { score } })] })
  const reviewed = (rating: number, days = 1) =>
    aPerson({ deeds: [did("Product Reviewed", days, { properties: { rating } })] })
  const people = {
    ten: answered(10),
    nine: answered(9),
    eight: answered(8),
    seven: answered(7),
    six: answered(6),
    zero: answered(0),
    fiveStars: reviewed(5),
    fourStars: reviewed(4),
    threeStars: reviewed(3),
    twoStars: reviewed(2),
    tenAYearAgo: answered(10, 365),
    zeroAWhileAgo: answered(0, 90),
    silent: aPerson(),
    noScore: aPerson({ deeds: [did("Survey Answered", 1, { properties: { choice: "tea" } })] }),
  }
  expect(held("satisfied", people)).toEqual(["ten", "nine", "fiveStars", "fourStars"])
  expect(held("dissatisfied", people)).toEqual(["six", "zero", "twoStars"])
  expect(held("dissatisfied", people, { score: 7, days: 91 })).toEqual([
    "seven",
    "six",
    "zero",
    "twoStars",
    "zeroAWhileAgo",
  ])
})

test("O16 those who use both bought online and in a store", () => {
  const inStore = (days: number) => bought(days, { channel: "store", store: "ginza" })
  const people = {
    both: aPerson({ orders: [bought(3), inStore(700)] }),
    onlyOnline: aPerson({ orders: [bought(3), bought(9)] }),
    onlyStore: aPerson({ orders: [inStore(3), inStore(9)] }),
    visitsOnly: aPerson({ orders: [bought(3)], deeds: [did("Store Visited", 2, { store: "ginza" })] }),
    never: aPerson(),
  }
  expect(held("cross-use", people)).toEqual(["both"])
})

test("whoever is a member is no candidate for the invitation to join, nor is who never bought", () => {
  const belongs = { texts: { "field:members.is-member": "true" } }
  const people = {
    member: aPerson({ ...belongs, orders: [bought(1)] }),
    memberWithoutOrders: aPerson(belongs),
    buyer: aPerson({ orders: [bought(1)] }),
    stranger: aPerson(),
  }
  expect(held("members", people)).toEqual(["member", "memberWithoutOrders"])
  expect(held("not-yet-members", people)).toEqual(["buyer"])
})
