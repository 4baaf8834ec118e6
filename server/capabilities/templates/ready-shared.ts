import type { z } from "zod"
import type { Text } from "#kernel/text"
import { sharedBlocks } from "./model.ts"

type Ready = {
  readonly key: string
  readonly name: Text
  readonly about: Text
  readonly blocks: z.input<typeof sharedBlocks>
}

const points = { kind: "points" as const, shows: ["loyalty.earning" as const] }
const benefits = (title: string) => ({ kind: "benefits", about: "membership", from: "member.benefits", title }) as const

/** A friend's reward as the referral programme has it, the way to share, and the words that the law wants beside it (I26, J05). */
const friend = (title: string, label: string, isJa: boolean) =>
  [
    {
      kind: "note",
      when: "referral.mayAsk",
      title,
      text: isJa ? "{{ referral.reward }}" : "{{ referral.rewardEn | default: referral.reward }}",
    },
    { kind: "button", when: "referral.mayAsk", label, to: "{{ links.page }}" },
    {
      kind: "text",
      when: "referral.mayAsk",
      tone: "quiet",
      text: isJa ? "{{ referral.disclosure }}" : "{{ referral.disclosureEn | default: referral.disclosure }}",
    },
  ] as const

/**
 * Pieces about the programme that any letter can hold, by mail and LINE alike: they ride on letters about something else and
 * say nothing to whom they don't concern (I24, I25). They become the brand's own by `postShared`.
 */
const ready: readonly Ready[] = [
  {
    key: "points-line",
    name: { ja: "ポイントのひとこと", en: "A word on points" },
    about: {
      ja: "残高と、いまの貯まり方。どのお便りにも添えられます。",
      en: "The balance and how points come about, for any letter.",
    },
    blocks: { ja: [points], en: [points] },
  },
  {
    key: "next-reward",
    name: { ja: "次の特典まで", en: "To the next reward" },
    about: { ja: "残高と、次の特典までの差。", en: "The balance, and what is missing to the next reward." },
    blocks: {
      ja: [{ kind: "points", shows: ["rewards.next"] }],
      en: [{ kind: "points", shows: ["rewards.next"] }],
    },
  },
  {
    key: "rank-benefits",
    name: { ja: "ランクの特典", en: "Benefits of the rank" },
    about: { ja: "読む方のランクで受けられること。", en: "What the reader's rank gives her." },
    blocks: { ja: [benefits("会員のあなたに")], en: [benefits("For you as a member")] },
  },
  {
    key: "friend-reward",
    name: { ja: "お友だち紹介のお礼", en: "Thank-you for a friend" },
    about: {
      ja: "紹介で受け取れるお礼（たとえば1,000円引き）。お願いしすぎた方には出ません。",
      en: "What a friend brings, such as 1,000 yen off; never shown to who was asked too often.",
    },
    blocks: {
      ja: [...friend("お二人へのお礼", "紹介のページを開く", true)],
      en: [...friend("A thank-you for both", "Open your page for friends", false)],
    },
  },
]

/** Ready-made shared blocks, whole. */
export const readyShared = ready.map(({ blocks, ...one }) => ({ ...one, blocks: sharedBlocks.parse(blocks) }))
