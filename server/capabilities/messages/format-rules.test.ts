import { expect, test } from "vitest"
import * as format from "./format-rules.ts"

test.each([
  [{ amount: 3080, currency: "JPY" }, "3,080円", "¥3,080"],
  [{ amount: -300, currency: "JPY" }, "−300円", "−¥300"],
  [{ amount: 0, currency: "JPY" }, "0円", "¥0"],
  [{ amount: 1250, currency: "USD" }, "$12.50", "$12.50"],
])("J20 money %o is written %s and %s", (money, ja, en) => {
  expect([format.formatMoney(money, "ja"), format.formatMoney(money, "en")]).toEqual([ja, en])
})

test.each([
  ["2026-11-22", "11月22日(日)", "Sun 22 Nov"],
  ["2026-11-23", "11月23日(月・祝)", "Mon 23 Nov (holiday)"],
  ["2027-03-22", "3月22日(月・祝)", "Mon 22 Mar (holiday)"],
])("day %s: weekday always, 祝 shown, substitute holidays too", (day, ja, en) => {
  expect([format.formatDay(day, "ja"), format.formatDay(day, "en")]).toEqual([ja, en])
})

test("a day can be short, bare or with its year", () => {
  const styles = ["short", "bare", "year"] as const
  expect(styles.map((style) => format.formatDay("2026-11-20", "ja", style))).toEqual([
    "20日(金)",
    "20日",
    "2026年11月20日(金)",
  ])
})

test.each([
  ["2026-11-22", "2026-11-23", "11月22日(日)〜23日(月・祝)", "Sun 22 – Mon 23 Nov (holiday)"],
  ["2026-11-30", "2026-12-01", "11月30日(月)〜12月1日(火)", "Mon 30 Nov – Tue 1 Dec"],
  ["2026-12-31", "2027-01-01", "12月31日(木)〜1月1日(金・祝)", "Thu 31 Dec – Fri 1 Jan (holiday)"],
  ["2026-11-22", "2026-11-22", "11月22日(日)", "Sun 22 Nov"],
])("the range %s to %s", (from, to, ja, en) => {
  expect([format.formatDays({ from, to }, "ja"), format.formatDays({ from, to }, "en")]).toEqual([ja, en])
})

test.each(["2026-02-30", "2026-13-01", "tomorrow", ""])("%s is not a day", (day) => {
  expect(() => format.formatDay(day, "ja")).toThrow()
})

test("F61 an instant is written on the brand's clock, whatever the machine's zone", () => {
  const at = "2026-11-19T15:30:00Z"
  expect(format.formatMoment(at, "Asia/Tokyo", "ja")).toBe("11月20日(金)0時30分")
  expect(format.formatMoment(at, "America/New_York", "en")).toBe("Thu 19 Nov, 10:30")
  expect(format.formatMoment("2026-11-20T00:00:00Z", "Asia/Tokyo", "ja", "short")).toBe("20日(金)9時")
})

test.each([
  [{ family: "佐藤", given: "美咲" }, "佐藤 美咲 様", "佐藤 美咲"],
  [{ family: "Smith", given: "Ann" }, "Smith Ann 様", "Ann Smith"],
  [{ full: "株式会社ひなた 御中" }, "株式会社ひなた 御中", "株式会社ひなた 御中"],
  [{ full: "美咲さん" }, "美咲さん", "美咲さん"],
  [{ given: "美咲", family: "" }, "美咲 様", "美咲"],
  [{}, "お客さま", "Dear customer"],
])("J22 %o is addressed as %s and %s", (name, ja, en) => {
  expect([format.formatName(name, "ja"), format.formatName(name, "en")]).toEqual([ja, en])
})
