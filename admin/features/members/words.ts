import type { listPlans } from "../../../server/capabilities/members/contract.ts"
import type { Metric } from "../../../server/capabilities/members/model.ts"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export type Plan = Reply<typeof listPlans>["plans"][number]

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

export const planKindOptions = [
  { value: "paid", label: { ja: "有料会員", en: "Paid membership" } },
  { value: "student", label: { ja: "学割", en: "Students" } },
  { value: "other", label: { ja: "そのほか", en: "Other" } },
] as const
