import type { Metric } from "../../../server/capabilities/members/model.ts"
import type { Window } from "../../../server/capabilities/members/model-ranks.ts"
import { same, type Text } from "../../../ui/text.ts"

export const doorWords = {
  mail: { ja: "メール", en: "Mail" },
  line: { ja: "LINE", en: "LINE" },
  shop: { ja: "購入・店舗", en: "A purchase or a store" },
  api: { ja: "API", en: "API" },
  import: { ja: "取り込み", en: "An import" },
  page: { ja: "会員ページ", en: "The members' page" },
} satisfies Record<string, Text>

export const metricWords: Readonly<Record<Metric, Text>> = {
  spend: { ja: "購入金額（返金を引く、送料を除く）", en: "Spend, less refunds and shipping" },
  orders: { ja: "購入回数", en: "Orders" },
  points: { ja: "獲得ポイント", en: "Points earned" },
}

export const unitOf = (metric: Metric, currency: string): Text => {
  if (metric === "orders") return { ja: "回", en: "orders" }
  if (metric === "points") return { ja: "ポイント", en: "points" }
  return currency === "JPY" ? { ja: "円", en: "yen" } : same(currency)
}

export function windowWords(window: Window): Text {
  switch (window.kind) {
    case "calendar-year":
      return { ja: "1月〜12月の1年", en: "a calendar year" }
    case "fiscal-year":
      return { ja: `${window.firstMonth}月から始まる1年`, en: `a year from month ${window.firstMonth}` }
    case "rolling":
      return { ja: `直近${window.months}か月`, en: `the last ${window.months} months` }
    case "ever":
      return { ja: "入会からずっと", en: "all time" }
  }
}

export const whyWords = {
  enrolled: { ja: "入会したとき", en: "On joining" },
  reached: { ja: "条件に届いた", en: "Reached it" },
  judged: { ja: "判定の日に足りなかった", en: "Fell short at a judgement" },
  refunded: { ja: "返金で足りなくなった", en: "A refund took it" },
} satisfies Record<string, Text>

export const planKindOptions = [
  { value: "paid", label: { ja: "有料会員", en: "Paid membership" } },
  { value: "student", label: { ja: "学割", en: "Students" } },
  { value: "other", label: { ja: "そのほか", en: "Other" } },
] as const
