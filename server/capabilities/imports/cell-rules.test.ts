import fc from "fast-check"
import { expect, test } from "vitest"
import {
  cleanCell,
  readAmount,
  readCount,
  readCountry,
  readFlag,
  readId,
  readRate,
  safeCell,
  shownValue,
} from "./cell-rules.ts"

test.each([
  ["2.55", "GBP", 255],
  ["1,234", "JPY", 1234],
  ["¥1,234", "JPY", 1234],
  ["\\1,234", "JPY", 1234],
  ["-\\500", "JPY", -500],
  ["１，２３４円", "JPY", 1234],
  ["1980.00", "JPY", 1980],
  ["-5.00", "GBP", -500],
  ["△500", "JPY", -500],
  ["0.0", "GBP", 0],
  ["1,234.5", "JPY", undefined],
  ["2.555", "GBP", undefined],
  ["free", "JPY", undefined],
  ["$5", "JPY", undefined],
] as const)("J20 %s in %s is %s minor units", (text, currency, amount) => {
  expect(readAmount(text, currency)).toBe(amount)
})

test("J20 pence are exact whatever the price", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000 }),
      (pence) => readAmount((pence / 100).toFixed(2), "GBP") === pence,
    ),
  )
})

test.each([
  ["6", 6],
  ["-12", -12],
  ["１２", 12],
  ["1,200", 1200],
  ["6.0", 6],
  ["3個", 3],
  ["△3", -3],
  ["1.5", undefined],
  ["many", undefined],
] as const)("%s is the count %s", (text, count) => {
  expect(readCount(text)).toBe(count)
})

test.each([
  ["10%", 1_000],
  ["10", 1_000],
  ["0.08", 800],
  ["8.00", 800],
  ["１０％", 1_000],
  ["0.5%", 50],
  ["0", 0],
  ["ten", undefined],
] as const)("%s is the rate %s", (text, rate) => {
  expect(readRate(text)).toBe(rate)
})

test("S45 what an export made safe for spreadsheets is what it was when it comes back", () => {
  const formulas = ["=1+1", "+81-3", "-5", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "plain", "'quoted", ""]
  for (const text of formulas) expect(cleanCell(safeCell(text))).toBe(text)
  expect(safeCell("=cmd|' /C calc'!A0")).toBe("'=cmd|' /C calc'!A0")
})

test("what tells who somebody is is shown masked, in whole characters", () => {
  expect(shownValue("hanako@example.jp", true)).toBe("h•••@example.jp")
  expect(shownValue("𠮷野 太郎", true)).toBe("𠮷•••")
  expect(shownValue("not a date", false)).toBe("not a date")
  expect(shownValue("x".repeat(100), false)).toHaveLength(61)
})

test("a number that a spreadsheet turned into a decimal is itself again", () => {
  expect(readId("17850.0")).toBe("17850")
  expect(readId("A-1.0")).toBe("A-1.0")
  expect(readId("1.05")).toBe("1.05")
})

test("countries are known by code and by name in both languages", () => {
  expect(
    ["United Kingdom", "イギリス", "gb", "EIRE", "日本", "ＪＰ", "USA", "Germany", "ドイツ"].map(readCountry),
  ).toEqual(["GB", "GB", "GB", "IE", "JP", "JP", "US", "DE", "DE"])
  expect(readCountry("Channel Islands")).toBeUndefined()
})

test("yes and no are read in both languages", () => {
  expect(["yes", "TRUE", "1", "はい", "希望する"].map(readFlag)).toEqual([true, true, true, true, true])
  expect(["no", "false", "０", "いいえ", "希望しない", "perhaps"].map(readFlag)).toEqual([
    false,
    false,
    false,
    false,
    false,
    undefined,
  ])
})
