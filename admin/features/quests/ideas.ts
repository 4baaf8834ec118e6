import type { Text } from "../../../ui/text.ts"
import { freshValues, type Values } from "./form-values.ts"

export type Idea = {
  readonly key: string
  readonly title: Text
  readonly about: Text
  readonly values: Partial<Values>
}

/** Quests to begin with. */
export const ideas: readonly Idea[] = [
  {
    key: "ten-stamps",
    title: { ja: "10個でいっぱいのスタンプカード", en: "A card of ten stamps" },
    about: {
      ja: "3,000円以上のお買い物ごとに1個。店舗でもネットでも。",
      en: "One for each order of 3,000 yen or more, online and in shops.",
    },
    values: { kind: "stamps", countsBy: "order", least: 3_000, needs: 10, points: 500, rounds: null },
  },
  {
    key: "all-scents",
    title: { ja: "ぜんぶの香りを試す", en: "Try every scent" },
    about: { ja: "決めた商品をそろえると、スタンプと特典。", en: "A stamp for buying each of the chosen goods." },
    values: {
      kind: "stamps",
      countsBy: "goods",
      needs: 4,
      points: 400,
      hasBadge: true,
      badgeJa: "香りの達人",
      badgeEn: "Master of scents",
    },
  },
  {
    key: "quiz",
    title: { ja: "素材のクイズ", en: "A quiz on what goods are made of" },
    about: {
      ja: "品のことを知ってもらいながら。3回まで答えられます。",
      en: "People learn about the goods; three tries.",
    },
    values: {
      kind: "trivia",
      needs: 1,
      tries: 2,
      points: 30,
      questions: [
        {
          askJa: "この石けんに使っている油はどれでしょう",
          askEn: "Which oil is in this soap?",
          choices: [
            { id: "a", ja: "オリーブ", en: "Olive" },
            { id: "b", ja: "パーム", en: "Palm" },
            { id: "c", ja: "ひまわり", en: "Sunflower" },
          ],
          right: "a",
          becauseJa: "小豆島のオリーブ油を使っています。",
          becauseEn: "It is made with olive oil from Shodoshima.",
        },
      ],
    },
  },
  {
    key: "opinion",
    title: { ja: "次の香りを一緒に決める", en: "Choose the next scent together" },
    about: {
      ja: "正解はありません。答えは「会員の意見」に集まります。",
      en: "Nothing is right or wrong; answers gather under “Opinions”.",
    },
    values: {
      kind: "trivia",
      needs: 1,
      tries: 1,
      points: 30,
      questions: [
        {
          askJa: "次に作ってほしい香りはどれですか",
          askEn: "Which scent should we make next?",
          choices: [
            { id: "a", ja: "ゆず", en: "Yuzu" },
            { id: "b", ja: "ひのき", en: "Hinoki" },
            { id: "c", ja: "金木犀", en: "Osmanthus" },
          ],
          right: "",
          becauseJa: "",
          becauseEn: "",
        },
      ],
    },
  },
  {
    key: "visits",
    title: { ja: "お店に3回立ち寄る", en: "Visit a shop three times" },
    about: { ja: "ひと月のうちに。お買い物がなくても数えます。", en: "Within a month, with or without buying." },
    values: { kind: "challenge", event: "Store Visited", needs: 3, withinDays: 30, isOncePerDay: true, points: 100 },
  },
]

/** The form filled by an idea; empty for an unknown one. */
export function valuesOfIdea(key: string | undefined): Values {
  const idea = ideas.find((one) => one.key === key)
  if (!idea) return freshValues
  const { title, about, values } = idea
  return { ...freshValues, nameJa: title.ja, nameEn: title.en, aboutJa: about.ja, aboutEn: about.en, ...values }
}
