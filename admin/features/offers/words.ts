import type { listCodes, listOffers, listRedemptions } from "../../../server/capabilities/offers/contract.ts"
import type { Benefit, CodeState, OfferState, Refusal } from "../../../server/capabilities/offers/model.ts"
import { benefitWords } from "../../../server/capabilities/offers/words-rules.ts"
import type { Standing } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export type Item = Reply<typeof listOffers>["items"][number]
export type CodeItem = Reply<typeof listCodes>["items"][number]
export type Use = Reply<typeof listRedemptions>["items"][number]

const states: Readonly<Record<OfferState, { readonly is: Standing; readonly label: Text }>> = {
  draft: { is: "draft", label: { ja: "下書き", en: "Draft" } },
  live: { is: "live", label: { ja: "実施中", en: "Live" } },
  paused: { is: "paused", label: { ja: "休み", en: "Paused" } },
  ended: { is: "done", label: { ja: "終了", en: "Ended" } },
}
export const standingOf = (state: OfferState) => states[state]

const codeStates: Readonly<Record<CodeState, { readonly is: Standing; readonly label: Text }>> = {
  open: { is: "live", label: { ja: "使える", en: "Can be used" } },
  used: { is: "done", label: { ja: "使った", en: "Used" } },
  expired: { is: "none", label: { ja: "期限切れ", en: "Expired" } },
  voided: { is: "failed", label: { ja: "無効", en: "Voided" } },
}
export const codeStanding = (state: CodeState) => codeStates[state]

export const codeStateOptions: readonly { readonly value: CodeState | "all"; readonly label: Text }[] = [
  { value: "all", label: { ja: "すべて", en: "All" } },
  { value: "open", label: codeStates.open.label },
  { value: "used", label: codeStates.used.label },
  { value: "expired", label: codeStates.expired.label },
  { value: "voided", label: codeStates.voided.label },
]

export const givesWords = (benefit: Benefit, currency: string): Text => benefitWords(benefit, currency)

export const kindOptions: readonly { readonly value: Benefit["kind"]; readonly label: Text }[] = [
  { value: "percent", label: { ja: "割引率", en: "A share of the price" } },
  { value: "fixed", label: { ja: "決まった額", en: "A fixed amount" } },
  { value: "free-shipping", label: { ja: "送料無料", en: "Free shipping" } },
  { value: "gift", label: { ja: "プレゼント", en: "A present" } },
]

export const givesBackOptions = [
  { value: "cancelled", label: { ja: "注文が取り消されたら戻す", en: "When the order is cancelled" } },
  {
    value: "cancelled-or-returned",
    label: { ja: "取り消しと、全部の返品で戻す", en: "When it is cancelled or all of it is returned" },
  },
  { value: "never", label: { ja: "戻さない", en: "Never" } },
] as const

const channels: Readonly<Record<Use["channel"], Text>> = {
  shop: { ja: "ネットショップ", en: "Online shop" },
  api: same("API"),
  store: { ja: "店舗", en: "Store" },
}
export const channelWords = (channel: Use["channel"]): Text => channels[channel]

/** Which limit a shop had let pass before we heard of it. */
const beyond: Readonly<Partial<Record<Refusal, Text>>> = {
  used: { ja: "使用回数を超えた", en: "Used more often than allowed" },
  "person-limit": { ja: "1人の回数を超えた", en: "More often than one person may" },
  expired: { ja: "期限のあと", en: "After its end" },
  "budget-spent": { ja: "予算を超えた", en: "Beyond the budget" },
  "not-yours": { ja: "別の人が使った", en: "Used by somebody else" },
  voided: { ja: "無効のあと", en: "After it was voided" },
}
export const beyondWords = (reason: Refusal): Text => beyond[reason] ?? { ja: "条件の外", en: "Outside its terms" }

/** Why a code was given, as far as people know it. */
export function causeWords(cause: string): Text {
  if (cause === "by-hand") return { ja: "手で渡した", en: "Given by hand" }
  if (cause.startsWith("flow")) return { ja: "フロー", en: "Flow" }
  if (cause.startsWith("campaign")) return { ja: "キャンペーン", en: "Campaign" }
  return same(cause)
}
