import { z } from "zod"
import { type Context, inTransaction, lock } from "#kernel/context"
import { anyEffect, appliedEffect, enqueue } from "#kernel/effects"
import { KernelError } from "#kernel/errors"
import { announce } from "#kernel/events"
import { audit } from "./audit.ts"
import { BrandError, StaffError } from "./errors.ts"
import { brandDeleted } from "./events.ts"
import type { Brand } from "./model.ts"
import { rightsOfRole } from "./roles-rules.ts"
import { selectBrand, selectBrands, selectTwin } from "./storage.ts"
import { forPlatform } from "./storage-crossing.ts"
import { deleteRows } from "./storage-delete.ts"
import { selectPlaceOf } from "./storage-places.ts"
import { hasOwner } from "./storage-staff.ts"

const Gone = z.object({ brandId: z.uuid() })

/** What was being written while its brand was deleted goes as well, once those writers have ended. */
const sweep = appliedEffect({
  kind: "brands.sweep",
  title: { ja: "ブランドの削除", en: "Deleting a brand" },
  payload: Gone,
  apply: (ctx, { brandId }) => deleteRows(ctx, brandId),
})
export const sweepEffect = anyEffect(sweep)
const sweepAfterMs = 60_000

/**
 * Deletes a demo or test brand with everything in it, at once and for good; a demo's twin goes with it. The installation's
 * audit log keeps that it was there. Throws `kernel.NotFound`, `staff.BeyondYours`, `brands.OnlyDemoOrTest`, and
 * `brands.LastBrand` when somebody's account would be left without a brand to work for.
 */
export async function deleteBrand(ctx: Context, brandId: string): Promise<void> {
  await inTransaction(ctx, (ctx) =>
    forPlatform(ctx, async (platform) => {
      await lock(platform, "brands.delete")
      const brand = await selectBrand(platform, brandId)
      if (!brand) throw KernelError.NotFound({ field: "brandId" })
      await mustBeAllowed(ctx, platform, brand)
      if (!brand.isDemo && brand.testOf === null) throw BrandError.OnlyDemoOrTest({ name: brand.name })
      const twin = await selectTwin(platform, brandId)
      await mustLeaveOne(platform, brand)
      for (const gone of twin ? [twin, brand] : [brand]) await end(platform, gone)
    }),
  )
}

async function mustBeAllowed(ctx: Context, platform: Context, brand: Brand): Promise<void> {
  const { actor } = ctx
  if (actor.kind === "system") return
  if (actor.kind === "staff") {
    const place = await selectPlaceOf(platform, actor.staffId, brand.brandId, null)
    if (!place) throw KernelError.NotFound({ field: "brandId" })
    if (!rightsOfRole(place.role, place.customRights).has("brand:write"))
      throw StaffError.BeyondYours({ rights: "brand:write" })
  } else if (ctx.brandId !== brand.brandId) throw KernelError.NotFound({ field: "brandId" })
}

/** Who runs an installation needs a brand to be signed in at. */
async function mustLeaveOne(platform: Context, brand: Brand): Promise<void> {
  if (brand.testOf !== null || !(await hasOwner(platform))) return
  const others = (await selectBrands(platform)).filter(
    (other) => other.testOf === null && other.brandId !== brand.brandId,
  )
  if (others.length === 0) throw BrandError.LastBrand({ name: brand.name })
}

async function end(platform: Context, brand: Brand): Promise<void> {
  const { brandId, slug, name, isDemo, testOf } = brand
  await deleteRows(platform, brandId)
  await audit(platform, {
    action: "brands.deleted",
    subject: `brand:${brandId}`,
    before: { slug, name, isDemo, testOf },
  })
  const notBefore = new Date(platform.now().getTime() + sweepAfterMs)
  await enqueue(platform, sweep, { brandId }, { key: brandId, notBefore })
  await announce(platform, brandDeleted, { brandId })
}
