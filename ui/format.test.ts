import { describe, expect, test } from "vitest"
import * as format from "./format.ts"

const now = Date.parse("2026-11-20T01:20:00Z") // 10:20 in Tokyo
const ja = { language: "ja", timeZone: "Asia/Tokyo", now } as const
const en = { language: "en", timeZone: "Asia/Tokyo", now } as const

describe("figures", () => {
  test.each([
    [4_109_359, "JPY", "¥4,109,359"],
    [-889_861, "JPY", "−¥889,861"],
    [1250, "USD", "$12.50"],
  ])("money %i %s is %s", (minor, currency, text) => expect(format.money(minor, currency)).toBe(text))

  test("minus is U+2212, also in changes and rates", () => {
    expect(format.number(-858)).toBe("−858")
    expect(format.change(668)).toBe("+668")
    expect(format.change(0)).toBe("±0")
    expect(format.percent(0.231)).toBe("23.1%")
    expect(format.percentChange(-0.0005, 2)).toBe("−0.05pt")
  })
})

test.each([
  [400_000, "40万", "400k"],
  [15_000, "1.5万", "15k"],
  [2_500_000, "250万", "2.5M"],
  [-500, "−500", "−500"],
])("an axis writes %i as %s / %s", (value, inJapanese, inEnglish) => {
  expect(format.axisNumber(value, "ja")).toBe(inJapanese)
  expect(format.axisNumber(value, "en")).toBe(inEnglish)
})

describe("dates on the brand's clock", () => {
  test("this year goes without saying", () => {
    expect(format.moment("2026-11-20T01:20:00Z", ja)).toBe("11/20（金）10:20")
    expect(format.moment("2026-11-20T01:20:00Z", en)).toBe("Fri, Nov 20, 10:20")
    expect(format.date("2025-05-18T03:00:00Z", ja)).toBe("2025/5/18（日）")
    expect(format.date("2025-05-18T03:00:00Z", en)).toBe("Sun, May 18, 2025")
  })

  test("late evening in London is the next day in Tokyo, and midnight is 0:00", () => {
    expect(format.date("2026-11-19T15:00:00Z", ja)).toBe("11/20（金）")
    expect(format.time("2026-11-19T15:00:00Z", ja)).toBe("0:00")
    expect(format.date("2026-11-19T15:00:00Z", { ...ja, timeZone: "Europe/London" })).toBe("11/19（木）")
  })

  test("a calendar day and a month have no time zone", () => {
    expect(format.day("2026-12-31", { ...ja, timeZone: "Pacific/Honolulu" })).toBe("12/31（木）")
    expect(format.month("2026-11", ja)).toBe("2026年11月")
    expect(format.month("2026-11-30T16:00:00Z", en)).toBe("Dec 2026")
    expect(format.period("2026-10-21", "2026-11-19", ja)).toBe("10/21（水）〜11/19（木）")
  })

  test.each([
    ["2026-11-20T01:19:30Z", "いま", "now"],
    ["2026-11-20T01:17:00Z", "3分前", "3 min ago"],
    ["2026-11-20T09:20:00Z", "8時間後", "in 8 h"],
    ["2026-11-18T23:00:00Z", "きのう", "yesterday"],
    ["2026-11-21T03:00:00Z", "あす", "tomorrow"],
    ["2026-10-24T03:00:00Z", "27日前", "27 days ago"],
  ])("%s is %s / %s", (at, inJapanese, inEnglish) => {
    expect(format.relative(at, ja)).toBe(inJapanese)
    expect(format.relative(at, en)).toBe(inEnglish)
  })

  test("durations keep two units", () => {
    expect(format.duration(252_000, "ja")).toBe("4分12秒")
    expect(format.duration(400, "en")).toBe("under 1 s")
    expect(format.duration(90_061_000, "en")).toBe("1 d 1 h")
  })
})
