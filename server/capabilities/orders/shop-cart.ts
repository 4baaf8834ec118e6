import type { Context } from "#kernel/context"
import { shopVendors } from "./shop-port.ts"
import { selectConnections } from "./storage-shops.ts"

type Item = { readonly source: string; readonly variantExternalId: string; readonly quantity: number }

/**
 * Where a shop's own cart opens with these goods in it and the code applied; without goods its front page. Undefined when
 * they are not all of one connected shop, or that shop's software knows no such address. In a transaction.
 */
export async function shopCart(ctx: Context, items: readonly Item[], code: string | null): Promise<string | undefined> {
  const sources = [...new Set(items.map((item) => item.source))]
  if (sources.length > 1) return undefined
  const shops = (await selectConnections(ctx)).filter((shop) => shop.state === "active")
  const shop = shops.find(
    ({ vendor, connectionId }) => sources.length === 0 || sources[0] === `${vendor}:${connectionId}`,
  )
  const vendor = shop && ctx.product.use(shopVendors).find((one) => one.vendor === shop.vendor)
  return shop && vendor?.cartUrl?.(shop.shopDomain, items, code)
}
