import { type Context, inTransaction, lock } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { audit } from "./audit.ts"
import { createBrand } from "./create-brand.ts"
import { type Brand, isTest } from "./model.ts"
import { selectBrand, selectTwin } from "./storage.ts"
import { forPlatform } from "./storage-crossing.ts"

/** The brand's twin for testing, opened when first asked for; a twin is its own. It holds no transport to a real customer. */
export async function testTwin(ctx: Context): Promise<Brand> {
  return inTransaction(ctx, async (ctx) => {
    await lock(ctx, "brands.test-twin")
    const brand = await selectBrand(ctx, ctx.brandId)
    if (!brand) throw KernelError.NotFound({ field: "brandId" })
    if (isTest(brand)) return brand
    const known = await findTwin(ctx)
    if (known) return known
    const { slug, name, zone, language, currency, isDemo, brandId } = brand
    const twin = await createBrand(ctx, {
      slug: `${slug.slice(0, 35)}-test`,
      name,
      zone,
      language,
      currency,
      isDemo,
      testOf: brandId,
    })
    await audit(ctx, { action: "brands.twin-opened", subject: `brand:${twin.brandId}`, after: { slug: twin.slug } })
    return twin
  })
}

/** The twin if there is one already. */
export const findTwin = (ctx: Context): Promise<Brand | undefined> =>
  inTransaction(ctx, (ctx) => forPlatform(ctx, (platform) => selectTwin(platform, ctx.brandId)))
