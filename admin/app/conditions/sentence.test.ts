import { expect, test } from "vitest"
import { type Condition, Leaf, type LeafKind } from "../../../server/capabilities/segments/model.ts"
import { choiceGroups } from "./kinds.ts"
import type { Field, Names } from "./phrase.ts"
import { changesBetween, documentText, phraseOf } from "./sentence.ts"

const skin: Field = {
  kind: "property",
  key: "skin",
  label: { ja: "肌の悩み", en: "Skin worries" },
  type: "list",
  choices: [
    { value: "dry", label: { ja: "乾燥", en: "dryness" } },
    { value: "oily", label: { ja: "べたつき", en: "oiliness" } },
  ],
}
const names: Names = {
  event: (name) => ({ ja: name === "Order Placed" ? "注文" : "商品の閲覧", en: name }),
  field: (kind, key) => (kind === "property" && key === "skin" ? skin : undefined),
  segment: () => ({ ja: "定期便の人", en: "Subscribers" }),
  product: (id) => (id === "p1" ? "化粧水" : id),
  money: (minor) => `¥${minor.toLocaleString("en-US")}`,
}
const last90 = { kind: "last", n: 90, unit: "day" } as const
const says = (...of: Condition[]) => documentText({ format: 1, who: { kind: "all", of } }, names)

test("D01 D02 conditions read as one sentence in both languages", () => {
  const often: Condition = { kind: "orders", measure: "count", window: last90, range: { atLeast: 3 } }
  const reach: Condition = { kind: "reachable", channel: "line" }
  expect(says(often, reach)).toEqual({
    ja: "過去90日に3回以上購入し、LINEで届く人。",
    en: "who bought anything at least 3 times in the last 90 days, and who can be reached by LINE.",
  })
})

test("D05 D11 what is excluded and what was not done say so", () => {
  const none: Condition = {
    kind: "orders",
    measure: "count",
    window: last90,
    range: { atMost: 0 },
    scope: { products: ["p1"] },
  }
  const not: Condition = { kind: "not", of: { kind: "segment", segmentId: "s" } }
  expect(says(none, not)).toEqual({
    ja: "過去90日に「化粧水」を一度も買っていない人。ただし、セグメント「定期便の人」に入っている人は除く。",
    en: "who never bought “化粧水” in the last 90 days, but not those who are in the segment “Subscribers”.",
  })
})

test("D18 alternatives stand within the sentence", () => {
  const any: Condition = {
    kind: "any",
    of: [
      { kind: "reachable", channel: "email" },
      { kind: "reachable", channel: "line" },
    ],
  }
  expect(says(any, { kind: "property", key: "skin", test: { none: ["oily"] } })).toEqual({
    ja: "〔メールで届く人、またはLINEで届く人〕に当たり、肌の悩みにべたつきがどれもない人。",
    en: "who are among [those who can be reached by e-mail, or who can be reached by LINE], and whose skin worries includes none of oiliness.",
  })
})

test("D27 D29 D30 windows, intervals and counts are written out", () => {
  const ja = (condition: Condition) => says(condition).ja
  expect(ja({ kind: "order-time", which: "last", window: { kind: "before-last", n: 60, unit: "day" } })).toBe(
    "最後の購入が60日より前の人。",
  )
  expect(ja({ kind: "own-interval", factorPercent: 200 })).toBe("最後の購入からご自分の購入間隔の2倍が過ぎている人。")
  expect(ja({ kind: "unanswered-messages", range: { atLeast: 5 } })).toBe(
    "反応のないまま受け取ったお便りが5通以上ある人。",
  )
  expect(
    ja({
      kind: "orders",
      measure: "spent",
      window: { kind: "season", months: [11, 12], years: 3 },
      range: { atLeast: 3000, atMost: 8000 },
    }),
  ).toBe("過去3年の11月・12月に合計 ¥3,000〜¥8,000購入した人。")
  expect(ja({ kind: "cart-left", window: { kind: "hours", hours: 24 }, products: ["p1"] })).toBe(
    "過去24時間に「化粧水」をかごに入れて、まだ買っていない人。",
  )
})

const kinds = Leaf.options.map((option) => option.shape.kind.value)
const choices = choiceGroups.flatMap((group) => group.choices)

test("D01 every kind of condition can be added and has words in both languages", () => {
  const offered = new Set<LeafKind>(choices.map(({ kind }) => kind))
  expect(kinds.filter((kind) => !offered.has(kind))).toEqual([])
  for (const choice of choices) {
    const leaf = choice.make({ fields: [skin, { ...skin, kind: "field", key: "loyalty.tier" }], events: [] })
    expect(leaf.kind).toBe(choice.kind)
    const phrase = phraseOf(leaf, names)
    for (const parts of [phrase.ja, phrase.en]) {
      expect(parts.some((part) => typeof part !== "string")).toBe(true)
      for (const part of parts) expect(typeof part === "string" ? part : part.text).not.toMatch(/undefined|NaN|object/)
    }
    expect(phrase.en.map((part) => (typeof part === "string" ? part : "")).join("")).not.toMatch(/[\u3040-\u30ff]/)
  }
})

test("D03 what a new version changes is said condition by condition", () => {
  const often = (times: number): Condition => ({
    kind: "orders",
    measure: "count",
    window: last90,
    range: { atLeast: times },
  })
  const mail: Condition = { kind: "reachable", channel: "email" }
  const changes = changesBetween(
    { format: 1, who: { kind: "all", of: [often(3), mail] } },
    { format: 1, who: { kind: "all", of: [often(2), mail] } },
    names,
  )
  expect(changes.map(({ what, words }) => `${what} ${words.ja}`)).toEqual([
    "added 過去90日に2回以上購入した人",
    "removed 過去90日に3回以上購入した人",
    "kept メールで届く人",
  ])
})
