import type { MailFacts } from "#messages"
import type { Language } from "#kernel/text"

const yen = (amount: number) => ({ amount, currency: "JPY" })
const picture = (name: string) => ({ url: `https://hinata.example/p/${name}.png` })

const links = {
  shop: "https://hinata.example/",
  cart: "https://hinata.example/cart",
  page: "https://hinata.example/me",
  review: "https://hinata.example/r/abc",
  survey: "https://hinata.example/s/abc",
  tracking: "https://hinata.example/t/abc",
  preferences: "https://hinata.example/m/abc",
  unsubscribe: "https://hinata.example/u/abc",
}

type Say = (ja: string, en: string) => string
type Later = (days: number) => string

function goodsOf(say: Say, later: Later) {
  const items = [
    {
      name: say("うるおい乳液 100mL", "Moisture milk, 100 mL"),
      quantity: 1,
      price: yen(3080),
      amount: yen(3080),
      image: picture("1"),
      url: "https://hinata.example/products/1",
    },
    {
      name: say("米ぬか洗顔 80g", "Rice bran wash, 80 g"),
      quantity: 2,
      price: yen(1980),
      amount: yen(3960),
      image: picture("2"),
      url: "https://hinata.example/products/2",
    },
  ]
  const order = {
    number: "H-10482",
    placedAt: later(-12),
    items,
    totals: [
      { kind: "subtotal", amount: yen(7040) },
      { kind: "shipping", amount: yen(0) },
    ],
    total: yen(7040),
    taxes: [{ ratePercent: 10, amount: yen(640) }],
  }
  const products = [
    {
      title: say("ゆず化粧水 120mL", "Yuzu lotion, 120 mL"),
      url: "https://hinata.example/products/3",
      image: picture("3"),
      price: yen(2420),
      isAvailable: true,
      pieces: [
        {
          kind: "how-to",
          title: say("朝は500円玉ひとつぶん", "A coin's worth in the morning"),
          text: say("手のひらであたため、押さえるようになじませます。", "Warm it in your palms and press it in."),
        },
      ],
    },
  ]
  return { items, order, products }
}

/**
 * Facts of invented customers that letters are tried on: all that planners may give to somebody of whom much is known, and
 * the same for somebody without name, points or products. `instant` is now.
 */
export function letterSamples(language: Language, instant: Date): Record<"sample" | "bare", MailFacts> {
  const isJa = language === "ja"
  const say = (ja: string, en: string) => (isJa ? ja : en)
  const later = (days: number) => new Date(instant.getTime() + days * 86_400_000).toISOString()
  const { items, order, products } = goodsOf(say, later)
  const bare: MailFacts = {
    customer: { name: {}, properties: {} },
    brand: { name: say("ひなた", "Hinata"), address: "letter@hinata.example" },
    links,
    order,
    cart: { items, total: yen(7040) },
    offer: { code: "HARU-7K2P", validUntil: later(14), url: "https://hinata.example/o/abc" },
    products: [],
  }
  const full: MailFacts = {
    ...bare,
    customer: {
      name: isJa ? { family: "佐藤", given: "美咲" } : { family: "Sato", given: "Misaki" },
      properties: {},
    },
    products,
    points: { usable: 1240, earned: 70, expiring: { amount: 120, on: later(30).slice(0, 10) } },
    loyalty: {
      rate: say("100円につき1ポイント", "1 point for every 100 yen"),
      signUp: 500,
      review: { points: 50, label: say("PR・特典付き", "PR, rewarded") },
      boost: { name: say("しばらくぶりの2倍", "Double, after a while"), until: later(14), timesText: "2" },
      earning: say(
        "100円につき1ポイント、口コミを書く（PR・特典付き） +50",
        "1 point for every 100 yen, Write a review +50",
      ),
      actions: [{ line: say("口コミを書く（PR・特典付き） +50", "Write a review (PR, rewarded) +50") }],
    },
    rewards: {
      next: { name: say("送料無料", "Free shipping"), needs: 1500, gap: 260 },
      affordable: [{ name: say("ギフト包装", "Gift wrapping"), needs: 200, gap: 0 }],
      count: 1,
    },
    member: {
      rank: say("ゴールド", "Gold"),
      next: { name: say("プラチナ", "Platinum"), missing: 12_000, missingText: say("12,000円", "¥12,000") },
      benefits: [say("送料無料", "Free shipping")],
      years: 2,
    },
    referral: {
      reward: say("お二人に1,000円引き", "1,000 yen off for both"),
      rewardEn: "1,000 yen off for both",
      disclosure: say(
        "【PR】お友だちのお買い物で、二人に特典があります。",
        "PR: both are rewarded when a friend buys.",
      ),
      disclosureEn: "PR: both are rewarded when a friend buys.",
      mayAsk: true,
    },
    delivery: { expected: { from: later(2).slice(0, 10), to: later(3).slice(0, 10) } },
    contents: [
      {
        title: say("乳液の使い方", "How to use the milk"),
        text: say(
          "化粧水のあと、さくらんぼ大を顔ぜんたいに。",
          "After the lotion, a cherry's worth for the whole face.",
        ),
      },
    ],
    related: products.map(({ title, url, image, price }) => ({ title, url, image, price })),
    event: { name: say("カートに入れた", "added to cart"), at: later(-1), properties: { points: 70 } },
  }
  return { sample: full, bare }
}
