import type { Text } from "../../../ui/text.ts"

/** What the presses on customers' page are called; one that is not here is shown by its name. */
export const actionNames: Readonly<Record<string, Text>> = {
  "mypage.mute": { ja: "項目を隠す", en: "Put a section away" },
  "mypage.unmute": { ja: "項目をまた表示する", en: "Bring a section back" },
  "members.join": { ja: "会員になる", en: "Become a member" },
  "members.accept-terms": { ja: "会員規約への同意", en: "Agree to the terms" },
  "members.ask-plan": { ja: "プランの申し込み", en: "Ask for a plan" },
  "rewards.redeem": { ja: "特典との交換", en: "Redeem a reward" },
  "rewards.cancel": { ja: "交換の取り消し", en: "Take a redemption back" },
  "quests.answer": { ja: "クイズ・質問への回答", en: "Answer a quest" },
}
