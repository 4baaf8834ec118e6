import type { Text } from "#kernel/text"
import type { CampaignPlan } from "./model.ts"

/** What is looked at before every campaign, met or not: does it concern these people, now, from somebody (G10, G40). */
export const checklistCodes = ["relevant", "timely", "human", "by-name", "varied", "measured", "way-on"] as const
export type ChecklistCode = (typeof checklistCodes)[number]

export type ChecklistItem = { readonly code: ChecklistCode; readonly isMet: boolean; readonly say: Text }

export type ChecklistFacts = {
  readonly plan: CampaignPlan
  /** Of everybody the brand knows, the share that it goes to; null when nobody was counted. */
  readonly shareOfAll: number | null
  /** All that is written in it, templates' variables included. */
  readonly texts: readonly string[]
  /** Each variant begins with its reader's name without being told so by a variable. */
  readonly greets: boolean
  /** Who its mails are from, one for each variant. */
  readonly fromNames: readonly string[]
  readonly brandName: string
}

const tooBroad = 0.7

/** Pure: the same plan and words give the same list. Nothing of it forbids; findings do. */
export function checklistOf(facts: ChecklistFacts): ChecklistItem[] {
  const { plan, shareOfAll, texts, greets, fromNames, brandName } = facts
  const all = texts.join("\n")
  const isNarrow = shareOfAll === null || shareOfAll < tooBroad
  const isChosen = plan.audience.include.length > 0
  const isTimed = plan.why !== "" && (plan.when.kind !== "now" || plan.why.length >= 10)
  const isHuman = fromNames.length > 0 && fromNames.every((name) => name !== "" && name !== brandName)
  const named = greets || /\{\{[^}]*customer\.name/.test(all)
  const own = /\{\{[^}]*(?!customer\.name)(customer|order|product|offer|points|event|cart)\b/.test(all)
  return [
    !isChosen
      ? item(
          "relevant",
          false,
          "届ける相手をまだ選んでいません。この話が要る人はだれですか。",
          "Nobody is chosen yet. Who are those that need to hear of it?",
        )
      : isNarrow
        ? item("relevant", true, "相手を選んでいます。", "It goes to people who were chosen.")
        : item(
            "relevant",
            false,
            `全員の${Math.round((shareOfAll ?? 0) * 100)}%に送ろうとしています。この話が自分のことだと思う人に絞れませんか。`,
            `It goes to ${Math.round((shareOfAll ?? 0) * 100)}% of everybody. Could it be those whom it concerns?`,
          ),
    isTimed
      ? item("timely", true, "なぜいま送るかが書いてあります。", "It says why it is sent now.")
      : item(
          "timely",
          false,
          "なぜこの人たちに、なぜいま送るのかを一文で書いてください。",
          "Say in one sentence why these people, and why now.",
        ),
    isHuman
      ? item("human", true, "差出人に人の名前があります。", "It comes from somebody by name.")
      : item(
          "human",
          false,
          "差出人名がブランド名だけです。「ブランド名の〇〇」のように、人から届く形にできます。",
          "It comes from the brand only. A person's name beside it, as in “Hana of …”, reads as if somebody wrote.",
        ),
    named
      ? item("by-name", true, "お名前で呼びかけています。", "It addresses people by name.")
      : item("by-name", false, "お名前の呼びかけがありません。", "It addresses nobody by name."),
    own
      ? item("varied", true, "その人に合わせて変わる中身があります。", "Something in it differs from person to person.")
      : item(
          "varied",
          false,
          "全員に同じ中身です。買った商品や好みに触れる一文を入れられませんか。",
          "Everybody reads the same. Could it mention what she bought or likes?",
        ),
    plan.holdoutBp > 0
      ? item("measured", true, "送らない人を残し、効果を測れます。", "Some are kept apart, so that its worth is seen.")
      : item(
          "measured",
          false,
          "全員に送るため、送らなかった場合とくらべられません。",
          "With nobody kept apart there is nothing to compare it with.",
        ),
    /\[[^\]]+\]\([^)]+\)|https?:\/\/|\{\{\s*links\./.test(all)
      ? item("way-on", true, "次にすることがひと目で分かります。", "There is one thing to do next.")
      : item("way-on", false, "リンクもボタンもありません。", "There is neither a link nor a button."),
  ]
}

const item = (code: ChecklistCode, isMet: boolean, ja: string, en: string): ChecklistItem => ({
  code,
  isMet,
  say: { ja, en },
})
