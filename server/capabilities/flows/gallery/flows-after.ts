import { afterLetters } from "./letters-after.ts"
import type { ReadyFlow } from "./ready-flow.ts"
import { all, bought, line, message, ordered, pick, reached, wait, who } from "./steps.ts"

const letter = pick(afterLetters)
const some = (...keys: string[]) => keys.map(letter)

/** After the goods have come: thanks, use, and the second and fourth purchase. */
export const afterFlows: readonly ReadyFlow[] = [
  {
    key: "thanks",
    group: "after",
    inventory: ["E14", "E18"],
    name: { ja: "お届けのお礼と、ご感想", en: "Thanks, and then an opinion" },
    intent: {
      ja: "届いた日にお礼だけを伝え、十日おいてから感想をたずねる",
      en: "Thanks on the day it arrives, asks ten days later; never both at once",
    },
    use: {
      ja: "配達完了が届いているお店に。お礼とお願いは、別の一通にします。",
      en: "Where we hear of deliveries. Thanking and asking are two letters.",
    },
    letters: some("thanks-arrived", "ask-opinion"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "event", event: { names: ["Order Delivered"] } },
      entry: { audience: who(reached), reentry: { kind: "after-days", days: 30 }, maxAge: { n: 2, unit: "days" } },
      goal: {
        name: { ja: "30日以内の感想", en: "An opinion within 30 days" },
        reached: { kind: "event", event: { names: ["Product Reviewed", "Survey Answered"] } },
        withinDays: 30,
      },
      exits: [{ id: "trouble", when: { kind: "event", event: { names: ["Order Refunded", "Order Cancelled"] } } }],
      first: "evening",
      steps: line([
        { kind: "wait", id: "evening", until: { kind: "time", at: "19:00" } },
        message(refs, letter("thanks-arrived"), "thanks"),
        wait("rest", 10, "days", "19:00"),
        message(refs, letter("ask-opinion"), "ask", { topic: "review" }),
      ]),
    }),
  },
  {
    key: "learn",
    group: "after",
    inventory: ["G20", "G21", "G22", "G23"],
    name: { ja: "お使いの品の学び", en: "Getting to know the product" },
    intent: {
      ja: "使いはじめ、素材、手入れを、使う時期に合わせて一通ずつ届ける",
      en: "How to use it, what it is made of, how to care for it: each when it is of use",
    },
    use: {
      ja: "商品に使い方・素材・環境の内容を書いておくと、買った品のぶんだけが届きます。",
      en: "Write how-to, materials and care on your products: each buyer gets those of their own.",
    },
    letters: some("use-begin", "use-substance", "use-care"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "event", event: { names: ["Order Delivered"] } },
      entry: { audience: who(reached), reentry: { kind: "after-days", days: 60 }, maxAge: { n: 3, unit: "days" } },
      goal: ordered("60日以内の次の注文", "The next order within 60 days", 60),
      exits: [{ id: "returned", when: { kind: "event", event: { names: ["Order Refunded"] } } }],
      first: "rest-0",
      steps: line([
        wait("rest-0", 2, "days", "19:00"),
        message(refs, letter("use-begin"), "begin"),
        wait("rest-1", 12, "days", "19:00"),
        message(refs, letter("use-substance"), "substance"),
        wait("rest-2", 18, "days", "19:00"),
        message(refs, letter("use-care"), "care"),
      ]),
    }),
  },
  {
    key: "second-order",
    group: "after",
    inventory: ["I12"],
    name: { ja: "2回目の壁を越える（F2）", en: "Over the wall to a second order (F2)" },
    intent: {
      ja: "1回で止まる前に、使いきるコツと次の選び方を届ける",
      en: "Before they stop after one order: how to finish it well, and how to choose the next",
    },
    use: {
      ja: "2回目の注文が伸びないお店に。値引きは使いません。",
      en: "For shops whose second orders are few. No discount needed.",
    },
    letters: some("f2-use-up", "f2-next"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "segment", segmentId: refs.segment("f2-wall"), move: "entered" },
      entry: { audience: who(all(reached, bought({ atLeast: 1, atMost: 1 }))), reentry: { kind: "once" } },
      goal: ordered("45日以内の2回目の注文", "A second order within 45 days", 45),
      first: "use-up",
      steps: line([
        message(refs, letter("f2-use-up"), "use-up"),
        {
          kind: "wait-for-event",
          id: "wait-order",
          event: { names: ["Order Placed"] },
          since: "entry",
          timeout: { n: 10, unit: "days" },
          next: null,
          otherwise: "next",
        },
        message(refs, letter("f2-next"), "next", { topic: "second-order" }),
      ]),
    }),
  },
  {
    key: "fourth-order",
    group: "after",
    inventory: ["I12"],
    name: { ja: "4回目の谷を越える（F4）", en: "Over the valley to a fourth order (F4)" },
    intent: {
      ja: "3回で止まった方にお礼と見直しを届け、続けやすい形を案内する",
      en: "Thanks for three orders, a fresh look at its use, and easier ways to go on",
    },
    use: {
      ja: "3回目のあとで離れる方が多いお店に。習慣になるまでを支えます。",
      en: "Where many stop after three orders. It helps until it is a habit.",
    },
    letters: some("f4-thanks", "f4-habit"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "segment", segmentId: refs.segment("f4-valley"), move: "entered" },
      entry: { audience: who(all(reached, bought({ atLeast: 3, atMost: 3 }))), reentry: { kind: "once" } },
      goal: ordered("60日以内の4回目の注文", "A fourth order within 60 days", 60),
      first: "thanks",
      steps: line([
        message(refs, letter("f4-thanks"), "thanks"),
        wait("rest", 9, "days", "19:00"),
        message(refs, letter("f4-habit"), "habit", { topic: "fourth-order" }),
      ]),
    }),
  },
]
