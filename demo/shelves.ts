import { publicUrl } from "#brands"
import { describeProduct, productsByExternal, setStock, upsertProducts } from "#catalog"
import { type Context, inTransaction } from "#kernel/context"
import { stores, warehouse } from "./brand.ts"
import { type DemoSettings, sourceOf } from "./open-demo.ts"
import { products } from "./products.ts"

/** Puts the products on the shelves: what they are, what there is to tell about them, and how many are where. */
export async function fillShelves(ctx: Context, settings: DemoSettings): Promise<void> {
  const source = sourceOf(settings)
  const { madeAt: updatedAt } = settings
  await inTransaction(ctx, async (ctx) => {
    const pictures = await publicUrl(ctx, "/demo/products/")
    await upsertProducts(
      ctx,
      products.map(({ id, title, description, type, tags, variants }) => ({
        source,
        externalId: id,
        updatedAt,
        title,
        description,
        vendor: "ひなた",
        productType: type,
        url: `https://hinata.example.jp/products/${id}`,
        tags: [...tags],
        images: [{ url: `${pictures}${id}.png`, alt: title }],
        variants: variants.map((variant) => ({
          externalId: variant.id,
          title: variant.title,
          sku: variant.sku,
          price: variant.price,
          currency: "JPY",
          imageUrl: `${pictures}${id}.png`,
        })),
      })),
    )
    const known = await productsByExternal(
      ctx,
      source,
      products.map(({ id }) => id),
    )
    for (const { productId, externalId } of known) {
      const product = products.find(({ id }) => id === externalId)
      if (product) await describeProduct(ctx, productId, { pieces: product.pieces, passport: product.passport })
    }
    await setStock(ctx, stockOf(source, updatedAt))
  })
}

/** Much in the warehouse, some in the stores; refills hardly anywhere but in the warehouse. */
function stockOf(source: string, updatedAt: Date) {
  return products.flatMap(({ variants, liking }, row) =>
    variants.flatMap((variant, column) => {
      const level = (place: string, available: number) => ({
        source,
        stockItem: variant.id,
        place,
        available,
        updatedAt,
      })
      const inStore = column === 0 ? Math.round(liking * 3) : (row + column) % 3
      return [
        level(warehouse.name, Math.round(liking * (column === 0 ? 62 : 24)) + ((row * 17) % 29)),
        level(stores.kamakura.name, inStore + (row % 5)),
        level(stores.kagurazaka.name, Math.max(0, inStore - (row % 4))),
      ]
    }),
  )
}
