import { closeLetters } from "./letters-close.ts"
import type { ReadyFlow } from "./ready-flow.ts"
import { beforeWeekend, bought, line, message, ordered, pick, reached, wait, who } from "./steps.ts"

const letter = pick(closeLetters)
const some = (...keys: string[]) => keys.map(letter)

/** Those who are close: what is new, standing thanks, coupons with a gap, a small surprise. */
export const closeFlows: readonly ReadyFlow[] = [
  {
    key: "new-release",
    group: "close",
    inventory: ["D24"],
    name: { ja: "新商品を、きっかけ待ちの方へ", en: "New release, for those waiting for a wow" },
    intent: {
      ja: "見て読んでいるのにまだ買っていない方に、新しい品をまっさきに知らせる",
      en: "Tells those who look and read but have not bought of what is new, first of all",
    },
    use: {
      ja: "公開しておけば、新しい商品が出るたびに動きます。同じ方には30日あけて届きます。",
      en: "Publish it once: it begins with each new product, for the same person after thirty days at the earliest.",
    },
    letters: some("release-first", "release-voices"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "launch", segmentId: refs.segment("waiting-for-wow") },
      entry: { audience: who(reached), reentry: { kind: "after-days", days: 30 } },
      goal: ordered("14日以内の注文", "An order within 14 days", 14),
      first: "first-news",
      steps: line([
        message(refs, letter("release-first"), "first-news", { topic: "release" }),
        wait("rest", 6, "days", "19:00"),
        message(refs, letter("release-voices"), "voices", { topic: "release" }),
      ]),
    }),
  },
  {
    key: "high-roller",
    group: "close",
    inventory: ["D20"],
    name: { ja: "いつもの方との、変わらぬ関係", en: "Standing contact with high rollers" },
    intent: {
      ja: "たくさん買ってくださる方に、年に数回、値引きではない特別を届ける",
      en: "Something special, without a discount, a few times a year for those who buy most",
    },
    use: {
      ja: "ハイローラーがいるお店なら、止めずに動かし続けるフロー。",
      en: "A flow to keep running wherever there are high rollers.",
    },
    letters: some("dear-regular", "dear-preview"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "segment", segmentId: refs.segment("high-roller"), move: "entered" },
      entry: { audience: who(reached), reentry: { kind: "after-end" } },
      goal: { ...ordered("90日以内の次の注文", "The next order within 90 days", 90), ends: false },
      exits: [
        { id: "unhappy", when: { kind: "person", who: { kind: "segment", segmentId: refs.segment("dissatisfied") } } },
      ],
      first: "rest-0",
      steps: line([
        wait("rest-0", 3, "days", "19:00"),
        message(refs, letter("dear-regular"), "thanks"),
        {
          kind: "task",
          id: "hand",
          title: { ja: "手書きのお礼を一筆添える", en: "Add a line by hand" },
          text: "次のお荷物に、手書きのお礼を入れてください。",
        },
        { kind: "repeat", id: "seasons", first: "rest-1", times: 4 },
        { ...wait("rest-1", 3, "months", "19:00"), next: "preview" },
        message(refs, letter("dear-preview"), "preview", { next: null }),
      ]).map((step) => (step.id === "seasons" && step.kind === "repeat" ? { ...step, next: null } : step)),
    }),
  },
  {
    key: "fan-coupon",
    group: "close",
    inventory: ["D22"],
    name: { ja: "ファンの方への、ときどきのお礼", en: "A coupon now and then for enthusiasts" },
    intent: {
      ja: "平均より買ってくださるファンの方に、間をあけて小さなお礼を渡す",
      en: "A small thank-you for those who buy more than most, with a gap between",
    },
    use: {
      ja: "90日に一度まで。買ったばかりの方には送りません。",
      en: "Once in 90 days at most, and never right after an order.",
    },
    letters: some("dear-regular", "fan-coupon"),
    offers: [{ key: "fan", name: "いつものお礼", benefit: { kind: "percent", bp: 500 } }],
    document: (refs) => ({
      format: 1,
      trigger: { kind: "schedule", calendar: { at: "10:00", dayOfMonth: 10 }, segmentId: refs.segment("enthusiast") },
      entry: {
        audience: who(reached),
        exclusion: who(bought({ atLeast: 1 }, 21)),
        reentry: { kind: "after-days", days: 90 },
      },
      goal: ordered("30日以内の注文", "An order within 30 days", 30),
      first: "thanks",
      steps: line([
        message(refs, letter("dear-regular"), "thanks"),
        beforeWeekend("weekend"),
        {
          kind: "offer",
          id: "code",
          offerId: refs.offer("fan"),
          validFor: { n: 30, unit: "days" },
          whenRefused: "leave",
        },
        message(refs, letter("fan-coupon"), "coupon", { discountBp: 500, needs: ["offer.code"], topic: "coupon" }),
      ]),
    }),
  },
  {
    key: "surprise",
    group: "close",
    inventory: ["G34"],
    name: { ja: "予算の中の、思いがけない贈りもの", en: "Surprise and delight within a budget" },
    intent: {
      ja: "理由なく、決めた予算の中で、毎月わずかな方に贈りものをする",
      en: "A gift for no reason, to a few each month, never beyond the budget",
    },
    use: {
      ja: "特典の「予算」が尽きると、自然に止まります。選ばれるのはくじで4%の方です。",
      en: "It rests when the offer's budget is spent. 4% are drawn by lot.",
    },
    letters: some("small-surprise"),
    offers: [{ key: "surprise", name: "小さな贈りもの", benefit: { kind: "percent", bp: 1_500 }, budget: 50_000 }],
    document: (refs) => ({
      format: 1,
      trigger: { kind: "schedule", calendar: { at: "11:00", dayOfMonth: 15 }, segmentId: refs.segment("buyers") },
      entry: {
        audience: who({ kind: "all", of: [reached, bought({ atLeast: 2 })] }),
        reentry: { kind: "after-days", days: 180 },
      },
      goal: { ...ordered("60日以内の注文", "An order within 60 days", 60), ends: false },
      first: "lot",
      steps: line([
        {
          kind: "split",
          id: "lot",
          name: { ja: "くじを引く", en: "Draw lots" },
          arms: [
            { id: "not-now", name: { ja: "今回はなし", en: "Not this time" }, weight: 96, next: null },
            { id: "drawn", name: { ja: "贈る", en: "Gets a gift" }, weight: 4, next: "code" },
          ],
        },
        {
          kind: "offer",
          id: "code",
          offerId: refs.offer("surprise"),
          validFor: { n: 60, unit: "days" },
          whenRefused: "leave",
        },
        message(refs, letter("small-surprise"), "gift", { needs: ["offer.code"], topic: "gift" }),
      ]),
    }),
  },
  {
    key: "shop-visit",
    group: "shop",
    inventory: ["O08", "O09", "O10", "O11", "G36"],
    name: { ja: "ご来店のあとのお便り", en: "After a visit to the shop" },
    intent: {
      ja: "お加減をうかがい、週末の前に近くの楽しみを届け、ひと月後に合わせるものを案内する",
      en: "First how it is, then what is near before a weekend, and last what goes with it",
    },
    use: {
      ja: "店舗での来店や購入が届いているお店に。スタッフのメモがあれば使い、なくてもきちんと届きます。",
      en: "Where we hear of visits. A note by the staff is used where there is one; it goes well without.",
    },
    letters: some("shop-note", "shop-default", "shop-near", "shop-goes-with"),
    properties: [{ key: "staff_note", type: "text", label: { ja: "スタッフのメモ", en: "Staff note" } }],
    document: (refs) => ({
      format: 1,
      trigger: { kind: "event", event: { names: ["Store Visited"] } },
      entry: { audience: who(reached), reentry: { kind: "after-days", days: 45 }, maxAge: { n: 3, unit: "days" } },
      goal: {
        name: { ja: "60日以内の再来店か注文", en: "Another visit or an order within 60 days" },
        reached: { kind: "event", event: { names: ["Store Visited", "Order Placed"] } },
        withinDays: 60,
        ends: false,
      },
      exits: [{ id: "returned", when: { kind: "event", event: { names: ["Order Refunded"] } } }],
      first: "rest-0",
      steps: line([
        wait("rest-0", 3, "days", "19:00"),
        {
          kind: "branch",
          id: "has-note",
          name: { ja: "スタッフのメモがあるか", en: "Is there a staff note?" },
          ways: [{ id: "note", check: { kind: "known", path: "customer.properties.staff_note" }, next: "say-note" }],
          next: "say-default",
        },
        message(refs, letter("shop-note"), "say-note", { next: "weekend", needs: ["customer.properties.staff_note"] }),
        message(refs, letter("shop-default"), "say-default", { next: "weekend" }),
        beforeWeekend("weekend"),
        message(refs, letter("shop-near"), "near"),
        wait("rest-1", 3, "weeks"),
        beforeWeekend("weekend-2"),
        message(refs, letter("shop-goes-with"), "goes-with", { topic: "accessories" }),
      ]),
    }),
  },
  {
    key: "help",
    group: "help",
    inventory: ["G32"],
    name: { ja: "お困りの方のお手伝い", en: "Help for those who struggle" },
    intent: {
      ja: "遅れや返金などの困りごとに気づいたら、先に声をかけ、人が最後まで見届ける",
      en: "When something goes wrong, we write first, and a person sees it through",
    },
    use: {
      ja: "どのお店にも。宣伝より先に、解決を届けます。",
      en: "For every shop: a solution before any advertising.",
    },
    letters: some("help-first", "help-after"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "event", event: { names: ["Delivery Delayed", "Order Refunded", "Message Replied"] } },
      entry: { reentry: { kind: "after-days", days: 14 }, maxAge: { n: 24, unit: "hours" } },
      goal: {
        name: { ja: "30日以内にまた話せた・注文があった", en: "Talked or ordered again within 30 days" },
        reached: { kind: "event", event: { names: ["Conversation Held", "Order Placed"] } },
        withinDays: 30,
      },
      first: "person",
      steps: line([
        {
          kind: "task",
          id: "person",
          title: { ja: "お困りの方に連絡する", en: "Get in touch: something went wrong" },
          text: "何が起きたかを確かめ、解決するまで見届けてください。",
        },
        message(refs, letter("help-first"), "offer-help", { channels: "best" }),
        wait("rest", 3, "days", "11:00"),
        message(refs, letter("help-after"), "ask-again"),
      ]),
    }),
  },
]
