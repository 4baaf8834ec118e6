import type { listReferrals } from "../../../server/capabilities/referrals/contract.ts"
import type { getContents, getPartners, getResults } from "../../../server/capabilities/referrals/contract-results.ts"
import type { Doubt, ReferralState, ShareChannel, ShareReason } from "../../../server/capabilities/referrals/model.ts"
import type { Standing } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export type Item = Reply<typeof listReferrals>["items"][number]
export type ContentItem = Reply<typeof getContents>["items"][number]
export type PartnerItem = Reply<typeof getPartners>["items"][number]
export type Whole = Reply<typeof getResults>
export type Spread = Whole["spread"]

const channels: Readonly<Record<ShareChannel, Text>> = {
  mail: { ja: "メール", en: "Mail" },
  line: same("LINE"),
  x: same("X"),
  facebook: same("Facebook"),
  instagram: same("Instagram"),
  youtube: same("YouTube"),
  copy: { ja: "リンクを写す", en: "Copied link" },
  code: { ja: "コード", en: "Code" },
  page: { ja: "紹介のページ", en: "Landing page" },
  other: { ja: "そのほか", en: "Other" },
}
export const channelName = (channel: ShareChannel): Text => channels[channel]
export const channelOptions = (["copy", "line", "mail", "x", "facebook", "instagram", "youtube", "code"] as const).map(
  (value) => ({ value, label: channels[value] }),
)
/** What a browser said where it came from: one of the channels, or somewhere else. */
export const placeName = (place: string): Text =>
  place === "line" ||
  place === "x" ||
  place === "facebook" ||
  place === "instagram" ||
  place === "youtube" ||
  place === "mail"
    ? channels[place]
    : place in channels
      ? channels.copy
      : same(place)

const states: Readonly<Record<ReferralState, { readonly is: Standing; readonly label: Text }>> = {
  held: { is: "needed", label: { ja: "確認待ち", en: "To be checked" } },
  waiting: { is: "waiting", label: { ja: "返品期間を待つ", en: "In its return window" } },
  rewarded: { is: "done", label: { ja: "特典を渡した", en: "Rewarded" } },
  refused: { is: "none", label: { ja: "対象外", en: "Refused" } },
  undone: { is: "none", label: { ja: "注文が成り立たず", en: "Order did not stand" } },
  "taken-back": { is: "failed", label: { ja: "特典を戻した", en: "Taken back" } },
}
export const stateOf = (state: ReferralState) => states[state]

const doubts: Readonly<Record<Doubt, Text>> = {
  "same-person": { ja: "紹介した本人", en: "The inviter herself" },
  "not-new": { ja: "すでに買ったことがある", en: "Has bought before" },
  "came-back": { ja: "1年以内に情報を消した方", en: "Was erased within a year" },
  "same-mailbox": { ja: "メールの受信箱が同じ", en: "The same mailbox" },
  "same-phone": { ja: "電話番号が同じ", en: "The same phone" },
  household: { ja: "住所が同じ（ご家族かも）", en: "The same home, perhaps family" },
  "same-device": { ja: "同じブラウザから", en: "The same browser" },
  "same-network": { ja: "同じネットワークから", en: "The same network" },
  "fast-device": { ja: "同じブラウザから短時間に多数", en: "Many by one browser within a day" },
  "fast-network": { ja: "同じネットワークから短時間に多数", en: "Many by one network within a day" },
  "fast-inviter": { ja: "同じ人の紹介が短時間に多数", en: "Many by one inviter within a day" },
  ring: { ja: "互いに紹介し合っている、または似た人どうしの紹介", en: "They bring each other, or are alike" },
  paused: { ja: "リンクが止まっていた", en: "The link was paused" },
}
export const doubtWords = (doubt: Doubt): Text => doubts[doubt]

const whys: Readonly<Record<string, Text>> = {
  "no-reward": { ja: "特典なし", en: "No reward" },
  "monthly-cap": { ja: "月の上限に達した", en: "The month's cap was reached" },
  "no-person": { ja: "渡す相手がいない", en: "Nobody to give it to" },
  "not-available": { ja: "オファーが終わっていた", en: "The offer was over" },
}
/** What one side was given; null while nothing was. */
export function givenWords(given: Item["toInviter"]): Text | null {
  if (given === null) return null
  if (given.kind === "points")
    return { ja: `${given.points.toLocaleString("ja-JP")}pt`, en: `${given.points.toLocaleString("en")} pt` }
  if (given.kind === "coupon") return { ja: "クーポン", en: "A coupon" }
  return whys[given.why] ?? same(given.why)
}

const reasons: Readonly<Record<ShareReason, Text>> = {
  practical: { ja: "役に立つから", en: "Because it is useful" },
  emotional: { ja: "心が動くから", en: "Because it moves" },
}
export const reasonWords = (reason: ShareReason): Text => reasons[reason]
export const reasonOptions = [
  { value: "none", label: { ja: "決めない", en: "Not said" } },
  { value: "practical", label: reasons.practical },
  { value: "emotional", label: reasons.emotional },
] as const

const whyNames: Readonly<Record<string, Text>> = {
  satisfied: { ja: "とても満足と答えた", en: "Said to be very satisfied" },
  "brings-friends": { ja: "何人も紹介している", en: "Keeps bringing friends" },
  "by-hand": { ja: "手で選んだ", en: "Chosen by hand" },
}
export const whyName = (why: string): Text => whyNames[why] ?? same(why)

type Reached = Pick<Spread, "invitedPerSharer" | "conversion">

/** What K is made of. Who typed a code without looking at a page was reached, too. */
export const reachWords = (it: Reached, number: (value: number, digits?: number) => string): Text => ({
  ja: `1人が${number(it.invitedPerSharer, 1)}人に届け、その${number(it.conversion * 100, 1)}%がお客様に`,
  en: `each reaches ${number(it.invitedPerSharer, 1)}, of whom ${number(it.conversion * 100, 1)}% become customers`,
})
