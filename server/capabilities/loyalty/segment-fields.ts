import { rootIdsOf } from "#customers"
import type { SegmentField } from "#segments"
import { selectAwardedKeys } from "./storage-acts.ts"
import { selectBoosts } from "./storage-orders.ts"

/** What conditions may ask of somebody's part in the programme. */
export const loyaltyFields: readonly SegmentField[] = [
  {
    key: "loyalty.actions",
    label: { ja: "ポイントを得たアクション", en: "Actions that earned points" },
    type: "list",
    read: async (ctx, customerIds) => {
      const roots = await rootIdsOf(ctx, customerIds)
      const keys = await selectAwardedKeys(ctx, [...new Set(roots.values())])
      return new Map(
        [...roots].flatMap(([id, root]) => {
          const own = keys.get(root)
          return own ? [[id, own] as const] : []
        }),
      )
    },
  },
  {
    key: "loyalty.boost-until",
    label: { ja: "個別のポイント上乗せの終わり", en: "End of a points bonus of her own" },
    type: "day",
    read: async (ctx, customerIds) => {
      const roots = await rootIdsOf(ctx, customerIds)
      const now = ctx.now()
      const boosts = new Map(
        (await selectBoosts(ctx, [...new Set(roots.values())], now, now)).map((boost) => [boost.customerId, boost]),
      )
      return new Map(
        [...roots].flatMap(([id, root]) => {
          const boost = boosts.get(root)
          return boost ? [[id, boost.until.toISOString().slice(0, 10)] as const] : []
        }),
      )
    },
  },
]
