import type { ConditionInput } from "./model.ts"
import type { Named } from "./model-named.ts"
import {
  messages,
  money,
  month,
  orders,
  percent,
  quietDays,
  rounded,
  score,
  times,
  windowDays,
} from "./named-thresholds-rules.ts"

const last = (n: number) => ({ kind: "last", n, unit: "day" }) as const
const all = (...of: ConditionInput[]): ConditionInput => ({ kind: "all", of })
const any = (...of: ConditionInput[]): ConditionInput => ({ kind: "any", of })
const bought = (range: { atLeast?: number; atMost?: number }): ConditionInput => ({
  kind: "orders",
  measure: "count",
  range,
})
const engaged = (
  signal: "sent" | "opened" | "clicked" | "engaged",
  n: number,
  range: { atLeast?: number; atMost?: number },
) => ({ kind: "engagement", signal, window: last(n), range }) as const
const subscribed: ConditionInput = any(
  { kind: "consent", channel: "email", states: ["given"] },
  { kind: "consent", channel: "line", states: ["given"] },
)
const field = (name: string, ja: string, en: string) => ({ field: name, sentence: { ja, en } })

/** The segments that every brand has from the start, those of the inventory, in the order of their names there. */
export const namedSegments: readonly Named[] = [
  {
    key: "buyers",
    inventory: "D13",
    name: { ja: "購入者", en: "Buyers" },
    intent: {
      ja: "買ってくださった方に、使い方やお礼を届ける",
      en: "Thank those who bought, and tell them how to use it",
    },
    use: { ja: "購入後の案内や、次の一品の提案に。", en: "For care after the purchase and the next suggestion." },
    thresholds: [],
    who: () => bought({ atLeast: 1 }),
  },
  {
    key: "non-buyers",
    inventory: "D13",
    name: { ja: "未購入者", en: "Non-buyers" },
    intent: {
      ja: "まだ買っていない方に、最初の一品を選びやすくする",
      en: "Make the first choice easy for those who never bought",
    },
    use: {
      ja: "初めての方向けの案内に。購入者への値引きと分けるために。",
      en: "For first-time offers, kept apart from what buyers get.",
    },
    thresholds: [],
    who: () => bought({ atMost: 0 }),
  },
  {
    key: "openers",
    inventory: "D14",
    name: { ja: "開封する人", en: "Openers" },
    intent: {
      ja: "メールを読んでくださる方に、内容で応える",
      en: "Answer those who read with something worth reading",
    },
    use: { ja: "件名や送る時間を比べるときに。", en: "When comparing subjects and times of sending." },
    thresholds: [windowDays("days", 30)],
    // Who clicks has read, although her mail program loads no pictures.
    who: (t) => engaged("engaged", t("days"), { atLeast: 1 }),
  },
  {
    key: "clickers",
    inventory: "D15",
    name: { ja: "クリックする人", en: "Clickers" },
    intent: { ja: "興味を示した方に、その続きを届ける", en: "Go on where somebody showed interest" },
    use: { ja: "新商品や特集の先行案内に。", en: "For early news of launches and features." },
    thresholds: [windowDays("days", 30)],
    who: (t) => engaged("clicked", t("days"), { atLeast: 1 }),
  },
  {
    key: "web-engaged",
    inventory: "D16",
    name: { ja: "サイトをよく見る人", en: "Web-engaged" },
    intent: { ja: "よく見てくださる方の迷いを解く", en: "Help those who look often to decide" },
    use: { ja: "見た商品の案内や、相談の誘いに。", en: "For news of what they looked at, or an offer of advice." },
    thresholds: [windowDays("days", 30), times("times", (brand) => Math.max(3, rounded(brand.usualVisits)))],
    who: (t) => ({ kind: "web-visits", window: last(t("days")), range: { atLeast: t("times") } }),
  },
  {
    key: "mail-engaged",
    inventory: "D17",
    name: { ja: "メールによく反応する人", en: "Mail-engaged" },
    intent: { ja: "メールで一番つながっている方を大切にする", en: "Look after those who are closest by mail" },
    use: { ja: "配信の評判を守る送り始めや、意見を聞くときに。", en: "To begin a send with, and to ask for opinions." },
    thresholds: [windowDays("days", 90), times("times", (brand) => Math.max(2, rounded(brand.usualResponses)))],
    who: (t) => engaged("engaged", t("days"), { atLeast: t("times") }),
  },
  {
    key: "high-roller",
    inventory: "D19",
    name: { ja: "ハイローラー", en: "High rollers" },
    intent: {
      ja: "たくさん、何度も買ってくださる方との関係を続ける",
      en: "Keep in touch with those who buy much and often",
    },
    use: {
      ja: "特別な案内や先行販売に。値引きより特別扱いを。",
      en: "For special treatment and early access rather than discounts.",
    },
    thresholds: [
      windowDays("days", 365),
      orders("orders", (brand) => Math.max(3, rounded(brand.topOrders))),
      money("spent", (brand) => Math.max(10_000, rounded(brand.topSpent))),
    ],
    who: (t) =>
      all(
        { kind: "orders", measure: "count", window: last(t("days")), range: { atLeast: t("orders") } },
        { kind: "orders", measure: "spent", window: last(t("days")), range: { atLeast: t("spent") } },
      ),
  },
  {
    key: "enthusiast",
    inventory: "D21",
    name: { ja: "熱心なファン", en: "Enthusiasts" },
    intent: {
      ja: "回数も合計も平均を超えるファンに、ときどきお礼をする",
      en: "Thank fans who buy more often than most, now and then",
    },
    use: { ja: "間をあけたクーポンや、コミュニティへの招待に。", en: "For an occasional coupon or an invitation." },
    thresholds: [
      percent("percent", { ja: "平均の何％より上", en: "Above this share of the average" }, 100),
      money("spent", (brand) => Math.max(10_000, rounded(brand.topSpent))),
    ],
    who: (t) =>
      all(
        { kind: "orders-against-average", measure: "count", is: "above", percent: t("percent") },
        { kind: "orders-against-average", measure: "spent", is: "above", percent: t("percent") },
        { kind: "orders", measure: "spent", range: { atMost: t("spent") - 1 } },
      ),
  },
  {
    key: "waiting-for-wow",
    inventory: "D23",
    name: { ja: "きっかけ待ち", en: "Waiting for wow" },
    intent: {
      ja: "見て読んでいるのにまだ買っていない方に、きっかけを届ける",
      en: "Give those who read and look, but never bought, a reason",
    },
    use: { ja: "新商品やセールの開始に合わせて。", en: "With a launch or a sale." },
    thresholds: [windowDays("days", 30), times("times", () => 2)],
    who: (t) =>
      all(bought({ atMost: 0 }), engaged("engaged", t("days"), { atLeast: 1 }), {
        kind: "web-visits",
        window: last(t("days")),
        range: { atLeast: t("times") },
      }),
  },
  {
    key: "win-back",
    inventory: "D25",
    name: { ja: "ウィンバック", en: "Win-back" },
    intent: {
      ja: "買う間隔を大きく過ぎた方に、もう一度会いに行く",
      en: "Go and see those who are long past their usual interval",
    },
    use: { ja: "その方が好きだった商品の続きを添えて。", en: "With something that goes on from what she liked." },
    thresholds: [percent("percent", { ja: "ご自分の購入間隔の何％", en: "Share of her own interval" }, 200)],
    who: (t) => all(subscribed, bought({ atLeast: 1 }), { kind: "own-interval", factorPercent: t("percent") }),
  },
  {
    key: "re-engagement",
    inventory: "D28",
    name: { ja: "再エンゲージ", en: "Re-engagement" },
    intent: {
      ja: "届いているのに反応のない方に、頻度や内容を選び直してもらう",
      en: "Let those who no longer respond choose anew what they get",
    },
    use: { ja: "配信停止の前に、好みを聞く一通を。", en: "For one message that asks, before sending stops." },
    thresholds: [quietDays("days", () => 90), messages("messages", 10)],
    who: (t) =>
      all(
        subscribed,
        engaged("sent", t("days"), { atLeast: 1 }),
        any(
          all(engaged("engaged", t("days"), { atMost: 0 }), {
            kind: "event-time",
            which: "first",
            names: ["Message Sent"],
            window: { kind: "before-last", n: t("days"), unit: "day" },
          }),
          { kind: "unanswered-messages", range: { atLeast: t("messages") } },
        ),
      ),
  },
  {
    key: "seasonal",
    inventory: "D30",
    name: { ja: "季節のお客様", en: "Seasonal shoppers" },
    intent: {
      ja: "決まった季節に買う方を、離れたと間違えない",
      en: "Not to mistake those who buy once a year for lost",
    },
    use: {
      ja: "季節の少し前の案内に。ウィンバックから除くために。",
      en: "Shortly before the season, and to leave out of win-back.",
    },
    thresholds: [month("month", (brand) => brand.busiestMonth)],
    who: (t) => {
      const months = [t("month"), (t("month") % 12) + 1]
      const others = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter((m) => !months.includes(m))
      const inSeason = (back: number): ConditionInput => ({
        kind: "orders",
        measure: "count",
        window: { kind: "season", months, years: 1, back },
        range: { atLeast: 1 },
      })
      return all(inSeason(1), inSeason(2), {
        kind: "orders",
        measure: "count",
        window: { kind: "season", months: others, years: 2 },
        range: { atMost: 0 },
      })
    },
  },
  {
    key: "cart-abandoners",
    inventory: "D12",
    name: { ja: "カゴ落ち", en: "Cart abandoners" },
    intent: { ja: "迷っている方の、あと一歩を手伝う", en: "Help with the last step" },
    use: { ja: "入れた商品の疑問に答える一通に。", en: "For an answer to what may still be in doubt." },
    thresholds: [windowDays("days", 7)],
    who: (t) => ({ kind: "cart-left", window: last(t("days")) }),
  },
  {
    key: "f2-wall",
    inventory: "I12",
    name: { ja: "F2の壁", en: "The F2 wall" },
    intent: {
      ja: "1回で止まった方に、2回目の理由を届ける",
      en: "Give those who stopped after one a reason for a second",
    },
    use: {
      ja: "使い切るころの使い方や、2回目だけの特典に。",
      en: "About when the first runs out, with something for the second.",
    },
    thresholds: [quietDays("days", (brand) => Math.max(14, rounded(brand.intervalDays)))],
    who: (t) =>
      all(bought({ atLeast: 1, atMost: 1 }), {
        kind: "order-time",
        which: "last",
        window: { kind: "before-last", n: t("days"), unit: "day" },
      }),
  },
  {
    key: "f4-valley",
    inventory: "I12",
    name: { ja: "F4の谷", en: "The F4 valley" },
    intent: {
      ja: "3回で止まった方を、習慣になるまで支える",
      en: "Carry those who stopped after three over into habit",
    },
    use: { ja: "定期便やまとめ買いの案内に。", en: "For refills and bundles." },
    thresholds: [quietDays("days", (brand) => Math.max(14, rounded(brand.intervalDays)))],
    who: (t) =>
      all(bought({ atLeast: 3, atMost: 3 }), {
        kind: "order-time",
        which: "last",
        window: { kind: "before-last", n: t("days"), unit: "day" },
      }),
  },
  {
    key: "satisfied",
    inventory: "L04",
    name: { ja: "満足している人", en: "Satisfied" },
    intent: { ja: "満足の声を、紹介やレビューにつなぐ", en: "Let satisfaction become a review or a recommendation" },
    use: { ja: "紹介やレビューのお願いに。", en: "To ask for a review or a referral." },
    thresholds: [windowDays("days", 365), score(9)],
    who: (t) => opinion(t("days"), { atLeast: t("score") }, { atLeast: 4 }),
  },
  {
    key: "dissatisfied",
    inventory: "L04",
    name: { ja: "不満のある人", en: "Dissatisfied" },
    intent: {
      ja: "不満を早く聞き、宣伝より先に解決する",
      en: "Hear what is wrong and mend it before anything is advertised",
    },
    use: {
      ja: "サポートからの連絡に。宣伝の配信から除くために。",
      en: "For a word from support, and to be left out of promotion.",
    },
    thresholds: [windowDays("days", 90), score(6)],
    who: (t) => opinion(t("days"), { atMost: t("score") }, { atMost: 2 }),
  },
  {
    key: "cross-use",
    inventory: "O16",
    name: { ja: "店舗とオンラインの両方", en: "Shop and online" },
    intent: { ja: "どちらでも同じように迎える", en: "Welcome them alike in both places" },
    use: { ja: "店舗受取や店舗の催しの案内に。", en: "For pick-up and events in the store." },
    thresholds: [],
    who: () => {
      const at = (channel: "online" | "store"): ConditionInput => ({
        kind: "orders",
        measure: "count",
        scope: { channels: [channel] },
        range: { atLeast: 1 },
      })
      return all(at("online"), at("store"))
    },
  },
  {
    key: "members",
    inventory: "I04",
    name: { ja: "会員", en: "Members" },
    intent: { ja: "会員の方に、会員だけのことを届ける", en: "Tell members what is theirs" },
    use: { ja: "会員限定の案内に。", en: "For what only members get." },
    thresholds: [],
    needs: field("members.is-member", "会員制度を始めると使えます。", "Begins with the membership."),
    who: () => ({ kind: "field", field: "members.is-member", test: { known: true } }),
  },
  {
    key: "not-yet-members",
    inventory: "I04",
    name: { ja: "まだ会員でない人", en: "Not yet members" },
    intent: {
      ja: "入会していない購入者にだけ、入会を案内する",
      en: "Invite buyers who have not joined, and nobody else",
    },
    use: { ja: "入会の案内に。", en: "For the invitation to join." },
    thresholds: [],
    needs: field("members.is-member", "会員制度を始めると使えます。", "Begins with the membership."),
    who: () => all(bought({ atLeast: 1 }), { kind: "field", field: "members.is-member", test: { known: false } }),
  },
  {
    key: "vip",
    inventory: "I30",
    name: { ja: "VIP", en: "VIP" },
    intent: { ja: "VIP の方に、特別な扱いを欠かさない", en: "Never miss what was promised to VIPs" },
    use: { ja: "専用の窓口や先行案内に。", en: "For their own line and early access." },
    thresholds: [],
    needs: field("members.is-member", "会員制度を始めると使えます。", "Begins with the membership."),
    who: () => ({ kind: "field", field: "members.is-member", test: { isTrue: true } }),
  },
]

type Range = { atLeast?: number; atMost?: number }

/** What somebody said of us: a survey's score out of ten, or a review's stars out of five. */
function opinion(days: number, score: Range, stars: Range): ConditionInput {
  const said = (name: string, property: string, test: Range): ConditionInput => ({
    kind: "event",
    names: [name],
    filters: [{ field: `properties.${property}`, test }],
    window: last(days),
    range: { atLeast: 1 },
  })
  return any(said("Survey Answered", "score", score), said("Product Reviewed", "rating", stars))
}
