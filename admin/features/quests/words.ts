import type { listQuests } from "../../../server/capabilities/quests/contract.ts"
import type { QuestDocument, QuestState, TaskKind } from "../../../server/capabilities/quests/model.ts"
import type { Standing } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export type Item = Reply<typeof listQuests>["items"][number]

const states: Readonly<Record<QuestState, { readonly is: Standing; readonly label: Text }>> = {
  draft: { is: "draft", label: { ja: "下書き", en: "Draft" } },
  live: { is: "live", label: { ja: "公開中", en: "Live" } },
  paused: { is: "paused", label: { ja: "休み", en: "Paused" } },
  ended: { is: "done", label: { ja: "終了", en: "Ended" } },
}
export const standingOf = (state: QuestState) => states[state]

export const kindOptions: readonly { readonly value: TaskKind; readonly label: Text; readonly hint: Text }[] = [
  {
    value: "stamps",
    label: { ja: "お買い物のスタンプ", en: "Stamps of purchases" },
    hint: { ja: "注文や金額で、ひとりでにたまります。", en: "They fill by themselves with orders or spending." },
  },
  {
    value: "trivia",
    label: { ja: "クイズ", en: "Quiz" },
    hint: {
      ja: "正解はサーバーだけが知っています。画面からは分かりません。",
      en: "Only the server knows the right answers.",
    },
  },
  {
    value: "challenge",
    label: { ja: "チャレンジ", en: "Challenge" },
    hint: { ja: "来店や感想など、決めたことを何回か。", en: "Something done several times: visits, reviews." },
  },
  {
    value: "set",
    label: { ja: "セット", en: "Set" },
    hint: { ja: "ほかのクエストをそろえると達成です。", en: "Complete other quests to unlock it." },
  },
]
export const kindWords = (kind: TaskKind): Text => kindOptions.find(({ value }) => value === kind)?.label ?? same(kind)

export const either = ({ ja, en }: Text): Text => ({ ja: ja || en, en: en || ja })

/** A quest's name, whichever language it was written in. */
export const nameOf = (document: QuestDocument | null): Text => {
  const { ja = "", en = "" } = document?.name ?? {}
  return ja === "" && en === "" ? { ja: "名前なし", en: "No name" } : either({ ja, en })
}

/** What it gives, in a word or two. */
export function prizeWords({ points, badge, rewardId }: QuestDocument["prize"]): Text {
  const parts: Text[] = []
  if (points > 0) parts.push(same(`${points}pt`))
  if (badge) parts.push(either(badge.name))
  if (rewardId !== null) parts.push({ ja: "特典", en: "a reward" })
  return { ja: parts.map(({ ja }) => ja).join("と"), en: parts.map(({ en }) => en).join(" and ") }
}
