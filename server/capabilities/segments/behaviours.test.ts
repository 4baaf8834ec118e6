import { daysOf } from "./windows-rules.ts"
import { day } from "#kernel/days"
import { expect, test } from "vitest"
import { aPerson, ago, aSetting, bought, did, heldOf, today } from "#testing/person-facts"
import type { ConditionInput } from "./model.ts"

const all = (...of: ConditionInput[]): ConditionInput => ({ kind: "all", of })
const any = (...of: ConditionInput[]): ConditionInput => ({ kind: "any", of })
const not = (of: ConditionInput): ConditionInput => ({ kind: "not", of })
const last = (n: number) => ({ kind: "last", n, unit: "day" }) as const
const lives = (prefecture: string): ConditionInput => ({
  kind: "attribute",
  field: "prefecture",
  test: { is: [prefecture] },
})
const seen = (product: string, atLeast = 1): ConditionInput => ({
  kind: "event",
  names: ["Product Viewed"],
  filters: [{ field: "product", test: { is: [product] } }],
  window: last(30),
  range: { atLeast },
})
const age = (test: { atLeast?: number; atMost?: number }): ConditionInput => ({ kind: "attribute", field: "age", test })
const list = (key: string, test: { any?: string[]; none?: string[] }): ConditionInput =>
  ({ kind: "property", key, test }) as ConditionInput // safe: the document's own schema reads it

const born = (bornOn: string) => aPerson({ columns: { bornOn, birthday: bornOn.slice(5) } })

test("D02 what somebody is and what she did are asked for together, and both must hold", () => {
  const tokyo = { prefecture: "東京都" }
  const views = [did("Product Viewed", 1, { product: "tea" })]
  const people = {
    both: aPerson({ columns: tokyo, deeds: views }),
    onlyIs: aPerson({ columns: tokyo }),
    onlyDid: aPerson({ columns: { prefecture: "大阪府" }, deeds: views }),
    didAnother: aPerson({ columns: tokyo, deeds: [did("Product Viewed", 1, { product: "soap" })] }),
    didLongAgo: aPerson({ columns: tokyo, deeds: [did("Product Viewed", 30, { product: "tea" })] }),
    didJustInTime: aPerson({ columns: tokyo, deeds: [did("Product Viewed", 29, { product: "tea" })] }),
  }
  expect(heldOf(all(lives("東京都"), seen("tea")), people)).toEqual(["both", "didJustInTime"])
})

test("D04 by age, to the day, in or out; of whom no birthday is known no age holds", () => {
  const people = {
    twentyToday: born("2006-06-15"),
    twentyTomorrow: born("2006-06-16"),
    lastDayOf29: born("1996-06-16"),
    thirtyToday: born("1996-06-15"),
    unknown: aPerson(),
  }
  const twenties = age({ atLeast: 20, atMost: 29 })
  expect(heldOf(twenties, people)).toEqual(["twentyToday", "lastDayOf29"])
  expect(heldOf(not(twenties), people)).toEqual(["twentyTomorrow", "thirtyToday", "unknown"])
  expect(heldOf(all(age({ atLeast: 0 }), not(twenties)), people), "out, of those whose age is known").toEqual([
    "twentyTomorrow",
    "thirtyToday",
  ])
})

test("D04 by gender as the brand asks for it, in or out", () => {
  const of = (gender: string) => aPerson({ texts: { "property:gender": gender } })
  const people = { woman: of("female"), man: of("male"), other: of("other"), unsaid: aPerson() }
  const gender = (test: { is: string[] } | { isNot: string[] }): ConditionInput => ({
    kind: "property",
    key: "gender",
    test,
  })
  expect(heldOf(gender({ is: ["female", "other"] }), people)).toEqual(["woman", "other"])
  expect(heldOf(gender({ isNot: ["male"] }), people)).toEqual(["woman", "other", "unsaid"])
})

/** A condition of every kind that there is, beside other segments, with somebody of whom it holds and somebody of whom it doesn't. */
const full = aPerson({
  columns: { prefecture: "東京都" },
  texts: { "property:skin": "dry", "field:loyalty.tier": "gold" },
  consents: ["email/marketing/given"],
  reach: ["email"],
  orders: [bought(400), bought(300, { channel: "store", store: "ginza" })],
  deeds: [
    did("Product Viewed", 3, { product: "tea" }),
    did("Product Added", 2, { product: "tea" }),
    did("Message Sent", 1),
    did("Message Opened", 1, { channel: "email" }),
    did("Message Sent", 0),
  ],
})
const everyKind: ConditionInput[] = [
  lives("東京都"),
  { kind: "property", key: "skin", test: { is: ["dry"] } },
  { kind: "field", field: "loyalty.tier", test: { known: true } },
  seen("tea"),
  { kind: "event-time", which: "last", names: ["Product Viewed"], window: last(7) },
  { kind: "sequence", steps: [{ names: ["Product Viewed"] }, { names: ["Product Added"] }], withinHours: 24 },
  { kind: "orders", measure: "count", range: { atLeast: 2 } },
  { kind: "orders-against-average", measure: "count", is: "above" },
  { kind: "order-time", which: "last", window: { kind: "before-last", n: 90, unit: "day" } },
  { kind: "own-interval", factorPercent: 200 },
  { kind: "engagement", signal: "opened", range: { atLeast: 1 } },
  { kind: "unanswered-messages", range: { atLeast: 1 } },
  { kind: "web-visits", window: last(7), range: { atLeast: 1 } },
  { kind: "cart-left", window: last(7) },
  { kind: "consent", channel: "email", states: ["given"] },
  { kind: "reachable", channel: "email" },
  { kind: "store-visit", stores: ["ginza"], range: { atLeast: 1 } },
]
test.each(everyKind)("D05 $kind keeps people in, and turned round keeps the same people out", (condition) => {
  const setting = aSetting({ averages: { [`count {"kind":"ever"}`]: 1 } })
  const people = { of: full, notOf: aPerson() }
  expect(heldOf(condition, people, setting)).toEqual(["of"])
  expect(heldOf(not(condition), people, setting)).toEqual(["notOf"])
})

test("D05 another segment, and a share of everybody, can be kept out as well", () => {
  const segmentId = "00000000-0000-4000-8000-000000000900"
  const buyers = { kind: "orders" as const, measure: "count" as const, window: { kind: "ever" as const } }
  const setting = aSetting({ segments: new Map([[segmentId, { ...buyers, range: { atLeast: 1 } }]]) })
  const people = { buyer: aPerson({ orders: [bought(1)] }), other: aPerson() }
  expect(heldOf({ kind: "segment", segmentId }, people, setting)).toEqual(["buyer"])
  expect(heldOf(not({ kind: "segment", segmentId }), people, setting)).toEqual(["other"])
  const share = (from: number, to: number): ConditionInput => ({ kind: "bucket", salt: "half", from, to })
  const one = { one: aPerson() }
  expect(heldOf(share(0, 5_000), one)).toEqual(heldOf(not(share(5_000, 10_000)), one))
})

test("D06 by what somebody likes and what she dislikes; who said nothing dislikes nothing", () => {
  const of = (likes: string[], dislikes: string[]) =>
    aPerson({ lists: { "property:likes": likes, "property:dislikes": dislikes } })
  const people = {
    likesIt: of(["lavender"], []),
    likesItAndAnother: of(["mint", "lavender"], ["rose"]),
    likesItNotTheOther: of(["lavender"], ["musk"]),
    dislikesIt: of([], ["lavender"]),
    silent: aPerson(),
  }
  const likes = list("likes", { any: ["lavender", "yuzu"] })
  expect(heldOf(likes, people)).toEqual(["likesIt", "likesItAndAnother", "likesItNotTheOther"])
  expect(heldOf(list("dislikes", { any: ["lavender"] }), people)).toEqual(["dislikesIt"])
  expect(heldOf(all(likes, list("dislikes", { none: ["musk"] })), people)).toEqual(["likesIt", "likesItAndAnother"])
  expect(heldOf(list("dislikes", { none: ["lavender", "musk", "rose"] }), people)).toEqual(["likesIt", "silent"])
})

test("D07 by interest in a product: looked at, said in a survey, or noted by the staff", () => {
  const view = did("Product Viewed", 2, { product: "tea" })
  const answer = (choice: string) => did("Survey Answered", 9, { properties: { question: "気になる商品", choice } })
  const people = {
    lookedTwice: aPerson({ deeds: [view, { ...view, at: view.at + 60 }] }),
    lookedOnce: aPerson({ deeds: [view] }),
    lookedAtAnother: aPerson({ deeds: [1, 2, 3].map((n) => did("Product Viewed", n, { product: "soap" })) }),
    saidSo: aPerson({ deeds: [answer("tea")] }),
    saidAnother: aPerson({ deeds: [answer("soap")] }),
    noted: aPerson({ lists: { "property:interests": ["tea"] } }),
  }
  const said: ConditionInput = {
    kind: "event",
    names: ["Survey Answered"],
    filters: [{ field: "properties.choice", test: { is: ["tea"] } }],
    range: { atLeast: 1 },
  }
  expect(heldOf(any(seen("tea", 2), said, list("interests", { any: ["tea"] })), people)).toEqual([
    "lookedTwice",
    "saidSo",
    "noted",
  ])
})

test("D08 by city and by region", () => {
  const at = (prefecture: string, city: string, postalCode = "") =>
    aPerson({ columns: { country: "JP", prefecture, city, postalCode } })
  const people = {
    shibuya: at("東京都", "渋谷区", "150-0001"),
    fuchu: at("東京都", "府中市", "183-0055"),
    // Two cities of one name in two prefectures.
    fuchuInHiroshima: at("広島県", "府中市", "726-0003"),
    unknown: aPerson(),
  }
  const city = (name: string): ConditionInput => ({ kind: "attribute", field: "city", test: { is: [name] } })
  expect(heldOf(lives("東京都"), people)).toEqual(["shibuya", "fuchu"])
  expect(heldOf(city("府中市"), people)).toEqual(["fuchu", "fuchuInHiroshima"])
  expect(heldOf(all(lives("東京都"), city("府中市")), people)).toEqual(["fuchu"])
  const beginsWith = (text: string): ConditionInput => ({
    kind: "attribute",
    field: "postalCode",
    test: { beginsWith: text },
  })
  expect(heldOf(beginsWith("150"), people)).toEqual(["shibuya"])
})

test("D09 where people live and where they shop are asked for apart", () => {
  const visit = (store: string) => [did("Store Visited", 3, { store })]
  const people = {
    livesThere: aPerson({ columns: { prefecture: "東京都" } }),
    shopsThere: aPerson({ columns: { prefecture: "千葉県" }, deeds: visit("tokyo-ginza") }),
    boughtThere: aPerson({ orders: [bought(3, { channel: "store", store: "tokyo-ginza" })] }),
    both: aPerson({ columns: { prefecture: "東京都" }, deeds: visit("tokyo-ginza") }),
    shopsElsewhere: aPerson({ columns: { prefecture: "東京都" }, deeds: visit("osaka") }),
  }
  const shops: ConditionInput = { kind: "store-visit", stores: ["tokyo-ginza"], range: { atLeast: 1 } }
  expect(heldOf(lives("東京都"), people)).toEqual(["livesThere", "both", "shopsElsewhere"])
  expect(heldOf(shops, people)).toEqual(["shopsThere", "boughtThere", "both"])
  expect(heldOf(all(shops, not(lives("東京都"))), people)).toEqual(["shopsThere", "boughtThere"])
})

test("D10 by which store somebody was in, and when", () => {
  const visits = (...days: number[]) => aPerson({ deeds: days.map((n) => did("Store Visited", n, { store: "ginza" })) })
  const people = {
    onTheFirstDay: visits(29),
    theDayBefore: visits(30),
    elsewhere: aPerson({ deeds: [did("Store Visited", 2, { store: "umeda" })] }),
    boughtThere: aPerson({ orders: [bought(5, { channel: "store", store: "ginza" })] }),
    boughtOnline: aPerson({ orders: [bought(5)] }),
    twice: visits(1, 8),
  }
  const visit = (atLeast: number, stores?: string[]): ConditionInput => ({
    kind: "store-visit",
    ...(stores ? { stores } : {}),
    window: last(30),
    range: { atLeast },
  })
  expect(heldOf(visit(1, ["ginza"]), people)).toEqual(["onTheFirstDay", "boughtThere", "twice"])
  expect(heldOf(visit(1), people), "in any store").toEqual(["onTheFirstDay", "elsewhere", "boughtThere", "twice"])
  expect(heldOf(visit(2, ["ginza"]), people)).toEqual(["twice"])
  const none: ConditionInput = { kind: "store-visit", stores: ["ginza"], window: last(30), range: { atMost: 0 } }
  expect(heldOf(none, people)).toEqual(["theDayBefore", "elsewhere", "boughtOnline"])
})

test("D11 by what was not done within so many days", () => {
  const viewed = (...days: number[]) => aPerson({ deeds: days.map((n) => did("Product Viewed", n)) })
  const none: ConditionInput = { kind: "event", names: ["Product Viewed"], window: last(7), range: { atMost: 0 } }
  const people = {
    today: viewed(0),
    sixDaysAgo: viewed(6),
    sevenDaysAgo: viewed(7),
    both: viewed(3, 9),
    never: viewed(),
  }
  expect(heldOf(none, people)).toEqual(["sevenDaysAgo", "never"])
  const cooled = all({ kind: "event", names: ["Product Viewed"], range: { atLeast: 1 } }, none)
  expect(heldOf(cooled, people), "did once, and not of late").toEqual(["sevenDaysAgo"])
})

test("D12 by a certain product in the cart that was not bought", () => {
  const added = (product: string, days: number) => did("Product Added", days, { product })
  const people = {
    left: aPerson({ deeds: [added("tea", 3)] }),
    leftAnother: aPerson({ deeds: [added("soap", 3)] }),
    boughtIt: aPerson({ deeds: [added("tea", 3), did("Order Placed", 2)], orders: [bought(2)] }),
    boughtAnother: aPerson({
      deeds: [added("tea", 3), did("Order Placed", 2)],
      orders: [bought(2, { products: ["soap"], productNets: [3_000] })],
    }),
    boughtItLongAgo: aPerson({ deeds: [added("tea", 3)], orders: [bought(40)] }),
    tooLongAgo: aPerson({ deeds: [added("tea", 7)] }),
    lastDay: aPerson({ deeds: [added("tea", 6)] }),
  }
  expect(heldOf({ kind: "cart-left", window: last(7), products: ["tea"] }, people)).toEqual([
    "left",
    "boughtAnother",
    "boughtItLongAgo",
    "lastDay",
  ])
})

test("D18 who, what like, where and what done nest with and, or and not", () => {
  const her = (prefecture: string, skin: string, bornOn: string, orders = 0) =>
    aPerson({
      columns: { prefecture, bornOn, birthday: bornOn.slice(5) },
      texts: { "property:skin": skin },
      orders: Array.from({ length: orders }, (_, i) => bought(i + 1)),
    })
  const people = {
    young: her("東京都", "dry", "2000-01-01"),
    youngBuyer: her("東京都", "dry", "2000-01-01", 1),
    oldDry: her("東京都", "dry", "1960-01-01"),
    osakaOily: her("大阪府", "oily", "1960-01-01"),
    osakaDry: her("大阪府", "dry", "2000-01-01"),
  }
  const skin = (is: string): ConditionInput => ({ kind: "property", key: "skin", test: { is: [is] } })
  const document = all(
    any(all(lives("東京都"), age({ atMost: 39 })), all(lives("大阪府"), not(skin("dry")))),
    not({ kind: "orders", measure: "count", range: { atLeast: 1 } }),
  )
  expect(heldOf(document, people)).toEqual(["young", "osakaOily"])
  expect(heldOf(all(), people), "no condition: everybody").toHaveLength(5)
  expect(heldOf(any(), people), "none of nothing: nobody").toEqual([])
})

test("D27 long is told by each one's own interval, and by the brand's usual one for those who bought once", () => {
  const people = {
    monthlyGone61: aPerson({ orders: [bought(121), bought(91), bought(61)] }),
    monthlyGone60: aPerson({ orders: [bought(120), bought(90), bought(60)] }),
    yearlyGone61: aPerson({ orders: [bought(791), bought(426), bought(61)] }),
    onceGone91: aPerson({ orders: [bought(91)] }),
    onceGone90: aPerson({ orders: [bought(90)] }),
    never: aPerson(),
  }
  const setting = aSetting({ averages: { interval: 45 } })
  const twice: ConditionInput = { kind: "own-interval", factorPercent: 200 }
  expect(heldOf(twice, people, setting)).toEqual(["monthlyGone61", "onceGone91"])
  expect(heldOf({ ...twice, factorPercent: 199 }, people, setting), "and it can be set").toContain("monthlyGone60")
  expect(heldOf({ ...twice, fallbackDays: 46 }, people, setting)).toEqual(["monthlyGone61"])
})

test("D29 so many messages without an answer count from the last open, click or purchase", () => {
  const sent = (days: number[]) => days.map((n) => did("Message Sent", n))
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  const people = {
    tenUnanswered: aPerson({ deeds: sent(ten) }),
    nine: aPerson({ deeds: sent(ten.slice(1)) }),
    openedBefore: aPerson({ deeds: [...sent(ten), did("Message Opened", 11)] }),
    openedTheFirst: aPerson({ deeds: [...sent(ten), did("Message Opened", 10)] }),
    clickedAmong: aPerson({ deeds: [...sent(ten), did("Message Clicked", 5)] }),
    boughtAmong: aPerson({ deeds: [...sent(ten), did("Order Placed", 5)] }),
    machineOpened: aPerson({ deeds: [...sent(ten), did("Message Opened By Machine", 1)] }),
  }
  expect(heldOf({ kind: "unanswered-messages", range: { atLeast: 10 } }, people)).toEqual([
    "tenUnanswered",
    "openedBefore",
    "machineOpened",
  ])
})

test("D30 by what was bought in certain months, of one year and of two", () => {
  const setting = aSetting()
  expect([today, ago(180), ago(545)]).toEqual(["2026-06-15", "2025-12-17", "2024-12-17"])
  const people = {
    twoDecembers: aPerson({ orders: [bought(545), bought(180)] }),
    oneDecember: aPerson({ orders: [bought(180)] }),
    spring: aPerson({ orders: [bought(60), bought(70)] }),
  }
  const december = (years: number, atLeast: number): ConditionInput => ({
    kind: "orders",
    measure: "count",
    window: { kind: "season", months: [12], years },
    range: { atLeast },
  })
  expect(heldOf(december(2, 2), people, setting)).toEqual(["twoDecembers"])
  expect(heldOf(december(1, 1), people, setting)).toEqual(["twoDecembers", "oneDecember"])
  expect(heldOf(december(1, 2), people, setting)).toEqual([])
})

test("D30 a season can be one whole season that is over, also over the turn of a year, whatever day it is", () => {
  const winter = (back: number) => ({ kind: "season" as const, months: [12, 1, 2], years: 1, back })
  expect(daysOf(winter(1), day("2026-06-15"))).toMatchObject({ from: "2025-12-01", to: "2026-02-28" })
  expect(daysOf(winter(2), day("2026-06-15"))).toMatchObject({ from: "2024-12-01", to: "2025-02-28" })
  expect(daysOf(winter(1), day("2026-01-10")), "the one under way is not over").toMatchObject({ to: "2025-02-28" })
  expect(daysOf(winter(1), day("2026-03-01"))).toMatchObject({ from: "2025-12-01" })
  const spring = { kind: "season" as const, months: [3, 4], years: 1, back: 1 }
  expect(daysOf(spring, day("2026-04-30"))).toMatchObject({ from: "2025-03-01", to: "2025-04-30" })
  expect(daysOf(spring, day("2026-05-01"))).toMatchObject({ from: "2026-03-01", to: "2026-04-30" })
  expect(daysOf({ ...spring, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }, day("2026-05-01"))).toMatchObject({
    from: "2025-01-01",
    to: "2025-12-31",
  })
})
