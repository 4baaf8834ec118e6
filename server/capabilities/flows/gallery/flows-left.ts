import { leftLetters } from "./letters-left.ts"
import type { ReadyFlow, Refs } from "./ready-flow.ts"
import { bought, line, message, ordered, pick, reached, wait, who, type Written } from "./steps.ts"

const letter = pick(leftLetters)
const some = (...keys: string[]) => keys.map(letter)

/** Asked in a survey or by the staff; the reason why something was left chooses the words. */
const leftReason = {
  key: "left_reason",
  type: "choice",
  label: { ja: "買わなかった理由", en: "Why it was left" },
  choices: [
    { value: "price", label: { ja: "価格", en: "Price" } },
    { value: "payment", label: { ja: "お支払い方法", en: "Payment" } },
    { value: "shipping", label: { ja: "送料・お届け", en: "Shipping" } },
    { value: "returns", label: { ja: "返品・交換", en: "Returns" } },
    { value: "other", label: { ja: "そのほか", en: "Something else" } },
  ],
} as const
const because = (value: string) => ({ kind: "property" as const, key: "left_reason", test: { is: [value] } })

/** One way for each reason that is known, and one for everybody else; all meet at the end. */
const reasons = (refs: Refs): Written[] => [
  {
    kind: "branch",
    id: "why",
    name: { ja: "買わなかった理由で分ける", en: "By why it was left" },
    ways: [
      {
        id: "price",
        name: { ja: "価格", en: "Price" },
        check: { kind: "person", who: because("price") },
        next: "code",
      },
      {
        id: "payment",
        name: { ja: "お支払い", en: "Payment" },
        check: { kind: "person", who: because("payment") },
        next: "say-payment",
      },
      {
        id: "shipping",
        name: { ja: "送料・お届け", en: "Shipping" },
        check: { kind: "person", who: because("shipping") },
        next: "say-shipping",
      },
      {
        id: "returns",
        name: { ja: "返品・交換", en: "Returns" },
        check: { kind: "person", who: because("returns") },
        next: "say-returns",
      },
    ],
    next: "say-more",
  } as const,
  {
    kind: "offer",
    id: "code",
    offerId: refs.offer("left-cart"),
    validFor: { n: 5, unit: "days" },
    next: "say-price",
  } as const,
  message(refs, letter("cart-price"), "say-price", {
    next: null,
    discountBp: 500,
    needs: ["offer.code"],
    topic: "cart",
  }),
  message(refs, letter("cart-payment"), "say-payment", { next: null, topic: "cart" }),
  message(refs, letter("cart-shipping"), "say-shipping", { next: null, topic: "cart" }),
  message(refs, letter("cart-returns"), "say-returns", { next: null, topic: "cart" }),
  message(refs, letter("cart-learn"), "say-more", { topic: "cart" }),
]
const reasonLetters = ["cart-price", "cart-payment", "cart-shipping", "cart-returns", "cart-learn"]
const reasonOffers = [
  { key: "left-cart", name: "かごの品に使える特典", benefit: { kind: "percent", bp: 500 } },
] as const

/** Carts, checkouts and looks that came to nothing. */
export const leftFlows: readonly ReadyFlow[] = [
  {
    key: "cart-left",
    group: "left",
    inventory: ["G06", "G07", "G39"],
    name: { ja: "かごの品のお知らせ", en: "Cart left behind" },
    intent: {
      ja: "かごの中身をそのまま届け、翌日は理由に合わせて答える",
      en: "Brings the cart back exactly, and a day later answers the reason why it was left",
    },
    use: {
      ja: "かごに入れた記録が届いているお店に。値引きは「価格」と答えた方だけに渡します。",
      en: "For shops whose carts we hear of. Only those who named the price get a discount.",
    },
    letters: some("cart-kept", ...reasonLetters),
    offers: reasonOffers,
    properties: [leftReason],
    document: (refs) => ({
      format: 1,
      trigger: { kind: "event", event: { names: ["Product Added"] } },
      entry: { audience: who(reached), reentry: { kind: "after-days", days: 7 }, maxAge: { n: 6, unit: "hours" } },
      goal: ordered("3日以内の注文", "An order within 3 days", 3),
      first: "pause",
      steps: line([
        {
          kind: "wait-for-event",
          id: "pause",
          event: { names: ["Order Placed", "Checkout Started"] },
          since: "entry",
          timeout: { n: 2, unit: "hours" },
          next: null,
          otherwise: "remind",
        },
        message(refs, letter("cart-kept"), "remind", { topic: "cart", whenOutOfStock: { do: "skip" } }),
        wait("rest", 22, "hours"),
        ...reasons(refs),
      ]),
    }),
  },
  {
    key: "checkout-left",
    group: "left",
    inventory: ["G08", "G39"],
    name: { ja: "お手続きの続きのご案内", en: "Checkout not finished" },
    intent: {
      ja: "購入手続きの途中で止まった方を、続きへ案内する",
      en: "Leads those who stopped within the checkout back to where they were",
    },
    use: {
      ja: "購入手続きの開始が届いているお店に。早めに一通、翌日にもう一通。",
      en: "Where we hear of checkouts. One letter soon, one a day later.",
    },
    letters: some("checkout-waits", ...reasonLetters),
    offers: reasonOffers,
    properties: [leftReason],
    document: (refs) => ({
      format: 1,
      trigger: { kind: "event", event: { names: ["Checkout Started"] } },
      entry: { audience: who(reached), reentry: { kind: "after-days", days: 7 }, maxAge: { n: 6, unit: "hours" } },
      goal: ordered("3日以内の注文", "An order within 3 days", 3),
      first: "pause",
      steps: line([
        {
          kind: "wait-for-event",
          id: "pause",
          event: { names: ["Order Placed"] },
          since: "entry",
          timeout: { n: 1, unit: "hours" },
          next: null,
          otherwise: "remind",
        },
        message(refs, letter("checkout-waits"), "remind", { topic: "cart" }),
        wait("rest", 23, "hours"),
        ...reasons(refs),
      ]),
    }),
  },
  {
    key: "browse-left",
    group: "left",
    inventory: ["G08"],
    name: { ja: "ご覧になった品のご案内", en: "Looked and left" },
    intent: {
      ja: "何度も見た品を、見つけやすい形でもう一度届ける",
      en: "Brings back what was looked at, so that it is easy to find",
    },
    use: {
      ja: "商品ページの閲覧が届いているお店に。二週間に一度までにしています。",
      en: "Where we hear which products are looked at. Once in two weeks at most.",
    },
    letters: some("browse-again"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "event", event: { names: ["Product Viewed"] } },
      entry: {
        audience: who({
          kind: "all",
          of: [
            reached,
            {
              kind: "event",
              names: ["Product Viewed"],
              window: { kind: "last", n: 3, unit: "day" },
              range: { atLeast: 3 },
            },
          ],
        }),
        exclusion: who(bought({ atLeast: 1 }, 14)),
        reentry: { kind: "after-days", days: 14 },
        maxAge: { n: 6, unit: "hours" },
      },
      goal: ordered("7日以内の注文", "An order within 7 days", 7),
      exits: [{ id: "cart", when: { kind: "event", event: { names: ["Product Added", "Checkout Started"] } } }],
      first: "pause",
      steps: line([
        wait("pause", 1, "days", "19:00"),
        message(refs, letter("browse-again"), "remind", { topic: "browse", whenOutOfStock: { do: "skip" } }),
      ]),
    }),
  },
]
