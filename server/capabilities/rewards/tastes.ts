import { variantsBySku } from "#catalog"
import { clusterOf } from "#customers"
import { deeds } from "#events"
import { standingOrders } from "#orders"
import type { Context } from "#kernel/context"
import type { LiveReward } from "./model.ts"
import type { Taste } from "./reward-rules.ts"
import { selectHeld } from "./storage-redemptions.ts"

/** What shows that somebody likes a product, and how much. */
const weights: Readonly<Record<string, number>> = {
  "Product Added to Wishlist": 4,
  "Product Added": 2,
  "Product Viewed": 1,
}
const boughtWeight = 3

/** What one person likes, and which products the goods of these rewards are. */
export async function tastesOf(
  ctx: Context,
  customerId: string,
  live: readonly LiveReward[],
): Promise<{ taste: Taste; productBySku: ReadonlyMap<string, string> }> {
  const ids = await clusterOf(ctx, customerId)
  const liked = new Map<string, number>()
  const add = (id: string | null, weight: number) => {
    if (id !== null) liked.set(id, (liked.get(id) ?? 0) + weight)
  }
  for (const deed of await deeds(ctx, ids, Object.keys(weights))) add(deed.productId, weights[deed.name] ?? 0)
  for (const order of await standingOrders(ctx, ids)) for (const { id } of order.products) add(id, boughtWeight)
  const chosen = new Map((await selectHeld(ctx, ids.slice(0, 1))).map(({ kind, pieces }) => [kind, pieces]))
  const skus = live.flatMap(({ document: { gives } }) => (gives.kind === "product" ? [gives.sku] : []))
  const variants = skus.length === 0 ? new Map() : await variantsBySku(ctx, skus)
  const productBySku = new Map([...variants].map(([sku, { productExternalId }]) => [sku, productExternalId]))
  return { taste: { liked, chosen }, productBySku }
}
