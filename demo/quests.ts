import { QuestDocument } from "#quests"
import { day } from "./times.ts"

/** What members of ひなた's circle may do beside buying: stamps for orders, a visit to a store, a small quiz. */
export const questsOf = (madeAt: Date): QuestDocument[] =>
  [
    {
      name: { ja: "春夏秋冬のスタンプ", en: "Stamps of the four seasons" },
      about: {
        ja: "お買い物ごとに一つ。三つたまると、ポイントと印が届きます。",
        en: "One for each order. Three of them bring points and a badge.",
      },
      task: { kind: "stamps" as const, counts: { by: "order" as const, least: 2_000 }, needs: 3 },
      prize: { points: 200, badge: { name: { ja: "四季の人", en: "Friend of the seasons" }, imageUrl: null } },
      rounds: 4,
      opensAt: new Date(madeAt.getTime() - 300 * day),
    },
    {
      name: { ja: "お店に会いにいく", en: "Come and see us" },
      about: {
        ja: "鎌倉か神楽坂のお店に、三か月のうちに二回。別の日が一回と数えます。",
        en: "Twice within three months at our store in Kamakura or Kagurazaka, on different days.",
      },
      task: {
        kind: "challenge" as const,
        event: "Store Visited",
        needs: 2,
        withinDays: 90,
        isOncePerDay: true,
      },
      prize: { points: 100 },
    },
    {
      name: { ja: "肌と米ぬかの三問", en: "Three questions on skin and rice bran" },
      about: { ja: "一分ほどの小さなクイズです。", en: "A small quiz of about a minute." },
      task: {
        kind: "trivia" as const,
        needs: 2,
        tries: 3,
        questions: [
          {
            ask: { ja: "化粧水を開けたら、いつまでに使う?", en: "Within what time is an opened lotion used?" },
            choices: [
              { id: "month", words: { ja: "一か月", en: "A month" } },
              { id: "half", words: { ja: "半年", en: "Half a year" } },
              { id: "years", words: { ja: "三年", en: "Three years" } },
            ],
            right: "half",
            because: { ja: "半年を目安にお使いください。", en: "Half a year is a good measure." },
          },
          {
            ask: { ja: "瓶は、どこへ返せる?", en: "Where can the bottle be given back?" },
            choices: [
              { id: "store", words: { ja: "お店の回収箱", en: "The box in our stores" } },
              { id: "post", words: { ja: "ポスト", en: "A letter box" } },
            ],
            right: "store",
            because: { ja: "洗ってお持ちください。", en: "Please rinse it first." },
          },
          {
            ask: { ja: "工房があるのは?", en: "Where is our workshop?" },
            choices: [
              { id: "kamakura", words: { ja: "鎌倉", en: "Kamakura" } },
              { id: "kyoto", words: { ja: "京都", en: "Kyoto" } },
            ],
            right: "kamakura",
            because: { ja: "小町の奥にあります。", en: "At the far end of Komachi." },
          },
        ],
      },
      prize: { points: 50 },
    },
  ].map((quest) => QuestDocument.parse(quest))
