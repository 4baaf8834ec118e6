import fc from "fast-check"
import { expect, test } from "vitest"
import { checkReward, type Surroundings } from "./check-rules.ts"
import { isGenuine, publicKeyOf, signCollectible } from "./collectible-rules.ts"
import { judgePremium, premiumLimit } from "./law-rules.ts"
import { RewardDocument } from "./model.ts"
import { daysTo, foreverDays, reachOf } from "./reach-rules.ts"
import { type Asker, dueAt, fondness, freeSerial, judgeReward, spendForGap } from "./reward-rules.ts"

const now = new Date("2026-04-01T09:00:00+09:00")
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
const documentOf = (changes: object = {}) =>
  RewardDocument.parse({ name: { ja: "包装", en: "Wrapping" }, gives: { kind: "gift-wrap" }, points: 100, ...changes })
const anybody: Asker = {
  isMember: true,
  rank: "silver",
  segments: new Set(),
  available: 100,
  has: 0,
  earlyHours: 0,
}
const segmentId = "00000000-0000-4000-8000-000000000001"

test.each([
  ["she has enough", {}, {}, null, null],
  ["H05 points are missing", { points: 250 }, {}, null, "not-enough"],
  ["none is left", { stock: 5 }, {}, 0, "sold-out"],
  ["it is over", { closesAt: inHours(-1) }, {}, null, "over"],
  ["she is no member", {}, { isMember: false }, null, "not-member"],
  ["it is for everybody", { gates: { isForMembers: false } }, { isMember: false }, null, null],
  ["it is for another rank", { gates: { ranks: ["gold"] } }, {}, null, "rank"],
  ["it is for her rank", { gates: { ranks: ["gold", "silver"] } }, {}, null, null],
  ["it is for a segment she is not in", { gates: { segmentId } }, {}, null, "segment"],
  ["it is for her segment", { gates: { segmentId } }, { segments: new Set([segmentId]) }, null, null],
  ["she has had it as often as one may", { perPerson: 1 }, { has: 1 }, null, "limit"],
  ["what points can't mend comes before what they can", { perPerson: 1, points: 900 }, { has: 1 }, null, "limit"],
  ["I32 it opens later", { opensAt: inHours(10) }, {}, null, "not-begun"],
  ["I32 her rank is let in before", { opensAt: inHours(10), early: { hours: 12, ranks: ["silver"] } }, {}, null, null],
  [
    "I32 another rank is let in before",
    { opensAt: inHours(10), early: { hours: 12, ranks: ["gold"] } },
    {},
    null,
    "not-begun",
  ],
  [
    "I32 her segment is let in before",
    { opensAt: inHours(10), early: { hours: 12, segmentId } },
    { segments: new Set([segmentId]) },
    null,
    null,
  ],
  ["I32 not so early", { opensAt: inHours(10), early: { hours: 9, ranks: ["silver"] } }, {}, null, "not-begun"],
  ["I32 her rank's own benefit lets her in", { opensAt: inHours(10) }, { earlyHours: 24 }, null, null],
] as const)("%s", (_what, document, asker, left, refusal) => {
  expect(judgeReward(documentOf(document), { ...anybody, ...asker }, { now, left }).refusal).toBe(refusal)
})

test("H05 the gap is what is missing for as many as she wants, never less than nothing", () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), fc.integer({ min: 1, max: 20 }), (points, available, quantity) => {
      const { gap, refusal } = judgeReward(
        documentOf({ points, perTime: 20 }),
        { ...anybody, available },
        { now, left: null, quantity },
      )
      expect(gap).toBe(Math.max(0, points * quantity - available))
      expect(refusal === null).toBe(gap === 0)
    }),
  )
})

test("an event that has begun can't be had, nor after the day to answer", () => {
  const gives = {
    kind: "experience",
    place: { ja: "", en: "" },
    startsAt: inHours(5),
    endsAt: inHours(6),
    answerBy: inHours(1),
  }
  const document = documentOf({ gives })
  expect(judgeReward(document, anybody, { now, left: null }).refusal).toBeNull()
  expect(judgeReward(document, anybody, { now: inHours(1), left: null }).refusal).toBe("over")
  expect(dueAt(document, now)).toEqual(inHours(5))
})

test("the lowest free number is given", () => {
  expect([freeSerial([]), freeSerial([1, 2, 3]), freeSerial([2, 3]), freeSerial([1, 3])]).toEqual([1, 4, 1, 2])
})

test("H05 what has to be spent for the gap is whole units of the base rate", () => {
  expect(spendForGap(55, { points: 1, perYen: 100 })).toBe(5_500)
  expect(spendForGap(5, { points: 2, perYen: 300 })).toBe(900)
  expect([spendForGap(0, { points: 1, perYen: 100 }), spendForGap(5, null)]).toEqual([null, null])
})

test("I20 goods that she likes come before kinds that she chose before", () => {
  const taste = { liked: new Map([["p1", 4]]), chosen: new Map([["gift-wrap", 3] as const]) }
  const goods = documentOf({ gives: { kind: "product", sku: "S" } })
  expect(fondness(goods, "p1", taste)).toBeGreaterThan(fondness(documentOf(), null, taste))
  expect(fondness(goods, "p2", taste)).toBe(0)
})

test("H06 most can never redeem: said with the median time", () => {
  const slow = { available: 0, perDay: 0 }
  const steady = { available: 50, perDay: 1 }
  expect(reachOf([steady, steady, slow], 150)).toMatchObject({
    medianDays: 100,
    isUnreachable: false,
    withinYear: 2 / 3,
  })
  expect(reachOf([steady, slow, slow], 150)).toMatchObject({ medianDays: null, isUnreachable: true, never: 2 / 3 })
  expect(reachOf([], 150)).toMatchObject({ people: 0, isUnreachable: false })
  expect(daysTo(50, steady)).toBe(0)
  expect(daysTo(foreverDays + 60, steady)).toBe(Number.POSITIVE_INFINITY)
})

test("H06 fewer points never put a reward further away", () => {
  const pace = fc.record({ available: fc.nat(2_000), perDay: fc.double({ min: 0, max: 20, noNaN: true }) })
  fc.assert(
    fc.property(fc.array(pace, { minLength: 1, maxLength: 40 }), fc.nat(5_000), fc.nat(500), (people, needs, less) => {
      const [dear, cheap] = [reachOf(people, needs), reachOf(people, Math.max(0, needs - less))]
      expect(cheap.now).toBeGreaterThanOrEqual(dear.now)
      expect(cheap.never).toBeLessThanOrEqual(dear.never)
      expect(cheap.medianDays ?? Infinity).toBeLessThanOrEqual(dear.medianDays ?? Infinity)
    }),
  )
})

test("L33 a premium stays within a fifth of the price, or 200 yen below 1,000", () => {
  expect([0, 999, 1_000, 4_000].map(premiumLimit)).toEqual([200, 200, 200, 800])
  const goods = (worth: number | null, points: number) =>
    judgePremium(documentOf({ gives: { kind: "product", sku: "S" }, worth, points }), 100).kind
  expect(goods(800, 40)).toBe("within")
  expect(goods(801, 40)).toBe("beyond")
  expect(goods(201, 0)).toBe("beyond")
  expect(goods(null, 40)).toBe("worth-unknown")
  const donation = { kind: "donation", to: { ja: "", en: "" }, amount: 100 }
  expect(judgePremium(documentOf({ gives: donation, worth: 90_000 }), 100).kind).toBe("no-premium")
})

const around: Surroundings = {
  now,
  offer: null,
  knownSegments: new Set(),
  knownRanks: new Set(["gold"]),
  isKnownSku: true,
  perPoint: 100,
  reach: null,
}
const found = (document: object, more: Partial<Surroundings> = {}) =>
  checkReward(documentOf({ worth: 100, ...document }), { ...around, ...more }).map(({ code }) => code)

test("H06 L33 before it is published it is said what stands in the way, with the law's name", () => {
  expect(found({})).toEqual([])
  expect(found({ name: { ja: "", en: "" } })).toEqual(["no-name"])
  expect(found({ name: { ja: "石けん", en: "" } })).toEqual(["one-language"])
  expect(found({ gives: { kind: "coupon", offerId: segmentId } })).toEqual(["no-offer"])
  expect(found({ gives: { kind: "collectible" }, perTime: 2 })).toEqual(["edition", "edition-one"])
  expect(found({ early: { hours: 5 } })).toEqual(["early", "early-whom"])
  expect(found({ gates: { ranks: ["silver"], segmentId } })).toEqual(["segment", "rank"])
  expect(found({ closesAt: inHours(-1) })).toEqual(["closed"])
  expect(found({ worth: null })).toEqual(["worth"])
  expect(found({ points: 0, worth: 100 })).toEqual(["free"])
  const law = checkReward(documentOf({ worth: 30_000 }), around)
  expect(law.map(({ code, level }) => [code, level])).toEqual([["law-premium", "warn"]])
  expect(law[0]?.text.ja).toContain("景品表示法")
  expect(found({}, { reach: reachOf([{ available: 0, perDay: 0 }], 100) })).toEqual(["unreachable"])
})

test("H21 a collectible is checked by anybody with the brand's key, and by no other", () => {
  const [seed, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
  const facts = {
    id: "1",
    name: { ja: "春", en: "Spring" },
    imageUrl: null,
    serial: 3,
    edition: 10,
    gotAt: now.toISOString(),
    issuer: { name: "ひなた", slug: "hinata" },
  }
  const signed = signCollectible(seed, facts)
  expect(isGenuine(signed, publicKeyOf(seed))).toBe(true)
  expect(isGenuine(signed, publicKeyOf(other))).toBe(false)
  expect(isGenuine({ ...signed, collectible: { ...facts, serial: 1 } }, publicKeyOf(seed))).toBe(false)
})
