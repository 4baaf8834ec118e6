import type { Context } from "#kernel/context"
import { knownRows } from "#kernel/known-rows"
import type { Brand } from "./model.ts"
import { selectBrand } from "./storage.ts"

const brands = knownRows("brands.brand", selectBrand)

/** The brand with this id, as far as the context may see it. Read anew every second: every event and mail asks for it. */
export const brandById = (ctx: Context, brandId: string): Promise<Brand | undefined> =>
  ctx.db.isTransaction ? brands.get(ctx, brandId) : selectBrand(ctx, brandId)

/** To be called in the transaction that changes the brand. */
export const brandChanges = (ctx: Context, brandId: string): void => brands.change(ctx, brandId)
