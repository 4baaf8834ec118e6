import { type Brand, brandById, brandBySlug, type BrandLook, brandLook } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"

/** A change of the brand reaches the pages within this time; until then it is not read again for each visit. */
const freshMs = 2_000
const keepBrands = 1_000

type Kept<T> = { readonly at: number; readonly value: T }

function keeping<T>() {
  const kept = new Map<string, Kept<T>>()
  return async (ctx: Context, key: string, read: () => Promise<T>): Promise<T> => {
    const now = ctx.now().getTime()
    const known = kept.get(key)
    if (known && Math.abs(now - known.at) < freshMs) return known.value
    const value = await read()
    if (kept.size >= keepBrands) kept.clear()
    kept.set(key, { at: now, value })
    return value
  }
}

const bySlug = keeping<Brand>()
const dressed = keeping<{ readonly brand: Brand; readonly look: BrandLook }>()

/** The brand under whose address a page stands. Throws `kernel.NotFound`; what is not there is asked for anew each time. */
export const brandNamed = (platform: Context, slug: string): Promise<Brand> =>
  bySlug(platform, slug, async () => {
    const brand = await inTransaction(platform, (ctx) => brandBySlug(ctx, slug))
    if (!brand) throw KernelError.NotFound({ field: "brand" })
    return brand
  })

/** The context's brand and how it looks. Throws `kernel.NotFound`. */
export const brandAtHand = (ctx: Context): Promise<{ readonly brand: Brand; readonly look: BrandLook }> =>
  dressed(ctx, ctx.brandId, () =>
    inTransaction(ctx, async (ctx) => {
      const brand = await brandById(ctx, ctx.brandId)
      if (!brand) throw KernelError.NotFound({ field: "brandId" })
      return { brand, look: await brandLook(ctx) }
    }),
  )
