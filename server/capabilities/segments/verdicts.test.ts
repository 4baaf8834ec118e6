import { expect, test } from "vitest"
import { aPerson, aSetting, ago, bought, did } from "#testing/person-facts"
import { decisive, explain } from "./explain-rules.ts"
import { attributeLabels, attributeValue } from "./labels-rules.ts"
import { averageKey } from "./lower-rules.ts"
import { Condition, type ConditionInput } from "./model.ts"
import type { PersonFacts } from "./model-core.ts"
import { amount } from "./window-words-rules.ts"
import type { Words } from "./sentences-rules.ts"

const same = (text: string) => ({ ja: text, en: text })
const yen = (n: number) => ({ ja: `${n.toLocaleString("ja-JP")}円`, en: `¥${n.toLocaleString("en-US")}` })
const words: Words = {
  event: (name) => ({ ja: `〈${name}〉`, en: name }),
  segment: () => ({ ja: "常連", en: "Regulars" }),
  field: (kind, key) => (kind === "attribute" ? attributeLabels[key] : undefined) ?? { ja: "肌質", en: "Skin type" },
  value: (kind, key, value) =>
    typeof value === "number"
      ? amount(value)
      : kind === "attribute"
        ? attributeValue(key, value)
        : value === "dry"
          ? { ja: "乾燥", en: "dry skin" }
          : same(value),
  product: () => ({ ja: "化粧水", en: "Lotion" }),
  money: yen,
}

const last = (n: number) => ({ kind: "last", n, unit: "day" }) as const
const regulars = "00000000-0000-4000-8000-0000000000aa"
const setting = aSetting({
  averages: { [averageKey("count", { kind: "ever" })]: 2.44, [averageKey("spent", { kind: "ever" })]: 9_000.4 },
  segments: new Map([[regulars, Condition.parse({ kind: "orders", measure: "count", range: { atLeast: 3 } })]]),
})
const her = aPerson({
  columns: { prefecture: "東京都", language: "ja", bornOn: "1991-11-02", birthday: "11-02", firstSeen: ago(400) },
  texts: { "property:skin": "dry" },
  numbers: { "property:points": 1_200 },
  consents: ["email/marketing/given", "line/marketing/withdrawn"],
  reach: ["email"],
  orders: [bought(40), bought(12, { channel: "store", store: "ginza", net: 12_000 })],
  deeds: [
    did("Product Viewed", 3),
    did("Product Added", 3, { product: "tea" }, 60),
    did("Message Sent", 2),
    did("Message Sent", 1),
    did("Store Visited", 12, { store: "ginza" }),
  ],
})

const explained = (who: ConditionInput, facts: PersonFacts = her, looksAhead = false) =>
  explain(Condition.parse(who), { facts, setting, words, looksAhead })
const orders = (measure: "count" | "spent", range: object) => ({ kind: "orders", measure, range }) as ConditionInput

/** A condition, whether it holds, her value, and what would turn it, in both languages. */
const table: [ConditionInput, boolean, { ja: string; en: string } | null, { ja: string; en: string } | null][] = [
  [
    orders("count", { atLeast: 3 }),
    false,
    { ja: "2回", en: "2 orders" },
    { ja: "あと1回で当てはまります", en: "1 order more makes it hold" },
  ],
  [
    orders("spent", { atLeast: 20_000 }),
    false,
    { ja: "15,000円", en: "¥15,000" },
    { ja: "あと5,000円で当てはまります", en: "¥5,000 more makes it hold" },
  ],
  [
    orders("count", { atMost: 2 }),
    true,
    { ja: "2回", en: "2 orders" },
    { ja: "あと1回で外れます", en: "1 order more ends it" },
  ],
  [
    { kind: "orders-against-average", measure: "count", is: "above" },
    false,
    { ja: "2回・平均は2.4回", en: "2 orders; the average is 2.4 orders" },
    { ja: "あと1回で当てはまります", en: "1 order more makes it hold" },
  ],
  [
    { kind: "orders-against-average", measure: "spent", is: "above" },
    true,
    { ja: "15,000円・平均は9,000円", en: "¥15,000; the average is ¥9,000" },
    null,
  ],
  [
    { kind: "order-time", which: "last", window: { kind: "before-last", n: 10, unit: "day" } },
    true,
    { ja: "2026年6月3日（12日前）", en: "3 Jun 2026 (12 days ago)" },
    { ja: "次の購入で外れます", en: "the next purchase ends it" },
  ],
  [
    { kind: "consent", channel: "email", states: ["given"] },
    true,
    { ja: "同意あり", en: "given" },
    { ja: "メール（ご案内）の意思が変われば外れます", en: "another word on e-mail (news and offers) ends it" },
  ],
  [
    { kind: "consent", channel: "line", states: ["given"] },
    false,
    { ja: "取り下げ", en: "withdrawn" },
    {
      ja: "LINE（ご案内）が「同意あり」になれば当てはまります",
      en: "consent by LINE (news and offers) given makes it hold",
    },
  ],
  [
    { kind: "reachable", channel: "sms" },
    false,
    { ja: "ご案内の同意は「意思表示なし」", en: "consent: never stated" },
    { ja: "ご案内への同意があれば当てはまります", en: "consent makes it hold" },
  ],
  [
    { kind: "attribute", field: "prefecture", test: { is: ["大阪府"] } },
    false,
    { ja: "東京都", en: "Tokyo" },
    { ja: "都道府県が「大阪府」になれば当てはまります", en: "it holds once prefecture is Osaka" },
  ],
  [{ kind: "attribute", field: "age", test: { atLeast: 40 } }, false, { ja: "34歳", en: "34 years" }, null],
  [
    { kind: "attribute", field: "language", test: { is: ["ja"] } },
    true,
    { ja: "日本語", en: "Japanese" },
    {
      ja: "この値が変われば外れます",
      en: "another value ends it",
    },
  ],
  [
    { kind: "property", key: "skin", test: { is: ["dry"] } },
    true,
    { ja: "乾燥", en: "dry skin" },
    { ja: "この値が変われば外れます", en: "another value ends it" },
  ],
  [
    { kind: "property", key: "points", test: { atLeast: 2_000 } },
    false,
    { ja: "1,200", en: "1,200" },
    { ja: "あと800で当てはまります", en: "800 more makes it hold" },
  ],
  [
    { kind: "event", names: ["Product Viewed"], window: last(30), range: { atLeast: 2 } },
    false,
    { ja: "1回", en: "1 time" },
    { ja: "あと1回で当てはまります", en: "1 time more makes it hold" },
  ],
  [
    { kind: "unanswered-messages", range: { atLeast: 5 } },
    false,
    { ja: "2通", en: "2 messages" },
    { ja: "あと3通で当てはまります", en: "3 messages more makes it hold" },
  ],
  [
    { kind: "cart-left", window: last(7) },
    true,
    {
      ja: "カートに入れたのは2026年6月12日（3日前）、まだ買っていない",
      en: "put into the cart on 12 Jun 2026 (3 days ago), not bought",
    },
    { ja: "購入すると外れます", en: "buying ends it" },
  ],
  [
    { kind: "store-visit", range: { atLeast: 3 } },
    false,
    { ja: "来店1回・店舗での購入1回", en: "1 visit, 1 purchase in a store" },
    { ja: "あと2回の来店か店舗での購入で当てはまります", en: "2 times more in a store makes it hold" },
  ],
  [
    {
      kind: "sequence",
      steps: [{ names: ["Product Viewed"] }, { names: ["Product Added"] }, { names: ["Checkout Started"] }],
      withinHours: 24,
    },
    false,
    { ja: "3つのうち2つまで", en: "2 of 3 steps" },
    {
      ja: "続けて「〈Checkout Started〉」があれば当てはまります",
      en: "“Checkout Started” next makes it hold",
    },
  ],
  [
    { kind: "event-time", which: "last", names: ["Product Viewed"], window: last(2) },
    false,
    { ja: "2026年6月12日（3日前）", en: "12 Jun 2026 (3 days ago)" },
    { ja: "この行動があれば当てはまります", en: "doing this makes it hold" },
  ],
]

test.each(table)("X03 A14 why of %j", (who, isHeld, value, turn) => {
  const verdict = explained(who)
  expect(verdict).toMatchObject({ holds: isHeld, value, wouldChange: turn })
})

test("X03 no answer speaks in codes, and every one has both languages", () => {
  for (const [who] of table) {
    const { sentence, value, wouldChange } = explained(who)
    for (const text of [sentence, value, wouldChange]) {
      if (!text) continue
      expect(text.ja, JSON.stringify(who)).not.toMatch(/\/|undefined|imported_|property:|field:|atLeast/)
      expect(text.en, JSON.stringify(who)).not.toMatch(/\/|undefined|imported_|property:|field:|[ぁ-んァ-ン]/)
    }
  }
})

test.each([
  ["product", { is: ["p-1"] }, "商品が「化粧水」", "product is Lotion"],
  ["channel", { isNot: ["store"] }, "経路が「店舗」ではない", "channel is not a store"],
  ["value", { atLeast: 3_000 }, "金額が3,000円以上", "amount is at least ¥3,000"],
  ["properties.score", { atLeast: 9 }, "点数が9以上", "score is at least 9"],
  ["properties.path", { contains: "guide" }, "ページに「guide」を含む", "page contains “guide”"],
] as const)("X03 what an event is narrowed by is said in words: %s", (field, test, ja, en) => {
  const said = explained({
    kind: "event",
    names: ["Survey Answered"],
    filters: [{ field, test: JSON.parse(JSON.stringify(test)) }],
    range: { atLeast: 1 },
  }).sentence
  expect(said.ja).toContain(`（${ja}）`)
  expect(said.en).toContain(` (${en})`)
})

test("X03 another segment is answered by its own conditions, what is kept out by what is inside", () => {
  const verdict = explained({
    kind: "all",
    of: [
      { kind: "segment", segmentId: regulars },
      { kind: "not", of: { kind: "reachable", channel: "email" } },
    ],
  })
  expect(verdict.children[0]?.children[0]).toMatchObject({
    path: "all.0.segment",
    holds: false,
    value: { ja: "2回" },
    wouldChange: { ja: "あと1回で当てはまります" },
  })
  expect(verdict.children[1]?.children[0]).toMatchObject({ holds: true, value: { ja: "同意があり、メールで届きます" } })
  expect(decisive(verdict).ja).toBe(
    "これまでに購入が3回以上 ではない（2回）、メールで届けられる（同意があり、メールで届きます）",
  )
})

test("X03 the day on which time alone turns it is told", () => {
  const verdict = explained(
    { kind: "event", names: ["Product Viewed"], window: last(30), range: { atLeast: 1 } },
    her,
    true,
  )
  expect(verdict).toMatchObject({ holds: true, changesOn: "2026-07-12" })
})
