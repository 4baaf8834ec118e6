import type { listRedemptions, listRewards, postRewardCheck } from "../../../server/capabilities/rewards/contract.ts"
import type {
  RedemptionState,
  RewardDocument,
  RewardKind,
  RewardState,
} from "../../../server/capabilities/rewards/model.ts"
import type { Standing } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export type Item = Reply<typeof listRewards>["items"][number]
export type Redeemed = Reply<typeof listRedemptions>["items"][number]
export type Judged = Reply<typeof postRewardCheck>

const states: Readonly<Record<RewardState, { readonly is: Standing; readonly label: Text }>> = {
  draft: { is: "draft", label: { ja: "下書き", en: "Draft" } },
  live: { is: "live", label: { ja: "公開中", en: "Live" } },
  paused: { is: "paused", label: { ja: "休み", en: "Paused" } },
  ended: { is: "done", label: { ja: "終了", en: "Ended" } },
}
export const standingOf = (state: RewardState) => states[state]

const kinds: Readonly<Record<RewardKind, { readonly label: Text; readonly hint: Text }>> = {
  coupon: {
    label: { ja: "クーポン", en: "Coupon" },
    hint: { ja: "オファーのコードをその場で渡します。", en: "A code of an offer, handed over at once." },
  },
  "free-shipping": {
    label: { ja: "送料無料", en: "Free shipping" },
    hint: { ja: "送料無料のオファーのコードを渡します。", en: "A code of an offer with free shipping." },
  },
  "gift-wrap": {
    label: { ja: "ギフト包装", en: "Gift wrapping" },
    hint: { ja: "次のお届けを、スタッフが包みます。", en: "The staff wraps the next parcel." },
  },
  product: {
    label: { ja: "商品", en: "Product" },
    hint: { ja: "スタッフが送ります。", en: "The staff sends it." },
  },
  experience: {
    label: { ja: "イベント・体験", en: "Event" },
    hint: { ja: "席を用意し、出欠とカレンダーまで。", en: "A place, with answers and a calendar file." },
  },
  collectible: {
    label: { ja: "限定の記念品", en: "Limited piece" },
    hint: { ja: "番号つき。決めた数だけ。", en: "Numbered, and only so many." },
  },
  donation: {
    label: { ja: "寄付", en: "Donation" },
    hint: { ja: "ポイントの分を、代わりに寄付します。", en: "What points are worth goes to a good cause." },
  },
}
export const kindWords = (kind: RewardKind): Text => kinds[kind].label
export const kindOptions = (Object.keys(kinds) as RewardKind[]).map((value) => ({ value, ...kinds[value] })) // safe: its own keys

const redemptionStates: Readonly<Record<RedemptionState, { readonly is: Standing; readonly label: Text }>> = {
  open: { is: "waiting", label: { ja: "これから", en: "To do" } },
  done: { is: "done", label: { ja: "済み", en: "Done" } },
  cancelled: { is: "none", label: { ja: "取り消し", en: "Cancelled" } },
}

/** How a redemption stands; of an event, whether she came. */
export function redeemedStanding({ state, kind, hasCome }: Redeemed): { is: Standing; label: Text } {
  if (kind === "experience" && state === "open") return { is: "waiting", label: { ja: "参加予定", en: "Coming" } }
  if (kind === "experience" && state === "done")
    return hasCome === false
      ? { is: "none", label: { ja: "来なかった", en: "Did not come" } }
      : { is: "done", label: { ja: "来た", en: "Came" } }
  return redemptionStates[state]
}

export const redemptionStateOptions: readonly { readonly value: RedemptionState | "all"; readonly label: Text }[] = [
  { value: "all", label: { ja: "すべて", en: "All" } },
  { value: "open", label: { ja: "これから", en: "To do" } },
  { value: "done", label: { ja: "済み", en: "Done" } },
  { value: "cancelled", label: { ja: "取り消し", en: "Cancelled" } },
]

/** A reward's name, whichever language it was written in. */
export const nameOf = (document: RewardDocument | null): Text => {
  const { ja = "", en = "" } = document?.name ?? {}
  if (ja === "" && en === "") return { ja: "名前なし", en: "No name" }
  return ja !== "" && en !== "" ? { ja, en } : same(ja || en)
}

/** The member's side of a text that may be written in one language only. */
export const either = ({ ja, en }: Text): Text => ({ ja: ja || en, en: en || ja })

const reasons: Readonly<Record<string, Text>> = {
  "not-coming": { ja: "参加を取りやめた", en: "Said that she is not coming" },
  erased: { ja: "お客様の情報が消された", en: "The customer was erased" },
}
export const reasonWords = (reason: string): Text => reasons[reason] ?? same(reason)
