import type { Context } from "#kernel/context"
import { apiOf } from "./pull-orders.ts"
import type { ShopDiscounts } from "./shop-port.ts"
import { selectConnections } from "./storage-shops.ts"

/** A connected shop at whose checkout codes are typed. */
export type CodeShop = {
  readonly connectionId: string
  readonly name: string
  readonly vendor: string
  /** "shopify:<connectionId>", as the catalogue names where a variant is from. */
  readonly source: string
  readonly currency: string
  /** Undefined where codes can't be handed over: without an access token, or by its software. */
  readonly discounts: ShopDiscounts | undefined
}

/** The brand's shops. In a transaction. */
export async function codeShops(ctx: Context): Promise<readonly CodeShop[]> {
  const connections = await selectConnections(ctx)
  return connections
    .filter(({ state }) => state === "active")
    .map((shop) => {
      const { connectionId, name, vendor, currency } = shop
      const source = `${vendor}:${connectionId}`
      return { connectionId, name, vendor, source, currency, discounts: apiOf(ctx, shop)?.discounts }
    })
}
