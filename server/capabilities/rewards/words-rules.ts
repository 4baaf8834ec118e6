import { counted, type Text, wordFor } from "#kernel/text"
import type { Gives, Refusal, RewardKind } from "./model.ts"

export const kindWords: Readonly<Record<RewardKind, Text>> = {
  coupon: { ja: "クーポン", en: "Coupon" },
  "free-shipping": { ja: "送料無料", en: "Free shipping" },
  "gift-wrap": { ja: "ギフト包装", en: "Gift wrapping" },
  product: { ja: "商品", en: "Product" },
  experience: { ja: "イベント", en: "Event" },
  collectible: { ja: "限定の記念品", en: "Limited piece" },
  donation: { ja: "寄付", en: "Donation" },
}

const number = (value: number, language: "ja" | "en") => new Intl.NumberFormat(language).format(value)

/** Why she can't have it now, in words for her. */
export function whyNot(refusal: Refusal, { gap, pointName }: { gap: number; pointName: Text }): Text {
  switch (refusal) {
    case "not-enough":
      return {
        ja: `あと${number(gap, "ja")}${pointName.ja}`,
        en: `${number(gap, "en")} more ${wordFor(gap, pointName).en}`,
      }
    case "sold-out":
      return { ja: "なくなりました", en: "None left" }
    case "not-begun":
      return { ja: "まだ受付前です", en: "Not open yet" }
    case "over":
      return { ja: "受付は終わりました", en: "Over" }
    case "not-live":
      return { ja: "いまはお休みしています", en: "Not available at the moment" }
    case "not-member":
      return { ja: "会員の方の特典です", en: "For members" }
    case "rank":
      return { ja: "別のランクの方の特典です", en: "For another rank" }
    case "segment":
      return { ja: "対象の方だけの特典です", en: "Not for everybody" }
    case "limit":
      return { ja: "すでに交換済みです", en: "You have had it" }
  }
}

/** What happens after pressing the button, in one sentence. */
export function nextWords(gives: Gives): Text {
  switch (gives.kind) {
    case "coupon":
    case "free-shipping":
      return { ja: "すぐにコードをお渡しします。", en: "You get your code at once." }
    case "gift-wrap":
      return { ja: "次のお届けをお包みします。", en: "We wrap your next parcel." }
    case "product":
      return {
        ja: `${gives.days}日以内にお送りします。`,
        en: `We send it within ${counted(gives.days, "day")}.`,
      }
    case "experience":
      return { ja: "お席をご用意します。", en: "We keep a place for you." }
    case "collectible":
      return gives.isPhysical
        ? { ja: `${gives.days}日以内にお送りします。`, en: `We send it within ${counted(gives.days, "day")}.` }
        : { ja: "すぐにお受け取りいただけます。", en: "It is yours at once." }
    case "donation":
      return { ja: "お預かりして、寄付します。", en: "We pass it on for you." }
  }
}
