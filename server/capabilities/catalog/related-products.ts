import { type Context, inTransaction } from "#kernel/context"
import { type RelatedProduct, selectRelated } from "./storage-related.ts"

export type { RelatedProduct }

/**
 * Products that go with the given ones: most tags in common first, then the same type, then the same maker. Only what can
 * be bought now and has a page of its own; what is known to be out of stock is left out. Deterministic.
 */
export async function relatedProducts(
  ctx: Context,
  productIds: readonly string[],
  limit: number,
): Promise<RelatedProduct[]> {
  if (productIds.length === 0) return []
  return inTransaction(ctx, (ctx) => selectRelated(ctx, productIds, limit))
}
