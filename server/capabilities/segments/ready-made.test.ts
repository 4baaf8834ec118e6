import { expect, test } from "vitest"
import { aPerson, ago, aSetting, bought, did, heldOf } from "#testing/person-facts"
import { averageKey } from "./lower-rules.ts"
import type { Condition, ConditionInput } from "./model.ts"
import type { PersonFacts } from "./model-core.ts"
import { documentOf } from "./named.ts"
import { namedSegments } from "./named-rules.ts"

const habits = { busiestMonth: 11, usualVisits: 5, usualResponses: 3 }
/** A brand whose buyers bought 3 times for 20,000 on average, every 45 days; the best tenth 8 times for 100,000. */
const brand = { averageOrders: 3, averageSpent: 20_000, topOrders: 8, topSpent: 100_000, intervalDays: 45, ...habits }
const averagesAre = (count: number, spent: number) =>
  aSetting({
    averages: {
      [averageKey("count", { kind: "ever" })]: count,
      [averageKey("spent", { kind: "ever" })]: spent,
      interval: 45,
    },
  })
const usual = averagesAre(brand.averageOrders, brand.averageSpent)

function ready(key: string, set: Readonly<Record<string, number>> = {}): Condition {
  const named = namedSegments.find((one) => one.key === key)
  if (!named) throw new Error(`there is no ready-made segment ${key}`)
  return documentOf(named, set, brand).who
}

const held = (key: string, people: Readonly<Record<string, PersonFacts>>, set = {}, setting = usual) =>
  heldOf(ready(key, set), people, setting)

const given = { consents: ["email/marketing/given"] }
const onDays = (name: string, ...days: number[]) => aPerson({ deeds: days.map((n) => did(name, n)) })
const buying = (net: number, ...days: number[]) => aPerson({ orders: days.map((n) => bought(n, { net })) })

test("D13 buyers and those who have not bought yet are everybody between them, and nobody is both", () => {
  const people = {
    once: buying(3_000, 1),
    longAgo: buying(3_000, 3_000),
    never: aPerson(),
    onlyLooks: onDays("Page Viewed", 1),
  }
  expect(held("buyers", people)).toEqual(["once", "longAgo"])
  expect(held("non-buyers", people)).toEqual(["never", "onlyLooks"])
})

test("D14 openers are those who opened, or clicked what no picture told of, within 30 days, and no machine", () => {
  const people = {
    today: onDays("Message Opened", 0),
    inTime: onDays("Message Opened", 29),
    late: onDays("Message Opened", 30),
    elsewhere: onDays("Email Opened", 3),
    machine: onDays("Message Opened By Machine", 1),
    clicked: onDays("Message Clicked", 1),
    sent: onDays("Message Sent", 1),
  }
  expect(held("openers", people)).toEqual(["today", "inTime", "elsewhere", "clicked"])
  expect(held("openers", people, { days: 31 })).toContain("late")
})

test("D15 clickers are those who clicked within 30 days, in a mail or on a notification, and no machine", () => {
  const people = {
    inTime: onDays("Message Clicked", 29),
    late: onDays("Message Clicked", 30),
    push: onDays("Push Notification Tapped", 2),
    machine: onDays("Message Clicked By Machine", 1),
    opened: onDays("Message Opened", 1),
  }
  expect(held("clickers", people)).toEqual(["inTime", "push"])
})

test("D16 who is alive on the site looked five times within 30 days", () => {
  const people = {
    five: onDays("Page Viewed", 1, 2, 3, 4, 29),
    four: onDays("Page Viewed", 1, 2, 3, 4),
    oneTooLate: onDays("Page Viewed", 1, 2, 3, 4, 30),
    products: onDays("Product Viewed", 1, 1, 1, 1, 1),
    mails: onDays("Message Opened", 1, 2, 3, 4, 5),
  }
  expect(held("web-engaged", people)).toEqual(["five", "products"])
  expect(held("web-engaged", people, { times: 4 })).toEqual(["five", "four", "oneTooLate", "products"])
})

test("D17 who is alive in the mail opened or clicked three times within 90 days", () => {
  const people = {
    mixed: aPerson({ deeds: [did("Message Opened", 1), did("Message Opened", 89), did("Message Clicked", 1)] }),
    two: onDays("Message Opened", 1, 2),
    oneTooLate: onDays("Message Opened", 1, 2, 90),
    machine: onDays("Message Opened By Machine", 1, 2, 3),
    looks: onDays("Page Viewed", 1, 2, 3),
  }
  expect(held("mail-engaged", people)).toEqual(["mixed"])
})

test("D19 high rollers bought much and often within a year; both thresholds follow the brand and can be set", () => {
  const eight = [1, 2, 3, 4, 5, 6, 7, 8]
  const people = {
    both: buying(12_500, ...eight),
    often: buying(12_499, ...eight),
    much: buying(50_000, 1, 2, 3),
    oneTooLate: buying(12_500, ...eight.slice(1), 365),
    onTheFirstDay: buying(12_500, ...eight.slice(1), 364),
  }
  expect(held("high-roller", people)).toEqual(["both", "onTheFirstDay"])
  expect(held("high-roller", people, { orders: 3 })).toEqual(["both", "much", "onTheFirstDay"])
  expect(held("high-roller", people, { spent: 90_000 })).toEqual(["both", "often", "onTheFirstDay"])
})

test("D21 enthusiasts are above the live average in number and in sum, but do not spend as much as the best", () => {
  const people = {
    above: buying(5_001, 1, 2, 3, 4),
    asManyAsMost: buying(10_000, 1, 2, 3),
    asMuchAsMost: buying(5_000, 1, 2, 3, 4),
    spendsLargely: buying(25_000, 1, 2, 3, 4),
    justBelow: aPerson({ orders: [bought(1, { net: 24_999 }), ...[2, 3, 4].map((n) => bought(n, { net: 25_000 }))] }),
    never: aPerson(),
  }
  expect(held("enthusiast", people)).toEqual(["above", "justBelow"])
  expect(held("enthusiast", people, {}, averagesAre(3, 20_010)), "the average rises").toEqual(["justBelow"])
  expect(held("enthusiast", people, {}, averagesAre(2.9, 19_999)), "and falls").toEqual([
    "above",
    "asManyAsMost",
    "asMuchAsMost",
    "justBelow",
  ])
})

test("D23 waiting for wow: reads the mails and looks around, and never bought", () => {
  const looks = [did("Page Viewed", 1), did("Product Viewed", 29)]
  const people = {
    waiting: aPerson({ deeds: [...looks, did("Message Opened", 29)] }),
    bought: aPerson({ deeds: [...looks, did("Message Opened", 29)], orders: [bought(900)] }),
    onlyLooks: aPerson({ deeds: looks }),
    onlyReads: onDays("Message Opened", 1, 2, 3),
    looksOnce: aPerson({ deeds: [did("Page Viewed", 1), did("Message Opened", 1)] }),
    readLongAgo: aPerson({ deeds: [...looks, did("Message Opened", 30)] }),
  }
  expect(held("waiting-for-wow", people)).toEqual(["waiting"])
})

const monthly = (since: number) => [bought(since + 60), bought(since + 30), bought(since)]

test("D25 win-back: subscribed, bought at least once, and not for a long time", () => {
  const people = {
    gone: aPerson({ ...given, orders: monthly(61) }),
    byLine: aPerson({ consents: ["line/marketing/given"], orders: monthly(61) }),
    notYet: aPerson({ ...given, orders: monthly(60) }),
    notSubscribed: aPerson({ orders: monthly(61) }),
    withdrew: aPerson({ consents: ["email/marketing/withdrawn"], orders: monthly(61) }),
    neverBought: aPerson(given),
    boughtOnce: aPerson({ ...given, orders: [bought(91)] }),
    boughtOnceOfLate: aPerson({ ...given, orders: [bought(90)] }),
  }
  expect(held("win-back", people)).toEqual(["gone", "byLine", "boughtOnce"])
})

test("D27 the multiple of one's own interval that win-back calls long is twice, and can be set", () => {
  const people = {
    after61: aPerson({ ...given, orders: monthly(61) }),
    after91: aPerson({ ...given, orders: monthly(91) }),
  }
  expect(held("win-back", people)).toEqual(["after61", "after91"])
  expect(held("win-back", people, { percent: 300 })).toEqual(["after91"])
})

test("D25 what is long can be told for one category of goods", () => {
  const setting = aSetting({ categories: new Map([["serum", ["serum-a", "serum-b"]]]) })
  const serum = (days: number) => bought(days, { products: ["serum-b"], productNets: [3_000] })
  const people = {
    serumLongAgo: aPerson({ ...given, orders: [serum(121), serum(91), serum(61), bought(5), bought(2)] }),
    serumOfLate: aPerson({ ...given, orders: [serum(90), serum(60), serum(30), bought(29)] }),
    neverSerum: aPerson({ ...given, orders: monthly(200) }),
  }
  const gone: ConditionInput = { kind: "own-interval", factorPercent: 200, scope: { categories: ["serum"] } }
  expect(heldOf(gone, people, setting)).toEqual(["serumLongAgo"])
})

const mailed = (...days: number[]) => days.map((n) => did("Message Sent", n))

test("D28 re-engagement: subscribed, gets messages, and does not respond to them", () => {
  const quiet = mailed(90, 60, 30)
  const people = {
    quiet: aPerson({ ...given, deeds: quiet }),
    openedLongAgo: aPerson({ ...given, deeds: [...quiet, did("Message Opened", 90)] }),
    openedInTime: aPerson({ ...given, deeds: [...quiet, did("Message Opened", 89)] }),
    clicked: aPerson({ ...given, deeds: [...quiet, did("Message Clicked", 3)] }),
    machine: aPerson({ ...given, deeds: [...quiet, did("Message Opened By Machine", 3)] }),
    notSubscribed: aPerson({ deeds: quiet }),
    getsNothing: aPerson({ ...given, deeds: mailed(200, 90) }),
    newcomer: aPerson({ ...given, deeds: mailed(89, 30) }),
  }
  expect(held("re-engagement", people)).toEqual(["quiet", "openedLongAgo", "machine"])
})

test("D29 re-engagement comes after so many days or after so many messages, whichever is first", () => {
  const people = {
    byDays: aPerson({ ...given, deeds: mailed(90, 30) }),
    byMessages: aPerson({ ...given, deeds: mailed(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) }),
    neither: aPerson({ ...given, deeds: mailed(1, 2, 3, 4, 5, 6, 7, 8, 9) }),
  }
  expect(held("re-engagement", people)).toEqual(["byDays", "byMessages"])
  expect(held("re-engagement", people, { days: 91 })).toEqual(["byMessages"])
  expect(held("re-engagement", people, { messages: 11 })).toEqual(["byDays"])
  expect(held("re-engagement", people, { messages: 9 })).toEqual(["byDays", "byMessages", "neither"])
})

// 2024-12-17 and 2025-12-17, 2025-11-20, 2026-04-16.
const [decemberBefore, december, november, april] = [545, 180, 207, 60]

test("D30 those who come by season bought in its two months and in no other, and are left out of win-back", () => {
  expect([decemberBefore, december, november, april].map((n) => ago(n).slice(0, 7))).toEqual([
    "2024-12",
    "2025-12",
    "2025-11",
    "2026-04",
  ])
  const people = {
    everyDecember: aPerson({ ...given, orders: [bought(decemberBefore), bought(december)] }),
    novemberToo: aPerson({ ...given, orders: [bought(decemberBefore), bought(november)] }),
    once: aPerson({ ...given, orders: [bought(december)] }),
    twiceInOneSeason: aPerson({ ...given, orders: [bought(november), bought(december)] }),
    alsoInSpring: aPerson({ ...given, orders: [bought(decemberBefore), bought(december), bought(april)] }),
    gone: aPerson({ ...given, orders: monthly(61) }),
  }
  expect(held("seasonal", people)).toEqual(["everyDecember", "novemberToo"])
  expect(held("seasonal", people, { month: 3 }), "another season").toEqual([])
  const winBack: ConditionInput = { kind: "all", of: [ready("win-back"), { kind: "not", of: ready("seasonal") }] }
  const often = {
    ...people,
    // Much within one season, and once in the next: long past an interval that comes of it.
    everyDecember: aPerson({
      ...given,
      orders: [...Array.from({ length: 8 }, (_, i) => bought(decemberBefore - i)), bought(december)],
    }),
  }
  expect(held("win-back", often)).toEqual(["everyDecember", "once", "twiceInOneSeason", "gone"])
  expect(heldOf(winBack, often, usual)).toEqual(["once", "twiceInOneSeason", "gone"])
})

test("D31 win-back is parted by what was bought, by season, by taste and by interest", () => {
  const segmentId = "00000000-0000-4000-8000-000000000900"
  const setting = aSetting({ averages: { interval: 45 }, segments: new Map([[segmentId, ready("win-back")]]) })
  const of = (by: ConditionInput): ConditionInput => ({ kind: "all", of: [{ kind: "segment", segmentId }, by] })
  const soap = [bought(december, { products: ["soap"], productNets: [3_000] })]
  const people = {
    teaInDecember: aPerson({ ...given, orders: [bought(december)] }),
    soapInDecember: aPerson({ ...given, orders: soap }),
    teaInSpring: aPerson({ ...given, orders: [bought(91)] }),
    drySkin: aPerson({ ...given, orders: [bought(91)], texts: { "property:skin": "dry" } }),
    curious: aPerson({ ...given, orders: soap, deeds: [did("Product Viewed", 2, { product: "tea" })] }),
    stillBuys: aPerson({ ...given, orders: [bought(9)], texts: { "property:skin": "dry" } }),
  }
  const counted = { kind: "orders", measure: "count", range: { atLeast: 1 } } as const
  expect(heldOf(of({ ...counted, scope: { products: ["tea"] } }), people, setting)).toEqual([
    "teaInDecember",
    "teaInSpring",
    "drySkin",
  ])
  const winter = { kind: "season" as const, months: [12], years: 1 }
  expect(heldOf(of({ ...counted, window: winter }), people, setting)).toEqual([
    "teaInDecember",
    "soapInDecember",
    "curious",
  ])
  expect(heldOf(of({ kind: "property", key: "skin", test: { is: ["dry"] } }), people, setting)).toEqual(["drySkin"])
  const looked: ConditionInput = {
    kind: "event",
    names: ["Product Viewed"],
    filters: [{ field: "product", test: { is: ["tea"] } }],
    window: { kind: "last", n: 30, unit: "day" },
    range: { atLeast: 1 },
  }
  expect(heldOf(of(looked), people, setting)).toEqual(["curious"])
})
