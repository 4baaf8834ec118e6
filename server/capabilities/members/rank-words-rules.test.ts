import { expect, test } from "vitest"
import { RanksDocument } from "./model-ranks.ts"
import { countedWords, howItCounts } from "./rank-words-rules.ts"

const ranks = [{ key: "a", name: { ja: "つぼみ", en: "Bud" }, needs: 0 }]
const at = new Date("2026-06-15T03:00:00Z")

test("H13 H14 what counts, from when to when, and the day on which it is looked at are published", () => {
  const year = RanksDocument.parse({
    metric: "spend",
    window: { kind: "calendar-year" },
    judged: { every: "period", afterDays: 14 },
    graceDays: 30,
    ranks,
  })
  expect(howItCounts(year, "Asia/Tokyo", at)).toEqual({
    ja: "2026年1月1日〜2026年12月31日のお支払い額で数えます。2027年1月15日に見直します。達すると、すぐに上がります。下回っても、30日のあいだは続きます。",
    en: "What counts is what you pay from 1 Jan 2026 to 31 Dec 2026. It is looked at on 15 Jan 2027. You rise at once. If you fall short, you keep your rank for 30 more days.",
  })
  const fiscal = RanksDocument.parse({
    metric: "points",
    window: { kind: "fiscal-year", firstMonth: 9 },
    judged: { every: "period" },
    ranks,
  })
  expect(howItCounts(fiscal, "Asia/Tokyo", at).ja).toContain("2025年9月1日〜2026年8月31日の付いたポイント")
  expect(howItCounts(fiscal, "Asia/Tokyo", at).ja).toContain("2026年9月1日に見直します。")
  const rolling = RanksDocument.parse({
    metric: "orders",
    window: { kind: "rolling", months: 6 },
    judged: { every: "day" },
    ranks,
  })
  expect(howItCounts(rolling, "Asia/Tokyo", at).ja).toBe(
    "直近6か月のお買い物の回数で数えます。毎日見直します。達すると、すぐに上がります。",
  )
  expect(countedWords(rolling, { ja: "つぼみ", en: "Bud" }, "2回").ja).toBe("いまは「つぼみ」です。直近6か月で2回")
})
