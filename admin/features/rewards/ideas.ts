import type { RewardKind } from "../../../server/capabilities/rewards/model.ts"
import type { Text } from "../../../ui/text.ts"
import { freshValues, type Values } from "./form-values.ts"

export type Idea = {
  readonly key: string
  readonly kind: RewardKind
  readonly title: Text
  readonly about: Text
  readonly points: number
  readonly values: Partial<Values>
}

/** Rewards to begin with: something small, something to look forward to, something that money can't buy. */
export const ideas: readonly Idea[] = [
  {
    key: "coupon",
    kind: "coupon",
    title: { ja: "500円引きクーポン", en: "500 yen off" },
    about: { ja: "いちばん始めやすい特典です。", en: "The easiest one to begin with." },
    points: 500,
    values: { aboutJa: "次のお買い物で使えます。", aboutEn: "For your next order." },
  },
  {
    key: "shipping",
    kind: "free-shipping",
    title: { ja: "送料無料", en: "Free shipping" },
    about: {
      ja: "少ないポイントで届き、2回目を後押しします。",
      en: "Within reach soon, and a reason for a second order.",
    },
    points: 300,
    values: { aboutJa: "1回分のお届けが無料になります。", aboutEn: "For one delivery." },
  },
  {
    key: "wrap",
    kind: "gift-wrap",
    title: { ja: "ギフト包装", en: "Gift wrapping" },
    about: { ja: "贈り物の季節に。", en: "For the season of presents." },
    points: 200,
    values: { aboutJa: "次のお届けを、風呂敷でお包みします。", aboutEn: "Your next parcel, wrapped in cloth." },
  },
  {
    key: "sample",
    kind: "product",
    title: { ja: "新しい品の小瓶", en: "A small bottle of something new" },
    about: { ja: "まだ使ったことのない品を試してもらえます。", en: "Lets people try what they have not bought yet." },
    points: 400,
    values: { aboutJa: "次のお届けに入れてお送りします。", aboutEn: "We put it into your next parcel.", worth: 600 },
  },
  {
    key: "event",
    kind: "experience",
    title: { ja: "工房の見学とお茶", en: "Tea at the workshop" },
    about: {
      ja: "お金では買えない体験です。席の数と出欠まで。",
      en: "Something money can’t buy, with places and answers.",
    },
    points: 3_000,
    values: {
      aboutJa: "作り手と一緒に、半日を過ごします。",
      aboutEn: "Half a day with the people who make it.",
      stock: 12,
      perTime: 2,
      perPerson: 2,
      worth: 3_000,
    },
  },
  {
    key: "limited",
    kind: "collectible",
    title: { ja: "番号つきの記念品", en: "A numbered piece" },
    about: { ja: "決めた数だけ。番号はその人のものです。", en: "Only so many, each with a number of its own." },
    points: 5_000,
    values: {
      stock: 100,
      perPerson: 1,
      aboutJa: "100個だけ。番号は早い順です。",
      aboutEn: "Only a hundred of them.",
      worth: 2_000,
    },
  },
  {
    key: "donation",
    kind: "donation",
    title: { ja: "森を育てる活動に寄付", en: "Plant a tree" },
    about: { ja: "ポイントの分を、代わりに寄付します。", en: "What points are worth goes to a good cause." },
    points: 100,
    values: {
      aboutJa: "100ポイントごとに、100円を寄付します。",
      aboutEn: "100 yen for every 100 points.",
      amount: 100,
      perTime: 10,
      toJa: "森を育てる活動",
      toEn: "Planting trees",
    },
  },
]

/** The form filled by an idea; empty for an unknown one. */
export function valuesOfIdea(key: string | undefined): Values {
  const idea = ideas.find((one) => one.key === key)
  if (!idea) return freshValues
  const { kind, points, title, values } = idea
  return { ...freshValues, kind, points, nameJa: title.ja, nameEn: title.en, ...values }
}
