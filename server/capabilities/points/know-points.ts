import type { LetterKnowledge } from "#messages"
import type { SegmentField } from "#segments"
import { brandById } from "#brands"
import { type Context } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import type { Balance } from "./model.ts"
import { balancesOf } from "./read-points.ts"

/** What letters may say of their reader's points: `points.usable`, `points.pending`, `points.expiring.amount` and `.on`. */
export const pointsInLetters: LetterKnowledge["read"] = async (ctx, customerIds) => {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  return new Map(
    [...(await balancesOf(ctx, customerIds))].flatMap(([id, balance]) => {
      if (balance.available + balance.pending + balance.earnedEver === 0) return []
      const { available: usable, pending, nextExpiry } = balance
      const expiring = nextExpiry && { amount: nextExpiry.points, on: lastDay(zone, nextExpiry.at) }
      return [[id, { points: { usable, pending, expiring } }] as const]
    }),
  )
}

/** The last day on which something can be used that ends at this instant. */
export const lastDay = (zone: string, endsAt: Date) => dayIn(zone, new Date(endsAt.getTime() - 1))

const field = (key: string, label: SegmentField["label"], value: (balance: Balance) => number): SegmentField => ({
  key,
  label,
  type: "number",
  read: async (ctx, customerIds) =>
    new Map([...(await balancesOf(ctx, customerIds))].map(([id, balance]) => [id, value(balance)])),
})

async function endings(ctx: Context, customerIds: readonly string[]): Promise<Map<string, string>> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  return new Map(
    [...(await balancesOf(ctx, customerIds))].flatMap(([id, { nextExpiry }]) =>
      nextExpiry ? [[id, lastDay(zone, nextExpiry.at)] as const] : [],
    ),
  )
}

export const pointsFields: readonly SegmentField[] = [
  field("points.available", { ja: "使えるポイント", en: "Points that can be used" }, (balance) => balance.available),
  field("points.pending", { ja: "付与予定のポイント", en: "Points to come" }, (balance) => balance.pending),
  {
    key: "points.expires-on",
    label: { ja: "次にポイントが切れる日", en: "Day on which points end next" },
    type: "day",
    read: endings,
  },
]
