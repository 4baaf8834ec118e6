import { always, bar, bottle, jar, product, refillNote, summer, tube, winter } from "./product.ts"

/** What people use every day. Invented: no such products exist. */
export const dailyProducts = [
  product(
    {
      id: "8101",
      title: "ひなたの化粧水",
      type: "化粧水",
      tags: ["定番", "保湿"],
      lastsDays: 48,
      season: always,
      liking: 10,
      isFirst: true,
      description: "米ぬか発酵液と柚子の種で、肌を静かにうるおす化粧水。",
      picture: bottle("#dfe9ee", "#8fb0c0"),
      sizes: [
        ["150mL", "LOTION-150", 3_300],
        ["詰め替え 140mL", "LOTION-R", 2_860],
      ],
    },
    {
      howTo: {
        ja: "洗顔のあと、500円玉ほどを手のひらで温め、押さえるようになじませます。乾きを感じるところには重ねてください。",
        en: "After washing, warm a coin-sized amount in your palms and press it in. Add more where your skin feels dry.",
      },
      ingredients: {
        ja: "米ぬか発酵液は、新潟の蔵で三か月ねかせたもの。香料と着色料は使っていません。",
        en: "The rice-bran ferment rests for three months in a brewery in Niigata. No perfume, no colour.",
      },
      planet: {
        ja: "詰め替えにすると、一本につきプラスチックが約42g減ります。",
        en: "Each refill saves about 42 g of plastic.",
      },
      note: refillNote,
      grams: 310,
      place: { ja: "神奈川県", en: "Kanagawa" },
    },
  ),
  product(
    {
      id: "8102",
      title: "ひなたの乳液",
      type: "乳液",
      tags: ["定番", "保湿"],
      lastsDays: 60,
      season: winter,
      liking: 7,
      isFirst: false,
      description: "化粧水のうるおいを、軽い膜で包む乳液。",
      picture: bottle("#f1ece0", "#c9b48a"),
      sizes: [
        ["100mL", "EMULSION-100", 3_740],
        ["詰め替え 95mL", "EMULSION-R", 3_190],
      ],
    },
    {
      howTo: {
        ja: "化粧水のあと、2プッシュを頬から外へのばします。",
        en: "After the lotion, spread two pumps from your cheeks outwards.",
      },
      ingredients: {
        ja: "椿油とスクワラン。どちらも植物からとったものです。",
        en: "Camellia oil and squalane, both from plants.",
      },
      planet: { ja: "ボトルは再生プラスチックを7割使っています。", en: "The bottle is 70 % recycled plastic." },
      grams: 350,
      place: { ja: "神奈川県", en: "Kanagawa" },
    },
  ),
  product(
    {
      id: "8103",
      title: "ひなたクリーム",
      type: "クリーム",
      tags: ["定番", "乾燥"],
      lastsDays: 66,
      season: winter,
      liking: 9,
      isFirst: true,
      description: "夜の肌を朝までまもる、こっくりしたクリーム。",
      picture: jar("#f6e6d8", "#d9a679"),
      sizes: [
        ["30g", "CREAM-30", 3_080],
        ["50g", "CREAM-50", 4_620],
      ],
    },
    {
      howTo: {
        ja: "夜のお手入れの最後に、あずき粒ほどを両手でのばし、顔を包みます。指先に残った分は、手の甲へ。",
        en: "Last thing at night, warm a bean-sized amount between your hands and hold your face. What is left is for the backs of your hands.",
      },
      ingredients: {
        ja: "鎌倉の養蜂家から分けてもらった蜜ろうを使っています。",
        en: "With beeswax from a keeper in Kamakura.",
      },
      planet: {
        ja: "ガラスの容器は、店頭で回収して洗い、もう一度使います。",
        en: "We collect the glass jars in our stores, wash them and use them again.",
      },
      note: {
        ja: "寒い日は固くなります。手で温めると、もとのやわらかさに戻ります。",
        en: "It firms up in the cold. Warm it in your hand and it softens again.",
      },
      grams: 480,
      place: { ja: "神奈川県鎌倉市", en: "Kamakura, Kanagawa" },
    },
  ),
  product(
    {
      id: "8104",
      title: "美容液 しずく",
      type: "美容液",
      tags: ["集中ケア"],
      lastsDays: 42,
      season: always,
      liking: 5,
      isFirst: false,
      description: "ビタミンC誘導体をひとしずくに。",
      picture: bottle("#f5edc9", "#5d6b52"),
      sizes: [["30mL", "SERUM-30", 6_380]],
    },
    {
      howTo: {
        ja: "朝と夜、化粧水のあとに3滴。はじめの一週間は、夜だけにしてください。",
        en: "Three drops after the lotion, morning and night. In the first week, at night only.",
      },
      ingredients: {
        ja: "ビタミンC誘導体を3%。光に弱いので、茶色のびんに入れました。",
        en: "3 % of a vitamin C derivative, in brown glass because it dislikes light.",
      },
      note: {
        ja: "届いたら、窓から離れた涼しいところに置いてください。",
        en: "Keep it somewhere cool, away from the window.",
      },
      grams: 290,
    },
  ),
  product(
    {
      id: "8105",
      title: "洗顔石けん あわ",
      type: "洗顔",
      tags: ["定番"],
      lastsDays: 40,
      season: always,
      liking: 8,
      isFirst: true,
      description: "六週間ねかせた枠練り石けん。",
      picture: bar("#efe7d6", "#b9a37a"),
      sizes: [
        ["80g", "SOAP-80", 1_540],
        ["3個組", "SOAP-80X3", 4_180],
      ],
    },
    {
      howTo: {
        ja: "ネットで卵ひとつ分まで泡立て、泡だけで洗います。こすらず、すすぎは二十回。",
        en: "Work up foam the size of an egg and wash with the foam alone. Do not rub; rinse twenty times.",
      },
      ingredients: {
        ja: "オリーブ油、こめ油、水酸化Na、水。それだけです。",
        en: "Olive oil, rice oil, lye, water. Nothing else.",
      },
      planet: {
        ja: "包みは一枚の和紙。ほどいて、そのまま土にかえります。",
        en: "Wrapped in one sheet of washi that returns to the soil.",
      },
      grams: 120,
      place: { ja: "神奈川県三浦市", en: "Miura, Kanagawa" },
    },
  ),
  product(
    {
      id: "8106",
      title: "クレンジングオイル ほどく",
      type: "クレンジング",
      tags: ["定番"],
      lastsDays: 50,
      season: always,
      liking: 6,
      isFirst: true,
      description: "こすらずに、一日をほどくオイル。",
      picture: bottle("#f3dfa9", "#a57b2e"),
      sizes: [
        ["180mL", "OIL-180", 2_970],
        ["詰め替え 170mL", "OIL-R", 2_530],
      ],
    },
    {
      howTo: {
        ja: "乾いた手に3プッシュ。くるくるとなじませ、ぬるま湯で白くなったら流します。",
        en: "Three pumps on dry hands. Circle gently, add lukewarm water until it turns white, rinse.",
      },
      ingredients: { ja: "国産のこめ油を主にしています。", en: "Mostly rice oil from Japan." },
      note: refillNote,
      grams: 300,
    },
  ),
  product(
    {
      id: "8107",
      title: "日焼け止め ひかげ",
      type: "日焼け止め",
      tags: ["夏"],
      lastsDays: 45,
      season: summer,
      liking: 7,
      isFirst: true,
      description: "白くならない、石けんで落ちる SPF30 PA+++。",
      picture: tube("#fbf6ea", "#e3b23c"),
      sizes: [["50g", "SUN-50", 2_420]],
    },
    {
      howTo: {
        ja: "出かける15分前に、顔はパール粒2つ分。二、三時間ごとに塗り直してください。",
        en: "Fifteen minutes before you go out, two pearls for your face. Again every two or three hours.",
      },
      ingredients: {
        ja: "紫外線吸収剤は使わず、酸化亜鉛だけで光を散らします。",
        en: "No UV absorbers: zinc oxide alone scatters the light.",
      },
      planet: { ja: "サンゴに負担をかける成分は入れていません。", en: "Nothing in it that burdens coral." },
      grams: 210,
    },
  ),
  product(
    {
      id: "8112",
      title: "はじめての4点セット",
      type: "セット",
      tags: ["はじめての方"],
      lastsDays: 21,
      season: always,
      liking: 9,
      isFirst: true,
      description: "洗顔・化粧水・乳液・クリームの、三週間分。",
      picture: jar("#e9efe4", "#87a878"),
      sizes: [["3週間分", "TRIAL-4", 1_980]],
    },
    {
      howTo: {
        ja: "1 石けん、2 化粧水、3 乳液、4 クリームの順にお使いください。小さな紙に順番を書いて入れました。",
        en: "1 soap, 2 lotion, 3 emulsion, 4 cream: the order is on the little card.",
      },
      ingredients: { ja: "定番の4品と、まったく同じ中身です。", en: "Exactly what is in the four full sizes." },
      note: {
        ja: "肌に合わないときは、届いてから30日のあいだ、お代をお返しします。",
        en: "If it does not suit your skin, we refund you within thirty days.",
      },
      grams: 260,
    },
  ),
]
