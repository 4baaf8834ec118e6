import fc from "fast-check"
import { expect, test } from "vitest"
import type { StandingOrder } from "#orders"
import { checkQuest, type Surroundings } from "./check-rules.ts"
import { QuestDocument, Task } from "./model.ts"
import {
  challengeOf,
  isFor,
  namesOf,
  rightOf,
  roundsOf,
  shownQuestion,
  spanOf,
  stampsOf,
  turnOf,
} from "./quest-rules.ts"

const now = new Date("2026-04-10T12:00:00+09:00")
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)
const span = { from: inDays(-30), until: null }
const order = (days: number, net: number, changes: Partial<StandingOrder> = {}): StandingOrder => ({
  orderId: `${days}`,
  customerId: "c",
  placedAt: inDays(days),
  currency: "JPY",
  net,
  channel: "online",
  storeId: null,
  products: [{ id: "soap", net }],
  ...changes,
})
const stamps = (changes: object = {}) => {
  const task = Task.parse({ kind: "stamps", counts: { by: "order" }, needs: 5, ...changes })
  if (task.kind !== "stamps") throw new Error("not stamps")
  return task
}
const challenge = (changes: object = {}) => {
  const task = Task.parse({ kind: "challenge", event: "Store Visited", needs: 3, ...changes })
  if (task.kind !== "challenge") throw new Error("no challenge")
  return task
}

test.each([
  ["each order that stands", {}, 3],
  ["orders of at least so much", { counts: { by: "order", least: 3_000 } }, 2],
  ["so much spent for each", { counts: { by: "spend", per: 2_500 } }, 4],
  ["orders in shops only", { channel: "store" }, 1],
  ["orders with one of these goods", { productIds: ["cream"] }, 1],
  ["different goods of the list", { counts: { by: "goods" }, productIds: ["soap", "cream", "oil"] }, 2],
] as const)("H22 stamps count %s", (_what, changes, expected) => {
  const orders = [
    order(-40, 9_000),
    order(-20, 1_000),
    order(-10, 4_000, { channel: "store" }),
    order(-1, 5_000, { products: [{ id: "cream", net: 5_000 }] }),
  ]
  expect(stampsOf(stamps(changes), orders, span)).toBe(expected)
})

test("H22 nothing after its end counts, and nothing that was given back in full", () => {
  expect(stampsOf(stamps(), [order(-5, 100), order(-1, 100)], { from: inDays(-30), until: inDays(-2) })).toBe(1)
  expect(stampsOf(stamps(), [order(-5, 0)], span)).toBe(0)
})

test("rounds are whole cards, at most as many as one may complete; what is over goes to the next", () => {
  expect(roundsOf(0, 5, 1)).toEqual({ rounds: 0, got: 0 })
  expect(roundsOf(7, 5, null)).toEqual({ rounds: 1, got: 2 })
  expect(roundsOf(7, 5, 1)).toEqual({ rounds: 1, got: 5 })
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 20 }), (pieces, needs) => {
      const { rounds, got } = roundsOf(pieces, needs, null)
      expect(rounds * needs + got).toBe(pieces)
      expect(got).toBeLessThan(needs)
    }),
  )
})

const deed = (days: number, properties = {}) => ({ name: "Store Visited", occurredAt: inDays(days), properties })
const how = { span, most: null, now, dayOf: (at: Date) => at.toISOString().slice(0, 10) }

test("H20 a challenge counts deeds of its name and shape, once a day, close enough together", () => {
  const deeds = [deed(-9), deed(-8), deed(-8.1), deed(-2), { ...deed(-1), name: "Page Viewed" }]
  expect(challengeOf(challenge(), deeds, how)).toEqual({ rounds: 1, got: 1 })
  expect(challengeOf(challenge({ isOncePerDay: true, needs: 4 }), deeds, how).got).toBe(3)
  expect(challengeOf(challenge({ withinDays: 3 }), deeds, how)).toEqual({ rounds: 1, got: 1 })
  expect(challengeOf(challenge({ withinDays: 3, needs: 4 }), deeds, how)).toEqual({ rounds: 0, got: 1 })
  const where = [{ property: "shop", is: "kamakura" }]
  expect(challengeOf(challenge({ where, needs: 1 }), [deed(-1, { shop: "kamakura" }), deed(-2)], how).rounds).toBe(1)
  expect(challengeOf(challenge({ needs: 1 }), deeds, { ...how, most: 2 })).toEqual({ rounds: 2, got: 1 })
})

const question = (right: string) => ({
  ask: { ja: "問い", en: "Question" },
  choices: ["a", "b"].map((id) => ({ id, words: { ja: id, en: id } })),
  right,
  because: { ja: "理由", en: "Why" },
})
const quiz = (changes: object = {}, task: object = {}) =>
  QuestDocument.parse({
    name: { ja: "クイズ", en: "Quiz" },
    task: { kind: "trivia", questions: [question("a"), question("b")], needs: 2, tries: 2, ...task },
    prize: { points: 30 },
    ...changes,
  })

test("H20 answers are judged by the server's own list; what a browser sees does not hold them", () => {
  const { task } = quiz()
  if (task.kind !== "trivia") throw new Error("no quiz")
  expect([
    rightOf(task.questions, ["a", "b"]),
    rightOf(task.questions, ["b", "a"]),
    rightOf(task.questions, []),
  ]).toEqual([2, 0, 0])
  expect(JSON.stringify(task.questions.map(shownQuestion))).not.toMatch(/right|because|理由/)
})

const tried = (round: number, hasPassed: boolean, days: number) => ({
  attemptId: "",
  round,
  right: 0,
  hasPassed,
  at: inDays(days),
})

test.each([
  ["nobody has tried", {}, [], { state: "open", round: 1, triesLeft: 2 }],
  ["one try is left", {}, [tried(1, false, -1)], { state: "open", round: 1, triesLeft: 1 }],
  ["no try is left", {}, [tried(1, false, -2), tried(1, false, -1)], { state: "no-tries", nextAt: null }],
  ["she has passed", {}, [tried(1, true, -1)], { state: "done", nextAt: null }],
  ["she may again later", { rounds: null, restDays: 30 }, [tried(1, true, -1)], { state: "done", nextAt: inDays(29) }],
  ["she may again now", { rounds: 2, restDays: 30 }, [tried(1, true, -31)], { state: "open", round: 2, triesLeft: 2 }],
  ["all rounds are over", { rounds: 2 }, [tried(1, true, -9), tried(2, true, -1)], { state: "done", nextAt: null }],
] as const)("S64 a quiz has only so many tries: %s", (_what, changes, attempts, expected) => {
  expect(turnOf(quiz(changes), attempts, now)).toEqual(expected)
})

test("a quest is for whom its gates say, while it is open", () => {
  const member = { isMember: true, rank: "gold", segments: new Set<string>() }
  expect(isFor(quiz(), member, now)).toBe(true)
  expect(isFor(quiz(), { ...member, isMember: false }, now)).toBe(false)
  expect(isFor(quiz({ gates: { ranks: ["silver"] } }), member, now)).toBe(false)
  expect(isFor(quiz({ closesAt: inDays(-1) }), member, now)).toBe(false)
  expect(isFor(quiz({ opensAt: inDays(1) }), member, now)).toBe(false)
  expect(spanOf({ document: quiz(), liveSince: inDays(-3) })).toEqual({ from: inDays(-3), until: null })
  expect(namesOf(challenge())).toEqual(["Store Visited"])
  expect(namesOf(stamps())).toContain("Order Refunded")
})

const around: Surroundings = {
  now,
  liveQuests: new Set(),
  liveRewards: new Set(),
  knownSegments: new Set(),
  knownRanks: new Set(),
  knownEvents: new Set(["Store Visited"]),
}
const found = (document: QuestDocument) => checkQuest(document, around).map(({ code }) => code)
const id = "00000000-0000-4000-8000-000000000001"

test("before it is published it is said what stands in the way", () => {
  expect(found(quiz())).toEqual([])
  expect(found(quiz({ about: { ja: "説明", en: "" } }))).toEqual(["one-language"])
  expect(found(quiz({}, { needs: 3 }))).toEqual(["needs"])
  expect(found(quiz({}, { tries: 4 }))).toEqual(["guess"])
  expect(found(quiz({}, { questions: [question("z")], needs: 1, tries: 1 }))).toEqual(["right-1"])
  expect(found(quiz({ prize: {} }))).toEqual(["no-prize"])
  expect(found(quiz({ prize: { rewardId: id } }))).toEqual(["reward"])
  expect(found(quiz({ task: { kind: "set", questIds: [id], needs: 2 } }))).toEqual(["needs", "parts"])
  expect(found(quiz({ task: challenge({ event: "Shop Visited" }) }))).toEqual(["event"])
  expect(found(quiz({ task: stamps({ counts: { by: "goods" }, productIds: ["a"], needs: 2 }) }))).toEqual(["goods"])
})
