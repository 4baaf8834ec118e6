import { returnLetters } from "./letters-return.ts"
import type { ReadyFlow } from "./ready-flow.ts"
import { all, line, message, not, ordered, pick, reached, wait, who } from "./steps.ts"

const letter = pick(returnLetters)
const some = (...keys: string[]) => keys.map(letter)
const answered = { names: ["Message Clicked", "Message Replied", "Order Placed"] }

/** Those who drift, those who left, and those who no longer need us. */
export const returnFlows: readonly ReadyFlow[] = [
  {
    key: "re-engage",
    group: "return",
    inventory: ["G02", "G03"],
    name: { ja: "あらためてのご挨拶", en: "Meeting again" },
    intent: {
      ja: "反応のなくなった方に、店を紹介し直し、最後に一人の言葉で手紙を書く",
      en: "Introduces the shop anew to those who no longer react, then writes as one person to another",
    },
    use: {
      ja: "届いているのに読まれなくなった方に。お便りを止める前の一度だけ。",
      en: "For those who get our letters and no longer read them. Once, before we stop.",
    },
    letters: some("meet-again", "plain-letter"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "segment", segmentId: refs.segment("re-engagement"), move: "entered" },
      entry: { audience: who(reached), reentry: { kind: "after-days", days: 180 } },
      goal: {
        name: { ja: "30日以内の反応か注文", en: "A response or an order within 30 days" },
        reached: { kind: "event", event: answered },
        withinDays: 30,
      },
      first: "meet",
      steps: line([
        message(refs, letter("meet-again"), "meet"),
        {
          kind: "wait-for-event",
          id: "wait-answer",
          event: answered,
          since: "entry",
          timeout: { n: 10, unit: "days" },
          next: null,
          otherwise: "plain",
        },
        message(refs, letter("plain-letter"), "plain", { channels: ["email", "line"] }),
      ]),
    }),
  },
  {
    key: "win-back",
    group: "return",
    inventory: ["I13"],
    name: { ja: "またのご縁を（三つの書き方をくらべる）", en: "Win-back, three ways compared" },
    intent: {
      ja: "離れた方に、割引・送料・値引きなしの便りをくらべ、どれが本当に効くかを知る",
      en: "Discount, free shipping or news alone: learns which truly brings people back",
    },
    use: {
      ja: "いつもの間隔を大きく過ぎた方に。季節のお客様は除きます。",
      en: "For those long past their usual interval; seasonal shoppers are left out.",
    },
    letters: some("meet-again", "back-discount", "back-shipping", "back-words"),
    offers: [
      { key: "back-discount", name: "お久しぶりの特典", benefit: { kind: "percent", bp: 1_000 } },
      { key: "back-shipping", name: "お久しぶりの送料無料", benefit: { kind: "free-shipping" } },
    ],
    document: (refs) => ({
      format: 1,
      trigger: { kind: "segment", segmentId: refs.segment("win-back"), move: "entered" },
      entry: {
        audience: who(all(reached, not({ kind: "segment", segmentId: refs.segment("seasonal") }))),
        exclusion: who({ kind: "segment", segmentId: refs.segment("dissatisfied") }),
        reentry: { kind: "after-days", days: 180 },
      },
      goal: ordered("45日以内の注文", "An order within 45 days", 45),
      first: "meet",
      steps: line([
        message(refs, letter("meet-again"), "meet"),
        wait("rest", 7, "days", "19:00"),
        {
          kind: "split",
          id: "compare",
          name: { ja: "三つの書き方をくらべる", en: "Three ways compared" },
          arms: [
            { id: "discount", name: { ja: "割引", en: "Discount" }, weight: 1, next: "code-discount" },
            { id: "shipping", name: { ja: "送料無料", en: "Free shipping" }, weight: 1, next: "code-shipping" },
            { id: "words", name: { ja: "値引きなし", en: "News only" }, weight: 1, next: "say-words" },
          ],
        },
        { kind: "offer", id: "code-discount", offerId: refs.offer("back-discount"), validFor: { n: 21, unit: "days" } },
        message(refs, letter("back-discount"), "say-discount", {
          next: null,
          discountBp: 1_000,
          needs: ["offer.code"],
          topic: "winback",
        }),
        { kind: "offer", id: "code-shipping", offerId: refs.offer("back-shipping"), validFor: { n: 21, unit: "days" } },
        message(refs, letter("back-shipping"), "say-shipping", { next: null, needs: ["offer.code"], topic: "winback" }),
        message(refs, letter("back-words"), "say-words", { next: null, topic: "winback" }),
      ]),
    }),
  },
  {
    key: "sunset",
    group: "return",
    inventory: ["G35", "C26"],
    name: { ja: "お便りの店じまい", en: "Sunset" },
    intent: {
      ja: "読まれなくなったお便りを続けず、選び直してもらい、応えがなければ静かに止める",
      en: "Asks those who no longer read what they want, and stops quietly when there is no answer",
    },
    use: {
      ja: "届きやすさを守るために、どのお店にも。お休みにした方は、反応か同意があれば戻ります。",
      en: "For every shop, to protect its reputation. Those who rest come back by a sign or a yes of theirs.",
    },
    letters: some("sunset-choose", "sunset-last"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "segment", segmentId: refs.segment("re-engagement"), move: "entered" },
      entry: {
        audience: who({
          kind: "all",
          of: [
            reached,
            {
              kind: "engagement",
              signal: "sent",
              window: { kind: "last", n: 365, unit: "day" },
              range: { atLeast: 10 },
            },
            {
              kind: "engagement",
              signal: "engaged",
              window: { kind: "last", n: 270, unit: "day" },
              range: { atMost: 0 },
            },
          ],
        }),
        reentry: { kind: "after-days", days: 365 },
      },
      goal: {
        name: { ja: "60日以内の反応", en: "A response within 60 days" },
        reached: { kind: "event", event: answered },
        withinDays: 60,
      },
      first: "rest-0",
      steps: line([
        wait("rest-0", 30, "days", "19:00"),
        message(refs, letter("sunset-choose"), "choose"),
        wait("rest-1", 14, "days", "19:00"),
        message(refs, letter("sunset-last"), "last"),
        // Nothing goes to whoever rests: the last letter has its time first.
        wait("rest-2", 4, "days", "19:00"),
        {
          kind: "contributed",
          id: "mark",
          name: { ja: "お便りをお休みにする", en: "Let letters rest" },
          step: "letters.rest",
          with: {},
        },
      ]),
    }),
  },
]
