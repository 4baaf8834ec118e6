import { welcomeLetters } from "./letters-welcome.ts"
import type { ReadyFlow } from "./ready-flow.ts"
import { all, bought, line, message, not, ordered, pick, reached, wait, who } from "./steps.ts"

const letter = pick(welcomeLetters)
const some = (...keys: string[]) => keys.map(letter)

/** Newcomers: a welcome at once, the story, value before any wish, and an offer only for those who never bought. */
export const firstFlows: readonly ReadyFlow[] = [
  {
    key: "welcome",
    group: "first",
    inventory: ["G04", "G37", "G38"],
    name: { ja: "はじめましての連載", en: "Welcome series" },
    intent: {
      ja: "登録の直後に挨拶し、店の物語を三通で伝える",
      en: "Greets at once and tells the story of the shop in three letters",
    },
    use: {
      ja: "メールかLINEの登録を受けているなら、最初に置くフロー。挨拶は二つの書き方をくらべます。",
      en: "The first flow to have where people sign up. Two ways of saying hello are compared.",
    },
    letters: some("welcome-warm", "welcome-short", "story-beginning", "story-making"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "event", event: { names: ["Consent Given"] } },
      entry: { audience: who(reached), reentry: { kind: "once" }, maxAge: { n: 24, unit: "hours" } },
      goal: ordered("30日以内の最初の注文", "A first order within 30 days", 30),
      first: "greet",
      steps: line([
        {
          kind: "split",
          id: "greet",
          name: { ja: "挨拶をくらべる", en: "Two ways of saying hello" },
          arms: [
            { id: "warm", name: { ja: "あたたかく", en: "Warmly" }, weight: 50, next: "hello-warm" },
            { id: "short", name: { ja: "短く", en: "In brief" }, weight: 50, next: "hello-short" },
          ],
        },
        message(refs, letter("welcome-warm"), "hello-warm", { next: "rest-1" }),
        message(refs, letter("welcome-short"), "hello-short", { next: "rest-1" }),
        wait("rest-1", 3, "days", "19:00"),
        message(refs, letter("story-beginning"), "story-1"),
        wait("rest-2", 5, "days", "19:00"),
        message(refs, letter("story-making"), "story-2"),
      ]),
    }),
  },
  {
    key: "value-first",
    group: "first",
    inventory: ["G27"],
    name: { ja: "先に役に立つ、それからおすすめ", en: "Value before the ask" },
    intent: {
      ja: "選び方と使い方を先に届け、最後に一度だけおすすめする",
      en: "Gives help with choosing and using first, and suggests once at the end",
    },
    use: { ja: "登録したまま、まだ買っていない方に。", en: "For those who signed up and have not bought yet." },
    letters: some("guide-choose", "guide-care", "first-choice"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "segment", segmentId: refs.segment("non-buyers"), move: "entered" },
      entry: { audience: who(all(reached, not(bought({ atLeast: 1 })))), reentry: { kind: "once" } },
      goal: ordered("45日以内の最初の注文", "A first order within 45 days", 45),
      first: "rest-0",
      steps: line([
        wait("rest-0", 14, "days", "19:00"),
        message(refs, letter("guide-choose"), "guide-1"),
        wait("rest-1", 6, "days", "19:00"),
        message(refs, letter("guide-care"), "guide-2"),
        wait("rest-2", 7, "days", "19:00"),
        message(refs, letter("first-choice"), "ask"),
      ]),
    }),
  },
  {
    key: "first-offer",
    group: "first",
    inventory: ["G25"],
    name: { ja: "はじめての方だけの特典", en: "First-order offer" },
    intent: {
      ja: "迷っているはじめての方にだけ、一度きりの特典を渡す。買った方には決して届かない",
      en: "A code, once, for newcomers who hesitate; never for anybody who has bought",
    },
    use: {
      ja: "値引きを使うなら、いちばん効く一度に。購入者は入口と途中の両方で除きます。",
      en: "If you discount at all, do it here. Buyers are kept out at the door and again on the way.",
    },
    letters: some("guide-choose", "first-offer", "first-offer-ends"),
    offers: [
      {
        key: "first-order",
        name: "はじめてのご注文の特典",
        benefit: { kind: "percent", bp: 1_000 },
        isFirstOrderOnly: true,
      },
    ],
    document: (refs) => ({
      format: 1,
      trigger: { kind: "event", event: { names: ["Consent Given"] } },
      entry: { audience: who(reached), exclusion: who(bought({ atLeast: 1 })), reentry: { kind: "once" } },
      goal: ordered("14日以内の最初の注文", "A first order within 14 days", 14),
      exits: [{ id: "bought", when: { kind: "person", who: bought({ atLeast: 1 }) } }],
      first: "rest-0",
      steps: line([
        wait("rest-0", 5, "days", "19:00"),
        message(refs, letter("guide-choose"), "guide"),
        wait("rest-1", 3, "days", "19:00"),
        {
          kind: "offer",
          id: "code",
          offerId: refs.offer("first-order"),
          validFor: { n: 10, unit: "days" },
          whenRefused: "leave",
        },
        message(refs, letter("first-offer"), "offer", {
          discountBp: 1_000,
          needs: ["offer.code"],
          topic: "first-order",
        }),
        wait("rest-2", 7, "days", "19:00"),
        message(refs, letter("first-offer-ends"), "ends", {
          discountBp: 1_000,
          needs: ["offer.code"],
          topic: "first-order",
        }),
      ]),
    }),
  },
]
