import { expect, test } from "vitest"
import type { Comparison } from "../../../server/capabilities/experiments/model-lift.ts"
import * as format from "../../../ui/format.ts"
import { sentenceOf, waitWords } from "./words.ts"

const writing = {
  money: (minor: number, currency = "JPY") => format.money(minor, currency),
  number: format.number,
  percent: format.percent,
}
const found: Comparison = {
  arm: "treated",
  against: "holdout",
  people: 900,
  othersPeople: 100,
  mean: 620,
  othersMean: 500,
  difference: 120,
  low: 40,
  high: 200,
  relative: 0.24,
  total: 108_000,
  totalLow: 36_000,
  totalHigh: 180_000,
  varianceSaved: 0.3,
  verdict: { kind: "better", weeks: null },
}
const revenue = { metric: "revenue" as const, currency: "JPY" }

test("X02 a lift is a sentence with its interval and what it came to", () => {
  expect(sentenceOf(revenue, found, writing)).toEqual({
    ja: "1人あたり +¥120（+24%）。本当の差は +¥40 から +¥200 の間。これまでの合計は +¥108,000（+¥36,000 から +¥180,000）。",
    en: "+¥120 per person (+24%). The true difference lies between +¥40 and +¥200. So far +¥108,000 in all (+¥36,000 to +¥180,000).",
  })
})

test("X02 too little data says so, with the weeks, and never a number that it can't carry", () => {
  const nothing = {
    difference: null,
    low: null,
    high: null,
    relative: null,
    total: null,
    totalLow: null,
    totalHigh: null,
  }
  const few: Comparison = { ...found, ...nothing, verdict: { kind: "gathering", weeks: 3 } }
  expect(sentenceOf(revenue, few, writing).en).toBe("Not enough data yet, about 3 more weeks.")
  expect(waitWords({ kind: "gathering", weeks: 1 }).en).toContain("1 more week.")
  expect(waitWords({ kind: "gathering", weeks: null }).ja).not.toMatch(/\d/)
  expect(waitWords({ kind: "gathering", weeks: 520 }).en).toContain("years")
  const still: Comparison = { ...found, low: -20, verdict: { kind: "gathering", weeks: 2 } }
  expect(sentenceOf(revenue, still, writing).en).toMatch(/between -?−?¥20 and \+¥200\. Not enough data yet/)
})
