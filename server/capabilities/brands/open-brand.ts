import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { isZone } from "#kernel/zones"
import { mustRunInstallation } from "./acting.ts"
import { audit } from "./audit.ts"
import { createBrand, type NewBrand } from "./create-brand.ts"
import type { Brand } from "./model.ts"
import { brandChanges } from "./brand-by-id.ts"
import { selectBrand, updateBrand } from "./storage.ts"
import { forBrand } from "./storage-crossing.ts"

/** Opens another brand in the installation. Throws `staff.RunnersOnly`, `brands.SlugTaken`. */
export async function openAnotherBrand(ctx: Context, wanted: NewBrand): Promise<Brand> {
  if (wanted.zone !== undefined && !isZone(wanted.zone)) throw KernelError.InvalidRequest({ field: "zone" })
  return inTransaction(ctx, async (ctx) => {
    await mustRunInstallation(ctx)
    const brand = await createBrand(ctx, wanted)
    await forBrand(ctx, brand.brandId, (ctx) =>
      audit(ctx, { action: "brands.opened", subject: `brand:${brand.brandId}`, after: brand }),
    )
    return brand
  })
}

/** Changes the brand's name or language. */
export async function changeBrand(
  ctx: Context,
  change: { name?: string | undefined; language?: string | undefined },
): Promise<Brand> {
  return inTransaction(ctx, async (ctx) => {
    const before = await selectBrand(ctx, ctx.brandId)
    brandChanges(ctx, ctx.brandId)
    await updateBrand(ctx, { name: change.name, language: change.language })
    const after = await selectBrand(ctx, ctx.brandId)
    if (!after) throw KernelError.NotFound({ field: "brandId" })
    await audit(ctx, { action: "brands.changed", subject: `brand:${ctx.brandId}`, before, after })
    return after
  })
}
