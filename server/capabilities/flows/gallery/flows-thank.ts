import { circleLetters } from "./letters-circle.ts"
import { thankLetters } from "./letters-thank.ts"
import type { ReadyFlow } from "./ready-flow.ts"
import { all, line, message, not, ordered, pick, reached, wait, who } from "./steps.ts"

const letter = pick([...thankLetters, ...circleLetters])
const some = (...keys: string[]) => keys.map(letter)

type Who = Parameters<typeof who>[0]
const field = (name: string, atLeast: number): Who => ({ kind: "field", field: name, test: { atLeast } })
const says = (name: string): Who => ({ kind: "field", field: name, test: { isTrue: true } })
const lately = (names: string[], days: number): Who => ({
  kind: "event",
  names,
  window: { kind: "last", n: days, unit: "day" },
  range: { atLeast: 1 },
})
const happens = (...names: string[]) => ({ kind: "event", event: { names } }) as const

/** Members and their points, and those who might become members (I01–I33, G27). */
export const thankFlows: readonly ReadyFlow[] = [
  {
    key: "programme-reminder",
    group: "thank",
    inventory: ["I01", "I02", "I04", "I05", "I06"],
    name: { ja: "会員のご案内を、季節ごとに", en: "About membership, once a season" },
    intent: {
      ja: "まだ会員でない方に、三か月おきに違う書き方でご案内する。入会した方には届かない",
      en: "Tells those who are no members about it every three months, each time in another way; never those who joined",
    },
    use: {
      ja: "会員制度を始めたら、止めずに動かしておくフロー。同じ文面は二度届きません。",
      en: "A flow to keep running once there is a programme. Nobody gets the same words twice.",
    },
    letters: some("join-why", "join-earned", "join-voices"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "segment", segmentId: refs.segment("not-yet-members"), move: "entered" },
      entry: { audience: who(reached), reentry: { kind: "once" } },
      goal: { name: { ja: "入会", en: "Joined" }, reached: happens("Member Enrolled"), withinDays: 300, ends: true },
      exits: [{ id: "joined", when: { kind: "person", who: says("members.is-member") } }],
      first: "rest-0",
      steps: line([
        wait("rest-0", 7, "days", "19:00"),
        message(refs, letter("join-why"), "why", { topic: "loyalty" }),
        wait("rest-1", 3, "months", "19:00"),
        message(refs, letter("join-earned"), "earned", { topic: "loyalty" }),
        wait("rest-2", 3, "months", "19:00"),
        message(refs, letter("join-voices"), "voices", { topic: "loyalty" }),
      ]),
    }),
  },
  {
    key: "member-welcome",
    group: "thank",
    inventory: ["I07", "I23", "I28"],
    name: { ja: "会員になった方へ", en: "Welcome to members" },
    intent: {
      ja: "入会の日に使い方を、十日後に特典を伝える",
      en: "How it works on the day of joining, and the benefits ten days later",
    },
    use: { ja: "会員制度があるなら、最初に置くフロー。", en: "The first flow to have with a programme." },
    letters: some("member-hello", "member-benefits"),
    document: (refs) => ({
      format: 1,
      // Whoever was a member before and came in by a file has been welcomed elsewhere.
      trigger: {
        kind: "event",
        event: { names: ["Member Enrolled"], filters: [{ field: "properties.by", test: { isNot: ["import"] } }] },
      },
      entry: { audience: who(reached), reentry: { kind: "once" } },
      goal: { ...ordered("60日以内の注文", "An order within 60 days", 60), ends: false },
      exits: [{ id: "left", when: happens("Member Left") }],
      first: "hello",
      steps: line([
        message(refs, letter("member-hello"), "hello", { topic: "loyalty" }),
        wait("rest", 10, "days", "19:00"),
        message(refs, letter("member-benefits"), "benefits", { topic: "loyalty" }),
      ]),
    }),
  },
  {
    key: "bonus-reminder",
    group: "thank",
    inventory: ["I17", "I18"],
    name: { ja: "眠っているポイントのお知らせ", en: "Points that nobody uses" },
    intent: {
      ja: "二か月ポイントに触れていない会員に、残高と特典までの差を知らせる",
      en: "Tells members who did nothing with their points for two months what they have and how far a reward is",
    },
    use: { ja: "月に一度。期限のお知らせとは別に。", en: "Once a month, besides what is told before points end." },
    letters: some("points-waiting"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "schedule", calendar: { at: "19:00", dayOfMonth: 5 }, segmentId: refs.segment("members") },
      entry: {
        audience: who(all(reached, field("points.available", 100))),
        exclusion: who(lately(["Points Earned", "Points Spent", "Rewards Page Viewed", "Points Expiring"], 60)),
        reentry: { kind: "after-days", days: 60 },
      },
      goal: {
        name: { ja: "ポイントを使った", en: "Used points" },
        reached: happens("Points Spent"),
        withinDays: 30,
        ends: true,
      },
      first: "waiting",
      steps: line([
        message(refs, letter("points-waiting"), "waiting", { topic: "loyalty" }),
        wait("look", 30, "days", "19:00"),
      ]),
    }),
  },
  {
    key: "redemption-reminder",
    group: "thank",
    inventory: ["I19", "I20"],
    name: { ja: "特典を見て、選ばなかった方へ", en: "Looked at rewards, chose none" },
    intent: {
      ja: "特典のページを見て交換しなかった方に、いま交換できるものを知らせる",
      en: "Tells those who looked at rewards without choosing what they could have today",
    },
    use: { ja: "特典を置いているなら、いつでも。", en: "Whenever there are rewards to choose from." },
    letters: some("redeem-favourites"),
    document: (refs) => ({
      format: 1,
      trigger: happens("Rewards Page Viewed"),
      entry: {
        audience: who(all(reached, field("rewards.affordable", 1))),
        reentry: { kind: "after-days", days: 30 },
      },
      goal: {
        name: { ja: "特典と交換した", en: "Chose a reward" },
        reached: happens("Points Spent"),
        withinDays: 14,
        ends: true,
      },
      exits: [{ id: "chose", when: happens("Points Spent") }],
      first: "rest",
      steps: line([
        wait("rest", 2, "days", "19:00"),
        message(refs, letter("redeem-favourites"), "favourites", { topic: "loyalty" }),
      ]),
    }),
  },
  {
    key: "rank-reached",
    group: "thank",
    inventory: ["I21", "I22"],
    name: { ja: "ランクが上がった日に", en: "On reaching a rank" },
    intent: {
      ja: "新しいランクに上がるたびに、お祝いと新しい特典を届ける",
      en: "Congratulates whenever somebody reaches a rank, with what is new for them",
    },
    use: { ja: "ランクのある会員制度に。", en: "For programmes with ranks." },
    letters: some("rank-reached"),
    document: (refs) => ({
      format: 1,
      trigger: happens("Rank Reached"),
      entry: { audience: who(reached), reentry: { kind: "after-end" } },
      goal: ordered("30日以内の注文", "An order within 30 days", 30),
      exits: [{ id: "lost", when: happens("Rank Lost") }],
      first: "rest",
      steps: line([wait("rest", 2, "hours"), message(refs, letter("rank-reached"), "reached", { topic: "rank" })]),
    }),
  },
  {
    key: "points-arrived",
    group: "thank",
    inventory: ["I27"],
    name: { ja: "ポイントが使えるようになった日に", en: "When points become usable" },
    intent: {
      ja: "確定したポイントと残高を知らせる。ひと月に一度まで",
      en: "Tells of points that were confirmed and of the balance, once a month at most",
    },
    use: { ja: "返品の期間が過ぎてから付くお店に。", en: "Where points come after the return window." },
    letters: some("points-arrived"),
    document: (refs) => ({
      format: 1,
      trigger: happens("Points Earned"),
      entry: {
        audience: who(all(reached, field("points.available", 1))),
        reentry: { kind: "after-days", days: 30 },
      },
      goal: ordered("30日以内の注文", "An order within 30 days", 30),
      exits: [{ id: "spent", when: happens("Points Spent") }],
      first: "rest",
      steps: line([
        wait("rest", 1, "days", "19:00"),
        message(refs, letter("points-arrived"), "arrived", { topic: "points" }),
      ]),
    }),
  },
  {
    key: "points-expiring",
    group: "thank",
    inventory: ["I18"],
    name: { ja: "期限の近いポイント", en: "Points that end soon" },
    intent: {
      ja: "60日・30日・7日前に、期限の近い分を知らせる",
      en: "Tells of points that end in 60, 30 and 7 days",
    },
    use: { ja: "有効期限があるなら、必ず。", en: "Wherever points end: always." },
    letters: some("points-ending"),
    document: (refs) => ({
      format: 1,
      trigger: {
        kind: "event",
        event: {
          names: ["Points Expiring"],
          filters: [{ field: "properties.in_days", test: { atLeast: 7 } }],
        },
      },
      entry: { audience: who(reached), reentry: { kind: "after-days", days: 5 } },
      goal: {
        name: { ja: "ポイントを使った", en: "Used points" },
        reached: happens("Points Spent"),
        withinDays: 60,
        ends: true,
      },
      exits: [{ id: "spent", when: happens("Points Spent") }],
      first: "rest",
      steps: line([wait("rest", 1, "hours"), message(refs, letter("points-ending"), "ending", { topic: "points" })]),
    }),
  },
  {
    key: "bring-a-friend",
    group: "thank",
    inventory: ["I11", "I14", "I16", "I26", "J03"],
    name: { ja: "満足した方に、ご紹介のお願い", en: "Asking the satisfied to bring a friend" },
    intent: {
      ja: "よい評価をくださった方にだけ、お礼のあとで紹介をお願いする",
      en: "Asks only those who were satisfied, and only after a thank-you, to bring a friend",
    },
    use: {
      ja: "紹介の制度を公開してから。お願いしすぎた方と、困っている方には届きません。",
      en: "Once the referral programme is live. Never to who was asked too often, nor to who has a problem.",
    },
    letters: some("thanks-for-word", "bring-a-friend"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "segment", segmentId: refs.segment("satisfied"), move: "entered" },
      entry: { audience: who(all(reached, says("referrals.may-ask"))), reentry: { kind: "after-days", days: 180 } },
      goal: {
        name: { ja: "紹介した方が買った", en: "A friend has bought" },
        reached: happens("Friend Joined"),
        withinDays: 60,
        ends: true,
      },
      exits: [
        { id: "unhappy", when: { kind: "person", who: { kind: "segment", segmentId: refs.segment("dissatisfied") } } },
        { id: "asked", when: { kind: "person", who: not(says("referrals.may-ask")) } },
      ],
      first: "rest-0",
      steps: line([
        wait("rest-0", 2, "days", "19:00"),
        message(refs, letter("thanks-for-word"), "thanks"),
        wait("rest-1", 9, "days", "19:00"),
        message(refs, letter("bring-a-friend"), "ask", { topic: "referral" }),
      ]),
    }),
  },
  {
    key: "review-wish",
    group: "thank",
    inventory: ["I15"],
    name: { ja: "満足した方に、口コミのお願い", en: "Asking the satisfied for a review" },
    intent: {
      ja: "お礼を伝えてから、口コミを一度だけお願いする",
      en: "Says thank you first, and asks once for a review",
    },
    use: { ja: "口コミにポイントを付けているお店に。", en: "Where reviews earn points." },
    letters: some("thanks-for-word", "review-wish"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "segment", segmentId: refs.segment("satisfied"), move: "entered" },
      entry: {
        audience: who(reached),
        exclusion: who(lately(["Product Reviewed"], 90)),
        reentry: { kind: "after-days", days: 180 },
      },
      goal: {
        name: { ja: "口コミを書いた", en: "Wrote a review" },
        reached: happens("Product Reviewed"),
        withinDays: 30,
        ends: true,
      },
      exits: [{ id: "wrote", when: happens("Product Reviewed") }],
      first: "rest-0",
      steps: line([
        wait("rest-0", 3, "days", "19:00"),
        message(refs, letter("thanks-for-word"), "thanks"),
        wait("rest-1", 12, "days", "19:00"),
        message(refs, letter("review-wish"), "ask", { topic: "review" }),
      ]),
    }),
  },
  {
    key: "vip-voice",
    group: "thank",
    inventory: ["I31", "I33", "I34"],
    name: { ja: "いつもの方にお礼を伝え、意見を聞く", en: "VIPs: thanked first, then asked" },
    intent: {
      ja: "季節ごとに、お礼と特典を届けてから、意見をうかがう",
      en: "Once a season: thanks and what is theirs first, then a question",
    },
    use: { ja: "VIPの方がいるお店に。", en: "Wherever there are VIPs." },
    letters: some("vip-preview", "vip-voice"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "schedule", calendar: { at: "19:00", dayOfMonth: 15 }, segmentId: refs.segment("vip") },
      entry: { audience: who(reached), reentry: { kind: "after-days", days: 85 } },
      goal: { ...ordered("60日以内の注文", "An order within 60 days", 60), ends: false },
      exits: [
        { id: "unhappy", when: { kind: "person", who: { kind: "segment", segmentId: refs.segment("dissatisfied") } } },
      ],
      first: "preview",
      steps: line([
        message(refs, letter("vip-preview"), "preview", { topic: "vip" }),
        wait("rest", 14, "days", "19:00"),
        message(refs, letter("vip-voice"), "voice", { topic: "vip" }),
      ]),
    }),
  },
  {
    key: "double-points-back",
    group: "thank",
    inventory: ["I13", "H03"],
    name: { ja: "しばらくぶりの方に、ポイント2倍", en: "Double points for those who drifted" },
    intent: {
      ja: "値引きの代わりに、その人だけポイントを2週間2倍にする",
      en: "Instead of a discount: points count double for two weeks, for that person only",
    },
    use: {
      ja: "離れた方への割引と、どちらが効くかをくらべられます。",
      en: "Compare it with the discount for those who drifted away.",
    },
    letters: some("points-waiting", "double-points"),
    document: (refs) => ({
      format: 1,
      trigger: { kind: "segment", segmentId: refs.segment("win-back"), move: "entered" },
      entry: {
        audience: who(all(reached, says("members.is-member"))),
        reentry: { kind: "after-days", days: 180 },
      },
      goal: ordered("30日以内の注文", "An order within 30 days", 30),
      exits: [{ id: "bought", when: happens("Order Placed") }],
      first: "waiting",
      steps: line([
        message(refs, letter("points-waiting"), "waiting", { topic: "loyalty" }),
        wait("rest", 10, "days", "19:00"),
        {
          kind: "contributed",
          id: "double",
          step: "points.multiplier",
          with: { bonusBp: 10_000, days: 14, name: { ja: "しばらくぶりの2倍", en: "Double, after a while" } },
        },
        message(refs, letter("double-points"), "told", { topic: "loyalty" }),
      ]),
    }),
  },
]
