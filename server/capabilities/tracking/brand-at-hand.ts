import { type Brand, brandById, brandBySlug, type BrandLook, brandLook } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { keeping } from "#kernel/keeping"

/** A change of the brand reaches the pages within this time; until then it is not read again for each visit. */
const short = { freshMs: 2_000, most: 1_000 }

const bySlug = keeping<Brand>(short)
const dressed = keeping<{ readonly brand: Brand; readonly look: BrandLook }>(short)

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
