import type { Text } from "#kernel/text"

/** Why we think so, in words that may be said to the customer. */
export const delayReasons = {
  on_its_way: { ja: "予定どおり進んでいます。", en: "It is on its way as planned." },
  not_handed_over: { ja: "発送が予定より遅れています。", en: "It has not been handed to the carrier in time." },
  slow_road: { ja: "輸送に予定より時間がかかっています。", en: "It is taking longer on the road than planned." },
  no_movement: { ja: "配送会社からの更新が止まっています。", en: "The carrier has reported nothing new for a while." },
  attempted: {
    ja: "一度お届けに伺いましたが、お受け取りいただけませんでした。",
    en: "The carrier tried to deliver it, but could not hand it over.",
  },
  waits_for_recipient: { ja: "お受け取りをお待ちしています。", en: "It is waiting to be collected." },
  waits_for_chosen_time: {
    ja: "ご指定の日時にお届けします。",
    en: "It is kept for the day and time that were chosen.",
  },
  redelivery_arranged: { ja: "再配達を手配しました。", en: "Another delivery has been arranged." },
  investigating: { ja: "配送会社が状況を調べています。", en: "The carrier is looking into it." },
  coming_back: { ja: "荷物が差出人に戻っています。", en: "The parcel is on its way back to the sender." },
  lost: { ja: "荷物が見つかっていません。", en: "The parcel cannot be found." },
  delivered: { ja: "お届けしました。", en: "It has been delivered." },
} as const satisfies Record<string, Text>
export type DelayReason = keyof typeof delayReasons
// safe: the keys of `delayReasons` are exactly the type DelayReason
export const delayReasonNames = Object.keys(delayReasons) as DelayReason[]

/** How a parcel keeps its promise. */
export const standings = ["on_time", "at_risk", "late", "will_not_arrive"] as const
export type Standing = (typeof standings)[number]
