import type { LetterChannel, Template } from "../../../server/capabilities/templates/model.ts"
import type { Standing } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"

export const channelWords: Readonly<Record<LetterChannel, Text>> = {
  mail: { ja: "メール", en: "Mail" },
  line: { ja: "LINE", en: "LINE" },
  sms: { ja: "SMS", en: "SMS" },
  push: { ja: "プッシュ", en: "Push" },
  dm: { ja: "DM", en: "Direct message" },
}

export const intents = [
  {
    value: "value",
    label: { ja: "役に立つ", en: "Of value" },
    hint: { ja: "読む方のためになる話", en: "Something for the reader" },
  },
  {
    value: "ask",
    label: { ja: "お願い", en: "An ask" },
    hint: { ja: "買う・答えるなど、してほしいことがある", en: "Something of the reader: to buy, to answer" },
  },
  {
    value: "discount",
    label: { ja: "値引き", en: "A price cut" },
    hint: { ja: "深さと回数の上限にかぞえる", en: "Counts towards the caps on discounts" },
  },
] as const

export const purposes = [
  {
    value: "marketing",
    label: { ja: "お便り", en: "Letter" },
    hint: { ja: "同意のある方だけに届きます", en: "Only with consent" },
  },
  {
    value: "transactional",
    label: { ja: "手続きのお知らせ", en: "Notice" },
    hint: { ja: "注文などに必要なもの。宣伝は書けません", en: "Needed for an order. No advertising" },
  },
] as const

export const standings: Readonly<Record<Template["state"], { readonly is: Standing; readonly label: Text }>> = {
  live: { is: "live", label: { ja: "使えます", en: "Ready to use" } },
  draft: { is: "draft", label: { ja: "下書き", en: "Draft" } },
  archived: { is: "none", label: { ja: "しまってあります", en: "Archived" } },
  bin: { is: "none", label: { ja: "ごみ箱", en: "In the bin" } },
}

export const useWords = ({ kind, name }: Template["uses"][number]): Text =>
  kind === "flow"
    ? { ja: `フロー「${name.ja}」`, en: `Flow “${name.en}”` }
    : { ja: `キャンペーン「${name.ja}」`, en: `Campaign “${name.en}”` }

export const useAddress = ({ kind, id }: Template["uses"][number]): string =>
  kind === "flow" ? `/flows/${id}` : `/campaigns/${id}`
