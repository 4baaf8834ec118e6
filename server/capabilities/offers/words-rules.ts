import { formatMoney } from "#kernel/money"
import type { Text } from "#kernel/text"
import type { Benefit, Refusal } from "./model.ts"

/** What an offer gives, in a reader's words. */
export function benefitWords(benefit: Benefit, currency: string): Text {
  const money = (amount: number, language: "ja" | "en") => formatMoney({ amount, currency }, language, "unit")
  switch (benefit.kind) {
    case "percent": {
      const percent = benefit.bp / 100
      return { ja: `${percent}%引き`, en: `${percent}% off` }
    }
    case "fixed":
      return { ja: `${money(benefit.amount, "ja")}引き`, en: `${money(benefit.amount, "en")} off` }
    case "free-shipping":
      return { ja: "送料無料", en: "Free shipping" }
    case "gift":
      return { ja: "プレゼントつき", en: "With a present" }
  }
}

/** Why a code can't be used, to the person who holds it. */
export const refusalWords: Readonly<Record<Refusal, Text>> = {
  unknown: { ja: "このコードは見つかりません。", en: "There is no such code." },
  "not-live": { ja: "このコードは今はお使いいただけません。", en: "This code can't be used at the moment." },
  "not-begun": { ja: "このコードはまだお使いいただけません。", en: "This code can't be used yet." },
  expired: { ja: "このコードの期限は過ぎました。", en: "This code has expired." },
  voided: { ja: "このコードはお使いいただけなくなりました。", en: "This code can't be used any more." },
  used: { ja: "このコードはお使いになりました。", en: "This code has been used." },
  "person-limit": { ja: "この特典はすでにお使いになりました。", en: "You have used this offer already." },
  "not-yours": { ja: "このコードはほかの方のものです。", en: "This code belongs to somebody else." },
  "not-first-order": {
    ja: "はじめてのお買い物のための特典です。",
    en: "This offer is for a first order.",
  },
  "below-minimum": {
    ja: "ご注文の金額が、特典の条件に届いていません。",
    en: "The order is below the offer's minimum.",
  },
  "no-such-goods": { ja: "この特典の対象の商品がありません。", en: "None of these products are part of the offer." },
  "not-stackable": {
    ja: "ほかのコードと一緒にはお使いいただけません。",
    en: "It can't be used together with another code.",
  },
  "budget-spent": { ja: "この特典は終了しました。", en: "This offer has come to its end." },
}
