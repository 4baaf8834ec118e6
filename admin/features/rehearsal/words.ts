import type { listRuns, getMeasured, listPlayed } from "../../../server/capabilities/rehearsal/contract.ts"
import type { ChangeKind, Figure } from "../../../server/capabilities/rehearsal/model.ts"
import type { Standing } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export type RunItem = Reply<typeof listRuns>["items"][number]
export type PlayedItem = Reply<typeof listPlayed>["items"][number]
export type MeasuredFigure = Reply<typeof getMeasured>["figures"][number]

export const runStanding: Readonly<Record<RunItem["state"], { is: Standing; label: Text }>> = {
  running: { is: "waiting", label: { ja: "動かしています", en: "Playing" } },
  done: { is: "done", label: { ja: "終わりました", en: "Done" } },
  cancelled: { is: "none", label: { ja: "やめました", en: "Cancelled" } },
  failed: { is: "failed", label: { ja: "できませんでした", en: "Failed" } },
}

export const changeWords: Readonly<Record<ChangeKind, Text>> = {
  more: { ja: "ポイントが増える", en: "More points" },
  fewer: { ja: "ポイントが減る", en: "Fewer points" },
  "rank-up": { ja: "ランクが上がる", en: "Higher rank" },
  "rank-down": { ja: "ランクが下がる", en: "Lower rank" },
  reaches: { ja: "使えるようになる", en: "Can use them now" },
  "reaches-no-more": { ja: "使えなくなる", en: "Can't use them any more" },
}

/** A figure with its interval as a person reads it. */
export const between = ({ low, high }: Figure, write: (value: number) => string): string =>
  `${write(low)}〜${write(high)}`

export const measuredWords: Readonly<Record<MeasuredFigure["key"], { label: Text; about: Text }>> = {
  "earn-rate": {
    label: { ja: "発行率", en: "Earn rate" },
    about: { ja: "お買い物100円あたりの発行ポイント", en: "points issued for every 100 yen bought" },
  },
  "use-share": {
    label: { ja: "利用率", en: "Share used" },
    about: { ja: "発行したポイントのうち、使われた割合", en: "of the points issued, how many were used" },
  },
  "cost-share": {
    label: { ja: "費用の割合", en: "Cost share" },
    about: { ja: "売上に対する、使われたポイント", en: "points used, as a share of sales" },
  },
  reach: {
    label: { ja: "届いた人", en: "Reached" },
    about: { ja: "使える数までたまった会員の割合", en: "members who held enough to use" },
  },
}

export const verdictStanding: Readonly<Record<MeasuredFigure["verdict"], { is: Standing; label: Text }>> = {
  within: { is: "done", label: { ja: "見込みの範囲", en: "As forecast" } },
  above: { is: "manual", label: { ja: "見込みより多い", en: "More than forecast" } },
  below: { is: "manual", label: { ja: "見込みより少ない", en: "Less than forecast" } },
  "too-early": { is: "waiting", label: { ja: "まだ言えません", en: "Too early to say" } },
}
