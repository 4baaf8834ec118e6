import { createHash } from "node:crypto"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { CatalogError } from "./errors.ts"
import { productsLaunched } from "./events.ts"
import { launchesIn } from "./launch-rules.ts"
import { ProductSnapshot, type StockLevel, type StoredSnapshot } from "./model.ts"
import { folded } from "./search-rules.ts"
import {
  knewSource,
  writeProducts,
  writeStock,
  writeVariants,
  type Written,
  type WrittenVariant,
} from "./storage-products.ts"

/** How one `upsertProducts` ended: the rest was older than what was known already. */
export type Upserted = { readonly written: number }

/**
 * Takes in what shops and feeds say about products. Of two snapshots of one product the later `updatedAt` stands, and
 * equal times are decided by their content: the order in which they arrive does not matter (G8). A product that is gone
 * comes as a snapshot with status "deleted". Throws `catalog.NotASnapshot`.
 */
export async function upsertProducts(ctx: Context, snapshots: readonly ProductSnapshot[]): Promise<Upserted> {
  const newest = newestOf(snapshots.map((snapshot) => prepared(ctx, snapshot)))
  if (newest.size === 0) return { written: 0 }
  return inTransaction(ctx, async (ctx) => {
    // Before anything is written: afterwards every source is known.
    const known = await knownSources(ctx, newest)
    const written = await writeProducts(ctx, [...newest.values()])
    const variants = written.flatMap(({ productId, key }) => variantsOf(ctx, productId, newest.get(key)))
    if (written.length > 0)
      await writeVariants(
        ctx,
        written.map((p) => p.productId),
        variants,
      )
    const launched = [...known].flatMap(([source, isKnown]) =>
      launchesIn(
        written.filter(({ key }) => newest.get(key)?.source === source),
        isKnown,
      ),
    )
    if (launched.length > 0)
      await announce(ctx, productsLaunched, {
        products: launched.map(({ productId, externalId, title }) => ({ productId, externalId, title })),
        at: ctx.now(),
      })
    return { written: written.length }
  })
}

const dayMs = 86_400_000

/** Of each source in it, whether products of it were known before today; asked only where something can be bought. */
async function knownSources(ctx: Context, newest: ReadonlyMap<string, Written>): Promise<Map<string, boolean>> {
  const known = new Map<string, boolean>()
  const before = new Date(ctx.now().getTime() - dayMs)
  for (const { source, status } of newest.values())
    if (status === "active" && !known.has(source)) known.set(source, await knewSource(ctx, source, before))
  return known
}

/** Takes in how many pieces are where; for each item and place the later word stands. Returns how many were news. */
export const setStock = (ctx: Context, levels: readonly StockLevel[]): Promise<number> =>
  levels.length === 0 ? Promise.resolve(0) : inTransaction(ctx, (ctx) => writeStock(ctx, newestLevels(levels)))

function prepared(ctx: Context, snapshot: ProductSnapshot): Written {
  const parsed = ProductSnapshot.safeParse(snapshot)
  if (!parsed.success) throw CatalogError.NotASnapshot({ field: parsed.error.issues[0]?.path.join(".") || "(body)" })
  const product = parsed.data
  const words = [product.title, product.vendor ?? "", ...product.variants.map((v) => v.sku ?? "")]
  return { ...product, productId: ctx.id(), hash: hashOf(product), searchText: folded(words.join(" ")) }
}

const hashOf = (product: StoredSnapshot) => createHash("sha256").update(JSON.stringify(product)).digest("hex")
const keyOf = (product: Written) => `${product.source} ${product.externalId}`

/** One statement can't write a row twice, so a batch is reduced to the newest snapshot of each product first. */
function newestOf(products: readonly Written[]): Map<string, Written> {
  const newest = new Map<string, Written>()
  for (const product of products) {
    const other = newest.get(keyOf(product))
    if (!other || compare(product, other) > 0) newest.set(keyOf(product), product)
  }
  return newest
}

const compare = (a: Written, b: Written) =>
  a.updatedAt.getTime() - b.updatedAt.getTime() || (a.hash > b.hash ? 1 : a.hash < b.hash ? -1 : 0)

function variantsOf(ctx: Context, productId: string, product: Written | undefined): WrittenVariant[] {
  if (!product) return []
  const byId = new Map(product.variants.map((variant) => [variant.externalId, variant]))
  return [...byId.values()].map((variant, position) => ({
    ...variant,
    variantId: ctx.id(),
    productId,
    source: product.source,
    position,
  }))
}

function newestLevels(levels: readonly StockLevel[]): StockLevel[] {
  const newest = new Map<string, StockLevel>()
  for (const level of levels) {
    const key = JSON.stringify([level.source, level.stockItem, level.place])
    const other = newest.get(key)
    const later = other ? level.updatedAt.getTime() - other.updatedAt.getTime() : 1
    if (!other || later > 0 || (later === 0 && level.available > other.available)) newest.set(key, level)
  }
  return [...newest.values()]
}
