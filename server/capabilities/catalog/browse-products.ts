import type { Context } from "#kernel/context"
import { CatalogError } from "./errors.ts"
import type { ContentPiece, Passport, Product, ProductFigures, Variant } from "./model.ts"
import { folded } from "./search-rules.ts"
import { selectContent } from "./storage-content.ts"
import { selectFigures } from "./storage-figures.ts"
import { type ProductFilter, selectProduct, selectProducts, selectVariants } from "./storage-products.ts"

type Page = { readonly cursor?: string | undefined; readonly limit: number }

export type ListedProduct = Product & { readonly figures: ProductFigures }
const noFigures: ProductFigures = {
  variants: 0,
  priceFrom: null,
  priceTo: null,
  currency: null,
  available: null,
  contentStages: [],
}

/** Products by title. `cursor` of one page asks for the next. */
export async function browseProducts(
  ctx: Context,
  filter: ProductFilter,
  page: Page,
): Promise<{ items: ListedProduct[]; cursor: string | null }> {
  const search = filter.search === undefined ? undefined : folded(filter.search)
  const items = await selectProducts(ctx, { ...filter, search }, readCursor(page.cursor), page.limit)
  const last = items.length === page.limit ? items.at(-1) : undefined
  const figures = await selectFigures(
    ctx,
    items.map(({ productId }) => productId),
  )
  return {
    items: items.map((product) => ({ ...product, figures: figures.get(product.productId) ?? noFigures })),
    cursor: last ? Buffer.from(JSON.stringify([last.title, last.productId])).toString("base64url") : null,
  }
}

/** A cursor that is not ours starts from the beginning. */
function readCursor(cursor: string | undefined): [string, string] | undefined {
  if (!cursor) return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString())
    if (
      Array.isArray(read) &&
      typeof read[0] === "string" &&
      typeof read[1] === "string" &&
      /^[0-9a-f-]{36}$/.test(read[1])
    )
      return [read[0], read[1]]
  } catch {}
  return undefined
}

export type WholeProduct = Product & {
  variants: Variant[]
  content: readonly ContentPiece[]
  passport: Passport | null
}

/** A product with its variants, stock and content. Throws `catalog.Unknown`. */
export async function productById(ctx: Context, productId: string): Promise<WholeProduct> {
  const product = await selectProduct(ctx, productId)
  if (!product) throw CatalogError.Unknown({ field: "productId" })
  const [told] = await selectContent(ctx, [productId])
  const variants = await selectVariants(ctx, productId)
  return { ...product, variants, content: told?.pieces ?? [], passport: told?.passport ?? null }
}
