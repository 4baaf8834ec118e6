import type { Text } from "#kernel/text"

/** What details of an event are called: its columns, and the properties that shops and we ourselves send most. */
const names: Readonly<Record<string, Text>> = {
  product: { ja: "商品", en: "product" },
  channel: { ja: "経路", en: "channel" },
  store: { ja: "店舗", en: "store" },
  source: { ja: "出所", en: "source" },
  order: { ja: "注文", en: "order" },
  message: { ja: "お便り", en: "message" },
  value: { ja: "金額", en: "amount" },
  "properties.score": { ja: "点数", en: "score" },
  "properties.rating": { ja: "星の数", en: "stars" },
  "properties.category": { ja: "カテゴリー", en: "category" },
  "properties.brand": { ja: "ブランド", en: "brand" },
  "properties.name": { ja: "名前", en: "name" },
  "properties.title": { ja: "題名", en: "title" },
  "properties.form": { ja: "登録フォーム", en: "sign-up form" },
  "properties.purpose": { ja: "目的", en: "purpose" },
  "properties.reason": { ja: "理由", en: "reason" },
  "properties.quantity": { ja: "数量", en: "quantity" },
  "properties.price": { ja: "単価", en: "price" },
  "properties.query": { ja: "検索した言葉", en: "what was searched for" },
  "properties.path": { ja: "ページ", en: "page" },
  "properties.url": { ja: "ページのURL", en: "address of the page" },
  "properties.coupon": { ja: "クーポン", en: "coupon" },
  "properties.kind": { ja: "種類", en: "kind" },
  "properties.answer": { ja: "回答", en: "answer" },
  "properties.question": { ja: "質問", en: "question" },
}

/** The columns that a filter can name, in the order of a list. */
export const filterColumns = Object.keys(names).filter((field) => !field.startsWith("properties."))

const channelValues: Readonly<Record<string, Text>> = {
  online: { ja: "オンライン", en: "online" },
  store: { ja: "店舗", en: "a store" },
}

/** A value that a filter compares with, in words: products by their title, channels by their name. */
export function filterValue(
  field: string,
  value: string,
  words: { readonly product: (productId: string) => Text },
): Text {
  if (field === "product") return words.product(value)
  return (field === "channel" ? channelValues[value] : undefined) ?? { ja: value, en: value }
}

/** A property that we don't know is told as the shop's own code calls it. */
export const filterName = (field: string): Text => {
  const own = field.replace(/^properties\./, "")
  return names[field] ?? { ja: own, en: own }
}
