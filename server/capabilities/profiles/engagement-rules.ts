import type { Text } from "#kernel/text"

/**
 * What shows warmth and costs nothing (T22). Only deeds of people: opens and clicks by machines have names of their own
 * ("Message Opened By Machine") and are not here (X22); purchases are left out on purpose.
 */
const deeds: Readonly<Record<string, { readonly points: number; readonly label: Text }>> = {
  "Message Opened": { points: 1, label: { ja: "メールを開いた", en: "Opened a mail" } },
  "Email Opened": { points: 1, label: { ja: "メールを開いた", en: "Opened a mail" } },
  "Message Clicked": { points: 3, label: { ja: "リンクを開いた", en: "Followed a link" } },
  "Email Link Clicked": { points: 3, label: { ja: "リンクを開いた", en: "Followed a link" } },
  "Message Replied": { points: 5, label: { ja: "返信した", en: "Replied" } },
  "Page Viewed": { points: 0.5, label: { ja: "サイトを見た", en: "Visited the site" } },
  "Product Viewed": { points: 1, label: { ja: "商品を見た", en: "Looked at products" } },
  "Product Added to Wishlist": { points: 2, label: { ja: "お気に入りに入れた", en: "Wished for something" } },
  "Product Shared": { points: 5, label: { ja: "共有した", en: "Shared" } },
  "Product Reviewed": { points: 6, label: { ja: "レビューを書いた", en: "Wrote a review" } },
  "Survey Answered": { points: 4, label: { ja: "アンケートに答えた", en: "Answered a survey" } },
  "Store Visited": { points: 3, label: { ja: "店舗に来た", en: "Visited a store" } },
  "Conversation Held": { points: 5, label: { ja: "話をした", en: "Talked with us" } },
}
export const engagementNames: readonly string[] = Object.keys(deeds)

export type Engagement = {
  readonly points: number
  /** Thirty days earlier, to see where it goes. */
  readonly before: number
  readonly level: "none" | "quiet" | "warm" | "hot"
  readonly parts: readonly { readonly label: Text; readonly count: number; readonly points: number }[]
}

const dayMs = 86_400_000
const halfLifeDays = 30
const windowDays = 90
const levels = [
  [20, "hot"],
  [5, "warm"],
  [0.5, "quiet"],
] as const

type Deed = { readonly name: string; readonly occurredAt: Date }

/** Points of the last 90 days, each halved for every 30 days of its age: what she does now outweighs what she did. */
export function engagementOf(done: readonly Deed[], now: Date): Engagement {
  const counted = weighed(done, now)
  const byLabel = Map.groupBy(counted, ({ label }) => label.en)
  const parts = [...byLabel.values()].map((all) => ({
    label: all[0]?.label ?? { ja: "", en: "" },
    count: all.length,
    points: sum(all),
  }))
  const points = sum(counted)
  return {
    points,
    before: sum(weighed(done, new Date(now.getTime() - 30 * dayMs))),
    level: levels.find(([least]) => points >= least)?.[1] ?? "none",
    parts: parts.toSorted((a, b) => b.points - a.points || (a.label.en < b.label.en ? -1 : 1)),
  }
}

function weighed(done: readonly Deed[], now: Date) {
  return done.flatMap(({ name, occurredAt }) => {
    const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined
    const age = (now.getTime() - occurredAt.getTime()) / dayMs
    if (!deed || age < 0 || age > windowDays) return []
    return [{ label: deed.label, points: deed.points * 2 ** (-age / halfLifeDays) }]
  })
}

const sum = (all: readonly { readonly points: number }[]): number =>
  all.reduce((total, { points }) => total + points, 0)
