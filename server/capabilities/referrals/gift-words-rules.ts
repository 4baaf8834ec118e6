import { counted, type Text } from "#kernel/text"
import type { Programme, Reward } from "./model.ts"

/** A reward as people read it; `offer` says what a coupon gives. */
export function rewardWords(reward: Reward, offer: Text | null): Text | null {
  if (reward.kind === "none") return null
  if (reward.kind === "points")
    return {
      ja: `${reward.points.toLocaleString("ja-JP")}ポイント`,
      en: counted(reward.points, "point"),
    }
  return offer ?? { ja: "クーポン", en: "A coupon" }
}

/** Under which conditions a friend gets it, each a sentence. `minimum` is an amount in words, null without one. */
export function termsWords({ friend, newcomer, release, minimumOrder }: Programme, minimum: string | null): Text[] {
  const who =
    newcomer.is === "unknown"
      ? { ja: "はじめて登録し、お買い物をする方が対象です。", en: "For those who sign up and buy for the first time." }
      : { ja: "はじめてお買い物をする方が対象です。", en: "For those who buy for the first time." }
  const least =
    minimumOrder > 0 && minimum
      ? [{ ja: `${minimum}以上のお買い物が条件です。`, en: `The order has to come to ${minimum} or more.` }]
      : []
  const when =
    friend.kind === "points"
      ? {
          ja: `ポイントは、商品の到着から${release.days}日後に入ります。`,
          en: `The points are yours ${counted(release.days, "day")} after your order has arrived.`,
        }
      : { ja: "クーポンは、最初のお買い物でお使いいただけます。", en: "The coupon is for your first order." }
  return [who, ...least, when]
}

/** What both get, in one line for letters and pages; null when nobody gets anything. */
export function bothWords(inviter: Text | null, friend: Text | null): Text | null {
  if (inviter && friend)
    return {
      ja: `紹介した方に${inviter.ja}、お友だちに${friend.ja}`,
      en: `${inviter.en} for you, ${friend.en} for your friend`,
    }
  if (inviter) return { ja: `紹介した方に${inviter.ja}`, en: `${inviter.en} for you` }
  return friend && { ja: `お友だちに${friend.ja}`, en: `${friend.en} for your friend` }
}
