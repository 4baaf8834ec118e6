import { same, type Text } from "../../../ui/text.ts"

const origins: Record<string, Text> = {
  purchase: { ja: "購入", en: "purchases" },
  action: { ja: "購入以外", en: "other acts" },
  goodwill: { ja: "店から", en: "goodwill" },
  paid: { ja: "有償", en: "paid for" },
  debt: { ja: "不足分", en: "owed" },
}
export const originWords = (origin: string): Text => origins[origin] ?? same(origin)

const englishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** "2026-04" as its month alone. */
export function monthWords(month: string): Text {
  const number = Number(month.slice(5))
  return { ja: `${number}月`, en: englishMonths[number - 1] ?? month }
}
