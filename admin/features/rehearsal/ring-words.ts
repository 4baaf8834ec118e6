import type { getRing } from "../../../server/capabilities/rehearsal/contract-rings.ts"
import type { Standing } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export type WholeRing = Reply<typeof getRing>
type Report = NonNullable<WholeRing["report"]>
export type CheckItem = Report["checks"][number]
export type IssueItem = WholeRing["issues"][number]
export type PersonItem = WholeRing["people"][number]

export const ringStanding: Readonly<Record<WholeRing["ring"]["state"], { is: Standing; label: Text }>> = {
  draft: { is: "draft", label: { ja: "下書き", en: "Draft" } },
  running: { is: "live", label: { ja: "実施中", en: "Running" } },
  ended: { is: "waiting", label: { ja: "判断待ち", en: "To be decided" } },
  committed: { is: "done", label: { ja: "本番に移しました", en: "Taken over" } },
  wiped: { is: "none", label: { ja: "なかったことにしました", en: "Wiped" } },
}

export const checkWords: Readonly<Record<CheckItem["key"], { label: Text; about: Text }>> = {
  personal: {
    label: { ja: "自分に合っていると感じるか", en: "Personalised experience" },
    about: { ja: "お便りが届いた人のうち、開いた・押した人", en: "of those written to, who read or followed it" },
  },
  timely: {
    label: { ja: "ちょうどよいときに届くか", en: "Right offers at the right time" },
    about: { ja: "クーポンを受け取った人のうち、使った人", en: "of those given an offer, who used it" },
  },
  data: {
    label: { ja: "効率よく知ることができるか", en: "Efficient data collection" },
    about: {
      ja: "何かを教えてくれた人（回答・口コミ・同意・会話）",
      en: "who told us something: answers, reviews, consents, talks",
    },
  },
  incentive: {
    label: { ja: "教えてくれる理由になるか", en: "An incentive to share" },
    about: { ja: "2回以上教えてくれた人", en: "who told us something more than once" },
  },
}

export const checkStanding: Readonly<Record<CheckItem["verdict"], { is: Standing; label: Text }>> = {
  better: { is: "done", label: { ja: "よくなった", en: "Better" } },
  worse: { is: "failed", label: { ja: "悪くなった", en: "Worse" } },
  same: { is: "none", label: { ja: "変わらない", en: "No difference" } },
  "too-early": { is: "waiting", label: { ja: "まだ言えません", en: "Too early to say" } },
}

export const weightWords: Readonly<Record<IssueItem["weight"], Text>> = {
  blocks: { ja: "始められない", en: "Blocks" },
  hurts: { ja: "困る", en: "Hurts" },
  small: { ja: "小さい", en: "Small" },
}
