import { type Context, inTransaction } from "#kernel/context"
import { BrandError } from "./errors.ts"
import type { Brand } from "./model.ts"
import { insertBrand } from "./storage.ts"
import { forBrand } from "./storage-crossing.ts"

export type NewBrand = Pick<Brand, "slug" | "name"> &
  Partial<Pick<Brand, "zone" | "language" | "currency" | "testOf" | "isDemo">>

/**
 * Opens a brand. Its zone can't change once it has facts: the daily rollup is cut by it. Throws `brands.SlugTaken`.
 */
export async function createBrand(ctx: Context, wanted: NewBrand): Promise<Brand> {
  const brand: Brand = {
    brandId: ctx.id(),
    zone: "Asia/Tokyo",
    language: "ja",
    currency: "JPY",
    testOf: null,
    isDemo: false,
    ...wanted,
  }
  await inTransaction(ctx, (ctx) =>
    forBrand(ctx, brand.brandId, async (ctx) => {
      if (!(await insertBrand(ctx, brand))) throw BrandError.SlugTaken({ field: "slug", slug: brand.slug })
    }),
  )
  return brand
}
