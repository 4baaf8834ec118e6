import type { describeProduct } from "#catalog"
import type { Drawing } from "./pictures.ts"

export type DemoVariant = {
  /** Digits, as shops number them. */
  readonly id: string
  readonly title: string
  readonly sku: string
  /** Yen, tax included. */
  readonly price: number
}

export type DemoProduct = {
  readonly id: string
  readonly title: string
  readonly type: string
  readonly description: string
  readonly tags: readonly string[]
  readonly variants: readonly [DemoVariant, ...DemoVariant[]]
  /** How many days one piece lasts; null for what isn't used up. */
  readonly lastsDays: number | null
  /** How much more or less it is bought in each month, January first. */
  readonly season: readonly number[]
  /** How often it is chosen, against the others. */
  readonly liking: number
  /** Whether somebody may begin with it. */
  readonly isFirst: boolean
  readonly picture: Drawing
  readonly pieces: Told["pieces"]
  readonly passport: Told["passport"]
}

type Told = Parameters<typeof describeProduct>[2]
type Piece = Told["pieces"][number]
type Words = { readonly ja: string; readonly en: string }
type Story = { howTo: Words; ingredients: Words; planet?: Words; note?: Words; grams?: number; place?: Words }

const always = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
const winter = [1.6, 1.5, 1.2, 1, 0.8, 0.6, 0.5, 0.5, 0.8, 1.1, 1.4, 1.7]
const summer = [0.3, 0.4, 0.8, 1.2, 1.6, 1.8, 2, 1.8, 1, 0.6, 0.4, 0.3]
const gifts = [0.4, 0.7, 0.8, 0.7, 1.8, 0.8, 0.7, 0.6, 0.7, 0.7, 1.2, 2.6]

const bottle = (body: string, cap: string): Drawing => ({ shape: "bottle", body, cap })
const jar = (body: string, cap: string): Drawing => ({ shape: "jar", body, cap })
const tube = (body: string, cap: string): Drawing => ({ shape: "tube", body, cap })
const bar = (body: string, cap: string): Drawing => ({ shape: "bar", body, cap })

function piecesOf({ howTo, ingredients, planet, note }: Story): Piece[] {
  const piece = (kind: Piece["kind"], stage: Piece["stage"], title: Words, body: Words | undefined) =>
    body ? [{ kind, stage, title, body }] : []
  return [
    ...piece("how-to", "delivered", { ja: "使い方", en: "How to use it" }, howTo),
    ...piece("ingredients", "tracking", { ja: "成分のこと", en: "What is in it" }, ingredients),
    ...piece("sustainability", "shipped", { ja: "地球のこと", en: "For the planet" }, planet),
    ...piece("note", "shipped", { ja: "届く前に", en: "Before it arrives" }, note),
  ]
}

const passportOf = ({ grams, place }: Story): Told["passport"] =>
  grams === undefined
    ? null
    : {
        originCountry: "JP",
        originPlace: place ?? null,
        manufacturer: "ひなたラボ(架空の製造者)",
        materials: [],
        certificates: [],
        carbonGrams: grams,
        care: {
          ja: "直射日光を避け、開封後は半年を目安にお使いください。",
          en: "Keep it out of the sun and use it up within six months.",
        },
        endOfLife: {
          ja: "容器は洗って、店頭の回収箱へお持ちください。",
          en: "Rinse the container and bring it to the collection box in our stores.",
        },
      }

type Basics = Omit<DemoProduct, "pieces" | "passport" | "variants"> & {
  readonly sizes: readonly [readonly [string, string, number], ...(readonly [string, string, number])[]]
}

function product(basics: Basics, told: Story): DemoProduct {
  const { sizes, ...rest } = basics
  const variant = ([title, sku, price]: readonly [string, string, number], index: number): DemoVariant => ({
    id: `${48_000_000_000_000 + Number(rest.id) * 10 + index}`,
    title,
    sku,
    price,
  })
  const [first, ...others] = sizes
  return {
    ...rest,
    variants: [variant(first, 0), ...others.map((size, i) => variant(size, i + 1))],
    pieces: piecesOf(told),
    passport: passportOf(told),
  }
}

const refillNote: Words = {
  ja: "詰め替えは、容器を洗ってよく乾かしてからお使いください。",
  en: "Wash the bottle and let it dry before you refill it.",
}

/** All that ひなた sells. Invented: no such products exist. */
export const products: readonly DemoProduct[] = [
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

/** Food is taxed at 8 %, all else at 10 %: hundredths of a per cent. */
export const taxRateOf = (product: DemoProduct): number => (product.type === "食品" ? 800 : 1_000)

export const productById = (id: string): DemoProduct => {
  const found = products.find((product) => product.id === id)
  if (!found) throw new Error(`no product ${id}`)
  return found
}
