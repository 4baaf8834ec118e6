import { ShoppingBag } from "lucide-react"
import { listProducts } from "../../../server/capabilities/catalog/contract.ts"
import { same } from "../../../ui/text.ts"
import { call } from "../../app/call.ts"
import type { Found } from "../../app/feature.ts"

/** Products by title, SKU or barcode. */
export async function find(query: string, signal: AbortSignal): Promise<Found[]> {
  const { items } = await call(listProducts, { search: query.slice(0, 100), limit: 5 }, { signal })
  return items.map(({ productId, title, vendor }) => ({
    id: productId,
    label: same(title),
    ...(vendor && { under: same(vendor) }),
    to: `/products/${productId}`,
    icon: ShoppingBag,
  }))
}
