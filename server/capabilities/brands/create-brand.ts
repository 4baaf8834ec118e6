import { type Context, inBrand, inTransaction } from "#kernel/context"
import type { Brand } from "./model.ts"
import { insertBrand } from "./storage.ts"

export type NewBrand = Pick<Brand, "slug" | "name"> & Partial<Pick<Brand, "zone" | "language" | "currency" | "testOf" | "isDemo">>

/** Opens a brand. Its zone can't change once it has facts: the daily rollup is cut by it. */
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
  await inTransaction(inBrand(ctx, brand.brandId), (ctx) => insertBrand(ctx, brand))
  return brand
}
