import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { completenessOf } from "./completeness-rules.ts"
import { engagementOf } from "./engagement-rules.ts"
import { toneOf } from "./lexicon-rules.ts"
import { moodAt, moodNow, type MoodSignal, signalsOfDeeds } from "./mood-rules.ts"
import { partnerState, usableFor } from "./partner-rules.ts"
import { cluesOfDeeds, cluesOfPurchases, cluesOfWords, radarOf } from "./radar-rules.ts"
import { scoresOf } from "./rfm-rules.ts"
import { intervalOf, type StageFacts, stagesOf } from "./stage-rules.ts"

const at = (day: string) => new Date(`${day}T10:00:00+09:00`)
const later = (from: Date, days: number) => new Date(from.getTime() + days * 86_400_000)
const facts = (given: Partial<StageFacts>): StageFacts => ({
  firstSeenAt: at("2026-01-01"),
  purchases: [],
  interests: [],
  refusedAt: null,
  usualDays: 60,
  ...given,
})
const told = (given: Partial<StageFacts>, now: Date) =>
  stagesOf(facts(given), now).map((change) => `${change.stage} ${change.at.toISOString().slice(0, 10)}`)

describe("stages", () => {
  test("A06 from first notice over interest and purchases to left, each with its day and reason", () => {
    const interests = [at("2026-01-10")]
    const purchases = [at("2026-02-01"), at("2026-03-03"), at("2026-04-02"), at("2026-05-02")]
    expect(told({ interests, purchases }, at("2028-01-01"))).toEqual([
      "aware 2026-01-01",
      "interested 2026-01-10",
      "first 2026-02-01",
      "repeat 2026-03-03",
      "loyal 2026-05-02",
      "cooling 2026-06-16",
      "dormant 2026-07-31",
      "left 2027-05-02",
    ])
    for (const { reason } of stagesOf(facts({ interests, purchases }), at("2028-01-01"))) {
      expect(reason.ja).not.toBe("")
      expect(reason.en).not.toBe("")
    }
  })

  test("A06 silence is measured against her own interval, or the usual one after a single purchase", () => {
    expect(intervalOf([at("2026-01-01"), at("2026-01-31"), at("2026-04-01")], 60)).toEqual({ days: 45, isOwn: true })
    expect(intervalOf([at("2026-01-01")], 60)).toEqual({ days: 60, isOwn: false })
    expect(told({ purchases: [at("2026-01-01")] }, at("2026-04-15"))).toEqual([
      "aware 2026-01-01",
      "first 2026-01-01",
      "cooling 2026-04-01",
    ])
  })

  test("A06 who left and buys again is back, and the reason says after how long", () => {
    const purchases = [at("2024-01-01"), at("2024-02-01"), at("2026-01-01")]
    const last = stagesOf(facts({ firstSeenAt: purchases[0] ?? at("2024-01-01"), purchases }), at("2026-01-02")).at(-1)
    expect(last).toMatchObject({ stage: "repeat", reason: { en: "came back after 700 days" } })
  })

  test("A06 a refusal of all news ends a silence early; somebody who never bought leaves after a year", () => {
    const purchases = [at("2026-01-01")]
    expect(told({ purchases, refusedAt: at("2026-05-01") }, at("2026-12-01")).at(-1)).toBe("left 2026-05-01")
    expect(told({}, at("2027-06-01"))).toEqual(["aware 2026-01-01", "cooling 2026-04-01", "left 2027-01-01"])
  })

  test("A06 the order in which facts come does not matter, and days go forward", () => {
    const instants = fc.array(fc.integer({ min: 0, max: 1_500 }), { maxLength: 12 })
    fc.assert(
      fc.property(instants, instants, (bought, seen) => {
        const from = at("2024-01-01")
        const sorted = (days: number[]) => days.toSorted((a, b) => a - b).map((days) => later(from, days))
        const given = { firstSeenAt: from, purchases: sorted(bought), interests: seen.map((days) => later(from, days)) }
        const history = stagesOf(facts(given), later(from, 2_000))
        const other = stagesOf(facts({ ...given, interests: given.interests.toReversed() }), later(from, 2_000))
        expect(other).toEqual(history)
        for (const [i, change] of history.entries()) {
          const before = history[i - 1]
          if (before) expect(change.at.getTime()).toBeGreaterThanOrEqual(before.at.getTime())
          expect(change.stage).not.toBe(before?.stage)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe("mood", () => {
  const sign = (day: string, value: number, source: MoodSignal["source"] = "staff"): MoodSignal => ({
    at: at(day),
    value,
    source,
    how: { ja: "", en: "" },
    text: null,
  })

  test.each([
    ["とても気に入りました。ありがとうございます", 1],
    ["箱が壊れていて残念でした", -1],
    ["肌に合わない。かゆみが出て不安です", -1],
    ["不満はありません", 1],
    ["I love it, great soap", 1],
    ["not good, and it came late", -1],
    ["注文番号を教えてください", 0],
  ])("A03 the words of %s", (text, sign) => {
    expect(Math.sign(toneOf(text)?.tone ?? 0)).toBe(sign)
  })

  test("A03 stars and scores count before words; what cannot be read says nothing", () => {
    const deed = (name: string, properties: Record<string, unknown>) => ({
      name,
      occurredAt: at("2026-01-01"),
      properties,
    })
    const signals = signalsOfDeeds([
      deed("Product Reviewed", { rating: 1, review_body: "最高" }),
      deed("Survey Answered", { score: 10 }),
      deed("Survey Answered", { answer: "とても満足" }),
      deed("Survey Answered", { score: 99 }),
      deed("Product Viewed", { rating: 5 }),
    ])
    expect(signals.map(({ value, source }) => [Math.round(value * 100), source])).toEqual([
      [-100, "rating"],
      [100, "answer"],
      [60, "words"],
    ])
  })

  test("A04 newer signs weigh more, and a fall within three months is seen", () => {
    const signals = [sign("2026-01-01", 1), sign("2026-05-20", -1)]
    expect(moodAt(signals, at("2025-12-31"))).toBeNull()
    expect(moodAt(signals, at("2026-02-01"))).toBe(1)
    const now = moodNow(signals, at("2026-06-01"))
    expect(now.now).toBeLessThan(-0.4)
    expect(now.fell).toBe(true)
    expect(moodNow([sign("2026-01-01", 0.5)], at("2026-06-01"))).toMatchObject({ change: 0, fell: false })
  })
})

describe("radar", () => {
  const now = at("2026-06-01")
  test("A13 spokes add up what was bought, seen, searched and said, newest first, and open to their evidence", () => {
    const types = new Map([["p1", "クリーム"]])
    const deed = (name: string, occurredAt: Date, properties: object) => ({
      name,
      occurredAt,
      productId: null,
      properties: { ...properties },
    })
    const spokes = radarOf(
      [
        ...cluesOfPurchases([{ placedAt: now, products: [{ id: "p1" }, { id: "unknown" }] }], types),
        ...cluesOfDeeds([deed("Products Searched", later(now, -180), { query: "日焼け止め" })], types),
        ...cluesOfWords([
          { subject: "肌の悩み", values: [{ ja: "乾燥", en: "dryness" }], at: now, by: { ja: "b", en: "b" } },
        ]),
      ],
      now,
    )
    expect(spokes.map(({ label, group, points }) => [label.ja, group, points])).toEqual([
      ["乾燥", "worry", 4],
      ["クリーム", "taste", 3],
      ["日焼け止め", "interest", 0.75],
    ])
    expect(spokes[0]?.share).toBe(1)
    expect(spokes[1]?.evidence).toEqual([
      { what: { ja: "クリームを購入した", en: "bought クリーム" }, at: now, points: 3 },
    ])
  })
  test("A13 nothing known is no radar, and what has not happened yet does not count", () => {
    expect(radarOf([], now)).toEqual([])
    expect(
      radarOf(cluesOfPurchases([{ placedAt: later(now, 1), products: [{ id: "a" }] }], new Map([["a", "b"]])), now),
    ).toEqual([])
  })
})

test("T22 X22 warmth counts what people do, not what machines do, and not what is spent", () => {
  const now = at("2026-06-01")
  const done = ["Message Clicked", "Message Opened By Machine", "Order Placed", "Product Reviewed"].map((name) => ({
    name,
    occurredAt: now,
  }))
  expect(engagementOf(done, now)).toMatchObject({ points: 9, level: "warm", before: 0 })
  expect(engagementOf([{ name: "Message Clicked", occurredAt: later(now, -30) }], now)).toMatchObject({
    points: 1.5,
    before: 3,
  })
  expect(engagementOf([], now)).toMatchObject({ points: 0, level: "none", parts: [] })
})

test("A12 what is not known is listed with a way to ask, and archived properties are not wanted", () => {
  const person = {
    displayName: "渡邉",
    familyKana: null,
    email: "a@example.jp",
    phone: null,
    bornOn: null,
    address: null,
  }
  const skin = { key: "skin", label: { ja: "肌質", en: "Skin type" }, isArchived: false }
  const found = completenessOf(
    { ...person, properties: {} },
    [skin, { ...skin, key: "old", isArchived: true }],
    ["email"],
  )
  expect(found.known).toBe(3)
  expect(found.share).toBe(3 / 8)
  expect(found.missing.map(({ key }) => key)).toEqual(["kana", "phone", "address", "bornOn", "property:skin"])
  expect(found.missing.at(-1)?.ask.ja).toContain("肌質")
})

test("A09 a partner's value counts only while she agrees, before its end, for its purpose", () => {
  const now = at("2026-06-01")
  const value = {
    agreedAt: at("2026-01-01"),
    withdrawnAt: null,
    expiresAt: at("2026-12-01"),
    purposes: ["service" as const],
  }
  expect(partnerState(value, now)).toBe("used")
  expect(partnerState({ ...value, agreedAt: null }, now)).toBe("not-agreed")
  expect(partnerState({ ...value, expiresAt: now }, now)).toBe("expired")
  expect(partnerState({ ...value, withdrawnAt: now }, now)).toBe("withdrawn")
  expect(partnerState({ ...value, withdrawnAt: at("2025-12-01") }, now)).toBe("used")
  expect(usableFor([value], "marketing", now)).toEqual([])
  expect(usableFor([value], "service", now)).toEqual([value])
})

test("RFM: fifths of the brand's own buyers, the most recent ones highest; too few buyers get no score", () => {
  const quintiles = {
    buyers: 100,
    currency: "JPY",
    recencyDays: [10, 30, 60, 120],
    frequency: [1, 1, 2, 4],
    monetary: [3_000, 6_000, 12_000, 30_000],
    usualDays: 45,
    madeAt: at("2026-06-01"),
  }
  const best = { recencyDays: 3, frequency: 9, monetary: 99_000 }
  expect(scoresOf(best, quintiles)).toEqual({ recency: 5, frequency: 5, monetary: 5 })
  expect(scoresOf({ recencyDays: 400, frequency: 1, monetary: 3_000 }, quintiles)).toEqual({
    recency: 1,
    frequency: 1,
    monetary: 1,
  })
  expect(scoresOf(null, quintiles)).toBeNull()
  expect(scoresOf(best, { ...quintiles, buyers: 24 })).toBeNull()
})
