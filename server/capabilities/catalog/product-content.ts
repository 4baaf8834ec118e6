import { type Context, inTransaction } from "#kernel/context"
import { gather } from "#kernel/gather"
import type { Language } from "#kernel/text"
import { passportLines, piecesFor } from "./content-rules.ts"
import { CatalogError } from "./errors.ts"
import type { ContentPiece, Passport, Stage, ToldContent } from "./model.ts"
import { selectContent, writeContent, writePassport } from "./storage-content.ts"
import { selectProduct } from "./storage-products.ts"

/**
 * What there is to tell about these products at one stage of their way to the buyer, in the order given: how-to,
 * ingredients and materials (G22), sustainability (G23), passport (Z03). Products without anything to tell are left out.
 */
export async function productContent(
  ctx: Context,
  productIds: readonly string[],
  stage: Stage,
  language: Language,
): Promise<ToldContent[]> {
  if (productIds.length === 0) return []
  const products = await inTransaction(ctx, (ctx) =>
    gather(ctx, "catalog.content", productIds, async (ctx, groups) => {
      const found = await selectContent(ctx, [...new Set(groups.flat())])
      return groups.map((ids) => found.filter(({ productId }) => ids.includes(productId)))
    }),
  )
  return products
    .map(({ productId, title, imageUrl, passport, pieces }) => ({
      productId,
      title,
      imageUrl,
      pieces: piecesFor(pieces, stage, language),
      passport: passportLines(passport, language),
    }))
    .filter(({ pieces, passport }) => pieces.length + passport.length > 0)
}

/** Makes what is told about a product exactly this. Throws `catalog.Unknown`. */
export async function describeProduct(
  ctx: Context,
  productId: string,
  told: { readonly pieces: readonly ContentPiece[]; readonly passport: Passport | null },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if (!(await selectProduct(ctx, productId))) throw CatalogError.Unknown({ field: "productId" })
    await writeContent(ctx, productId, told.pieces)
    await writePassport(ctx, productId, told.passport)
  })
}

/** The same words as a customer would read them at a stage, before they are saved. Throws `catalog.Unknown`. */
export async function previewTold(
  ctx: Context,
  productId: string,
  told: { readonly pieces: readonly ContentPiece[]; readonly passport: Passport | null },
  place: { readonly stage: Stage; readonly language: Language },
): Promise<Pick<ToldContent, "pieces" | "passport">> {
  if (!(await selectProduct(ctx, productId))) throw CatalogError.Unknown({ field: "productId" })
  return {
    pieces: piecesFor(told.pieces, place.stage, place.language),
    passport: passportLines(told.passport, place.language),
  }
}
