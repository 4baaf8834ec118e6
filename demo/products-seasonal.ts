import { always, bar, bottle, gifts, jar, product, summer, tube, winter } from "./product.ts"

/** For winter, for presents and for special days. */
export const otherProducts = [
  product(
    {
      id: "8108",
      title: "ハンドクリーム ゆず",
      type: "ハンドケア",
      tags: ["冬", "贈りもの"],
      lastsDays: 38,
      season: winter,
      liking: 5,
      isFirst: true,
      description: "高知の柚子の皮の香り。",
      picture: tube("#f4e08a", "#7f9b52"),
      sizes: [["40g", "HAND-Y40", 1_650]],
    },
    {
      howTo: {
        ja: "手を洗ったら、そのたびに。爪のまわりを忘れずに。",
        en: "Every time you wash your hands. Mind the skin around your nails.",
      },
      ingredients: { ja: "高知県の柚子果皮油で香りをつけています。", en: "Scented with the peel of yuzu from Kochi." },
      grams: 140,
      place: { ja: "高知県", en: "Kochi" },
    },
  ),
  product(
    {
      id: "8109",
      title: "リップバーム",
      type: "リップケア",
      tags: ["冬", "贈りもの"],
      lastsDays: 55,
      season: winter,
      liking: 4,
      isFirst: true,
      description: "蜜ろうと椿油のリップ。",
      picture: jar("#f2c9c0", "#b96a5d"),
      sizes: [
        ["無香料 8g", "LIP-N", 1_320],
        ["ローズ 8g", "LIP-R", 1_320],
      ],
    },
    {
      howTo: { ja: "寝る前に、少し厚めに。", en: "A little thicker before you sleep." },
      ingredients: {
        ja: "蜜ろう、椿油、シア脂。口に入っても安心なものだけ。",
        en: "Beeswax, camellia oil, shea butter.",
      },
      grams: 70,
    },
  ),
  product(
    {
      id: "8110",
      title: "ボディオイル 朝凪",
      type: "ボディケア",
      tags: ["贈りもの"],
      lastsDays: 70,
      season: winter,
      liking: 3,
      isFirst: false,
      description: "海辺の朝の香りのボディオイル。",
      picture: bottle("#cfe3df", "#4d8077"),
      sizes: [["100mL", "BODY-100", 4_180]],
    },
    {
      howTo: { ja: "湯上がりの濡れた肌に、5滴ずつ。", en: "Five drops at a time on skin still wet from the bath." },
      ingredients: { ja: "ホホバ油に、ヒノキとレモンの精油。", en: "Jojoba oil with hinoki and lemon." },
      grams: 330,
    },
  ),
  product(
    {
      id: "8111",
      title: "炭酸マスク 週末",
      type: "マスク",
      tags: ["集中ケア"],
      lastsDays: 28,
      season: always,
      liking: 3,
      isFirst: false,
      description: "週末の15分のための、炭酸のマスク。",
      picture: tube("#d8d4e6", "#7d73a8"),
      sizes: [["4回分", "MASK-4", 2_750]],
    },
    {
      howTo: {
        ja: "洗顔後の肌に厚めに塗り、15分たったら、へらでとって流します。",
        en: "Spread thickly on washed skin, wait fifteen minutes, lift off and rinse.",
      },
      ingredients: { ja: "二つの剤を混ぜると、細かな泡が立ちます。", en: "Two parts that foam finely when mixed." },
      grams: 190,
    },
  ),
  product(
    {
      id: "8113",
      title: "贈りもの箱 ひだまり",
      type: "ギフト",
      tags: ["贈りもの"],
      lastsDays: null,
      season: gifts,
      liking: 1.5,
      isFirst: false,
      description: "石けん、ハンドクリーム、リップバームの詰め合わせ。風呂敷で包みます。",
      picture: bar("#f0d9c8", "#a8433a"),
      sizes: [
        ["小", "GIFT-S", 4_400],
        ["大", "GIFT-L", 7_700],
      ],
    },
    {
      howTo: {
        ja: "風呂敷は、お弁当包みにも。結び方の紙を入れました。",
        en: "The cloth wraps a lunch box too: a card shows how to tie it.",
      },
      ingredients: {
        ja: "お肌の弱い方には、無香料の組み合わせもあります。",
        en: "Ask us for the unscented set for delicate skin.",
      },
      planet: { ja: "箱は間伐材、緩衝材は紙だけです。", en: "The box is thinned timber; the padding is paper only." },
      grams: 520,
    },
  ),
  product(
    {
      id: "8114",
      title: "泡立てネット",
      type: "道具",
      tags: ["道具"],
      lastsDays: null,
      season: always,
      liking: 2,
      isFirst: false,
      description: "トウモロコシの糸で編んだネット。",
      picture: bar("#f7f4ec", "#c8c2b0"),
      sizes: [["ふつう", "NET-1", 440]],
    },
    {
      howTo: {
        ja: "使ったら水を切り、風の通るところに吊るしてください。",
        en: "Shake off the water and hang it where the air moves.",
      },
      ingredients: {
        ja: "ポリ乳酸の糸です。三か月で取り替えどきです。",
        en: "Polylactic thread. Replace it after three months.",
      },
      planet: { ja: "堆肥の中で、およそ半年で分解されます。", en: "It decomposes in compost in about half a year." },
      grams: 20,
    },
  ),
  product(
    {
      id: "8115",
      title: "入浴料 ゆらぎ",
      type: "入浴料",
      tags: ["冬", "贈りもの"],
      lastsDays: 30,
      season: winter,
      liking: 3,
      isFirst: false,
      description: "伊豆の塩と米ぬかの入浴料。",
      picture: jar("#dbe6ef", "#6f8fae"),
      sizes: [["10包", "BATH-10", 2_200]],
    },
    {
      howTo: {
        ja: "200Lのお湯に1包。残り湯で洗濯はお控えください。",
        en: "One sachet for 200 L. Please do not wash clothes in the water.",
      },
      ingredients: { ja: "塩、米ぬか、陳皮。", en: "Salt, rice bran, dried tangerine peel." },
      grams: 160,
      place: { ja: "静岡県", en: "Shizuoka" },
    },
  ),
  product(
    {
      id: "8116",
      title: "はと麦茶",
      type: "食品",
      tags: ["からだの中から"],
      lastsDays: 30,
      season: summer,
      liking: 2,
      isFirst: false,
      description: "富山のはと麦だけの、香ばしいお茶。",
      picture: bar("#e6d3b1", "#7a5b34"),
      sizes: [["30包", "TEA-30", 880]],
    },
    {
      howTo: {
        ja: "1Lの水に1包。冷蔵庫で三時間、または五分煮出してください。",
        en: "One bag per litre: three hours in the fridge, or five minutes on the stove.",
      },
      ingredients: { ja: "はと麦(富山県産)。", en: "Job's tears from Toyama." },
      grams: 90,
      place: { ja: "富山県", en: "Toyama" },
    },
  ),
]
