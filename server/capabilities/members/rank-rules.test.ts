import fc from "fast-check"
import { expect, test } from "vitest"
import { addMonths, day } from "#kernel/days"
import { dayIn, startOfDay } from "#kernel/zones"
import { cardOf, checkDigit, readCard } from "./card-rules.ts"
import { giftPeriod } from "./gifts.ts"
import { type RankFact, RanksDocument } from "./model-ranks.ts"
import { isOfDomain, planEnds } from "./plan-rules.ts"
import { rankFindings } from "./rank-check-rules.ts"
import { factsOfOrder } from "./rank-facts-rules.ts"
import { judgeRank } from "./rank-rules.ts"
import { askedVersion } from "./terms-rules.ts"

const zone = "Asia/Tokyo"
const at = (text: string) => new Date(`${text}T12:00:00+09:00`)
const midnight = (text: string) => startOfDay(zone, day(text))
const bought = (on: string, spend: number): RankFact => ({
  at: at(on),
  knownAt: at(on),
  spend,
  orders: 1,
  points: 0,
})
const given = (on: string, back: number, of: string): RankFact => ({
  at: at(of),
  knownAt: at(on),
  spend: -back,
  orders: 0,
  points: 0,
})

const ranksOf = (changes: object) =>
  RanksDocument.parse({
    metric: "spend",
    window: { kind: "rolling", months: 12 },
    judged: { every: "day" },
    ranks: [
      { key: "regular", name: { ja: "レギュラー", en: "Regular" }, needs: 0 },
      { key: "silver", name: { ja: "シルバー", en: "Silver" }, needs: 20_000 },
      { key: "gold", name: { ja: "ゴールド", en: "Gold" }, needs: 50_000 },
    ],
    ...changes,
  })
const enrolledAt = at("2025-01-10")
const judge = (facts: readonly RankFact[], on: Date | string, changes: object = {}) =>
  judgeRank({ enrolledAt, zone, facts }, ranksOf(changes), typeof on === "string" ? at(on) : on)
const key = (facts: readonly RankFact[], on: Date | string, changes: object = {}) => judge(facts, on, changes).rank.key

test("H13 a rank is reached by the order that reaches it, and what is missing to the next is told", () => {
  const facts = [bought("2025-02-01", 15_000), bought("2025-03-01", 5_000)]
  expect(key(facts, "2025-02-20")).toBe("regular")
  expect(judge(facts, "2025-02-20").next).toMatchObject({ rank: { key: "silver" }, missing: 5_000 })
  const found = judge(facts, "2025-03-02")
  expect(found).toMatchObject({ rank: { key: "silver" }, since: at("2025-03-01"), total: 20_000 })
  expect(found.next).toMatchObject({ rank: { key: "gold" }, missing: 30_000 })
  expect(found.changes.map((change) => [change.to, change.why])).toEqual([
    ["regular", "enrolled"],
    ["silver", "reached"],
  ])
})

test("H13 rolling months: the rank is kept as long as the months hold enough, and told until when", () => {
  const facts = [bought("2025-02-01", 15_000), bought("2025-03-01", 5_000)]
  const lost = midnight("2026-02-02")
  expect(judge(facts, "2025-03-02").until).toEqual(lost)
  expect(key(facts, new Date(lost.getTime() - 1))).toBe("silver")
  expect(key(facts, lost)).toBe("regular")
})

test("H13 ranks judged on the first of a month are lost there, days of grace later", () => {
  const facts = [bought("2025-02-01", 20_000)]
  const monthly = { judged: { every: "month" } }
  expect(key(facts, "2026-02-25", monthly)).toBe("silver")
  expect(key(facts, midnight("2026-03-01"), monthly)).toBe("regular")
  const gracious = { ...monthly, graceDays: 30 }
  expect(judge(facts, "2025-06-01", gracious).until).toEqual(midnight("2026-03-31"))
  expect(key(facts, "2026-03-30", gracious)).toBe("silver")
  expect(key(facts, midnight("2026-03-31"), gracious)).toBe("regular")
  const saved = [...facts, bought("2026-03-20", 20_000)]
  expect(key(saved, "2026-04-30", gracious)).toBe("silver")
  expect(judge(saved, "2026-04-30", gracious).since).toEqual(at("2025-02-01"))
})

test("H13 calendar years: what a year came to is kept through the next, judged when returns are settled", () => {
  const years = { window: { kind: "calendar-year" }, judged: { every: "period", afterDays: 14 } }
  const facts = [bought("2025-11-01", 50_000), given("2026-01-10", 35_000, "2025-11-01")]
  expect(key(facts, "2025-12-31", years)).toBe("gold")
  expect(key(facts, "2026-01-14", years)).toBe("gold")
  expect(key(facts, "2026-01-15", years)).toBe("regular")
  const kept = [bought("2025-11-01", 50_000)]
  expect(judge(kept, "2026-06-01", years)).toMatchObject({ rank: { key: "gold" }, total: 0 })
  expect(judge(kept, "2026-06-01", years).until).toEqual(midnight("2027-01-15"))
  expect(judge(kept, "2025-12-01", years).judgeAgainAt).toEqual(midnight("2026-01-01"))
})

test("H13 a fiscal year begins in its own month", () => {
  const fiscal = { window: { kind: "fiscal-year", firstMonth: 4 }, judged: { every: "period" } }
  const facts = [bought("2025-03-31", 15_000), bought("2025-04-01", 15_000)]
  expect(key(facts, "2025-04-02", fiscal)).toBe("regular")
  expect(key([...facts, bought("2026-03-31", 5_000)], "2026-03-31", fiscal)).toBe("silver")
})

test("H13 a refund takes the rank at once where the brand says so, else at the next judgement", () => {
  const facts = [bought("2025-02-01", 20_000), given("2025-02-10", 10_000, "2025-02-01")]
  const monthly = { judged: { every: "month" } }
  expect(key(facts, "2025-02-11", monthly)).toBe("silver")
  expect(key(facts, "2025-03-01", monthly)).toBe("regular")
  const strict = judge(facts, "2025-02-11", { ...monthly, dropsOnRefund: true })
  expect(strict.changes.at(-1)).toMatchObject({ to: "regular", isUp: false, why: "refunded", at: at("2025-02-10") })
})

test("H13 what was bought before joining counts only where the brand says so", () => {
  const facts = [bought("2024-12-01", 50_000)]
  expect(key(facts, "2025-01-11")).toBe("gold")
  expect(key(facts, "2025-01-11", { countsBefore: false })).toBe("regular")
})

test("H13 an order counts for its goods when paid, never less than nothing after refunds", () => {
  const order = { orderId: "o", customerId: "c", paidAt: at("2025-02-01"), currency: "JPY", goods: 7_000 }
  const refunds = [
    { at: at("2025-02-05"), amount: 5_000 },
    { at: at("2025-02-06"), amount: 5_000 },
  ]
  const facts = factsOfOrder({ ...order, endedAt: null, refunds })
  expect(facts.map(({ spend, orders }) => [spend, orders])).toEqual([
    [7_000, 1],
    [-5_000, 0],
    [-2_000, -1],
  ])
  const cancelled = factsOfOrder({ ...order, endedAt: at("2025-02-07"), refunds })
  expect(cancelled).toEqual(facts)
})

const dayMs = 86_400_000
const anyFacts = fc.array(
  fc.record({
    day: fc.integer({ min: -300, max: 900 }),
    spend: fc.integer({ min: 100, max: 40_000 }),
    back: fc.option(fc.record({ share: fc.integer({ min: 1, max: 100 }), after: fc.integer({ min: 0, max: 200 }) })),
  }),
  { maxLength: 12 },
)
type Drawn = { day: number; spend: number; back: { share: number; after: number } | null }
const factsFrom = (drawn: readonly Drawn[]): RankFact[] =>
  drawn.flatMap(({ day: n, spend, back }) => {
    const when = new Date(enrolledAt.getTime() + n * dayMs)
    const fact = { at: when, knownAt: when, spend, orders: 1, points: 0 }
    if (!back) return [fact]
    const knownAt = new Date(when.getTime() + back.after * dayMs)
    return [fact, { ...fact, knownAt, spend: -Math.floor((spend * back.share) / 100), orders: 0 }]
  })
const anyRanks = fc.record({
  window: fc.constantFrom(
    { kind: "rolling", months: 3 },
    { kind: "rolling", months: 12 },
    { kind: "ever" },
    { kind: "calendar-year" },
    { kind: "fiscal-year", firstMonth: 4 },
  ),
  every: fc.constantFrom("day", "month"),
  graceDays: fc.constantFrom(0, 10, 60),
  dropsOnRefund: fc.boolean(),
})
const documentOf = ({ window, every, graceDays, dropsOnRefund }: Record<string, unknown>) => {
  const isYear = String(Object(window).kind).endsWith("year")
  return { window, judged: { every: isYear ? "period" : every }, graceDays, dropsOnRefund }
}
const anyDay = fc.integer({ min: 0, max: 1_000 })

test("INV18 F74 the rank at an instant is a function of what was known by then, in whatever order it is told", () => {
  fc.assert(
    fc.property(anyFacts, anyRanks, anyDay, (drawn, ranks, n) => {
      const on = new Date(enrolledAt.getTime() + n * dayMs)
      const facts = factsFrom(drawn)
      const found = judge(facts, on, documentOf(ranks))
      const known = facts.filter((fact) => fact.knownAt <= on)
      expect(judge(known.toReversed(), on, documentOf(ranks))).toEqual(found)
    }),
    { numRuns: 300 },
  )
})

test("INV18 until the instant that it names nothing changes by itself, and what it says of the end comes true", () => {
  fc.assert(
    fc.property(anyFacts, anyRanks, anyDay, (drawn, ranks, n) => {
      const on = new Date(enrolledAt.getTime() + n * dayMs)
      const facts = factsFrom(drawn).filter((fact) => fact.knownAt <= on)
      const found = judge(facts, on, documentOf(ranks))
      if (found.judgeAgainAt) {
        const before = judge(facts, new Date(found.judgeAgainAt.getTime() - 1), documentOf(ranks))
        expect([before.rank.key, before.total, before.since]).toEqual([found.rank.key, found.total, found.since])
      }
      if (!found.until) return
      expect(key(facts, new Date(found.until.getTime() - 1), documentOf(ranks))).toBe(found.rank.key)
      expect(judge(facts, found.until, documentOf(ranks)).changes.at(-1)).toMatchObject({
        at: found.until,
        isUp: false,
      })
    }),
    { numRuns: 300 },
  )
})

test("INV18 judged every day without grace, the rank is what the last months hold at the start of the day, or more since", () => {
  fc.assert(
    fc.property(anyFacts, anyDay, (drawn, n) => {
      const facts = factsFrom(drawn.map((one) => ({ ...one, back: null })))
      const today = dayIn(zone, new Date(enrolledAt.getTime() + n * dayMs))
      const on = startOfDay(zone, today)
      if (on < enrolledAt) return
      const from = startOfDay(zone, addMonths(today, -12))
      const total = facts.filter((f) => f.at >= from && f.at <= on).reduce((sum, f) => sum + f.spend, 0)
      const expected = total >= 50_000 ? "gold" : total >= 20_000 ? "silver" : "regular"
      expect(key(facts, on)).toBe(expected)
    }),
    { numRuns: 300 },
  )
})

test("L19 an upgrade gift's period is a year of the window, counted from joining where months roll", () => {
  const of = (window: object, reached: string) =>
    giftPeriod(
      ranksOf({ window, judged: { every: String(Object(window).kind).endsWith("year") ? "period" : "day" } }),
      day("2025-01-31"),
      day(reached),
    )
  expect(of({ kind: "calendar-year" }, "2025-06-01")).toBe("2025-01-01")
  expect(of({ kind: "fiscal-year", firstMonth: 4 }, "2025-03-31")).toBe("2024-04-01")
  expect(of({ kind: "rolling", months: 12 }, "2026-01-30")).toBe("2025-01-31")
  expect(of({ kind: "rolling", months: 12 }, "2026-01-31")).toBe("2026-01-31")
  expect(of({ kind: "ever" }, "2030-01-01")).toBe("ever")
})

test("H13 ranks that can't be judged are refused, and what would surprise is said before they hold", () => {
  expect(() => ranksOf({ window: { kind: "calendar-year" } })).toThrow("years are judged at their end")
  const unordered = [
    { key: "a", name: { ja: "あ", en: "A" }, needs: 0 },
    { key: "b", name: { ja: "い", en: "B" }, needs: 0 },
  ]
  expect(() => ranksOf({ ranks: unordered })).toThrow("must need more")
  const fewer = ranksOf({ ranks: ranksOf({}).ranks.slice(0, 2) })
  expect(rankFindings(fewer, ranksOf({})).map(({ rank }) => rank)).toEqual(["gold", "silver"])
})

test("O17 cards are EAN-13 of a shop's own range, and a wrong digit is seen", () => {
  expect(checkDigit("490123456789")).toBe(4)
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.nat(12), fc.integer({ min: 1, max: 9 }), (n, i, d) => {
      const card = cardOf(n)
      expect(card).toMatch(/^2[0-9]{12}$/)
      expect(readCard(` ${card.slice(0, 7)}-${card.slice(7)}`)).toBe(card)
      const wrong = card.slice(0, i) + String((Number(card[i]) + d) % 10) + card.slice(i + 1)
      expect(readCard(wrong)).toBeUndefined()
    }),
  )
})

test("H18 plans last whole months, a running one is prolonged from its end; school addresses are told by their domain", () => {
  const plan = { months: 12, times: 1, from: at("2026-04-01"), runsUntil: undefined }
  const first = planEnds(zone, plan)
  expect(first).toEqual(midnight("2027-04-02"))
  expect(planEnds(zone, { ...plan, from: at("2027-03-01"), runsUntil: first ?? undefined })).toEqual(
    midnight("2028-04-02"),
  )
  expect(planEnds(zone, { ...plan, months: null })).toBeNull()
  expect(isOfDomain("a@cs.example.ac.jp", ["ac.jp"])).toBe(true)
  expect(isOfDomain("a@notac.jp", ["ac.jp"])).toBe(false)
})

test("H19 members are asked for the newest terms that ask again, and for the first of all", () => {
  const version = (n: number, asksAgain: boolean) => ({ version: n, document: { asksAgain } })
  expect(askedVersion([])).toBeNull()
  expect(askedVersion([version(1, false)])).toBe(1)
  expect(askedVersion([version(1, true), version(2, true), version(3, false)])).toBe(2)
})
