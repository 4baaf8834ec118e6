import { brandById, isTest } from "#brands"
import { mailSettings } from "#messages"
import type { Context } from "#kernel/context"

/** Whether mails leave under a signed domain of the brand's own; null where they leave to nobody. */
export async function senderReadiness(ctx: Context): Promise<boolean | null> {
  const brand = await brandById(ctx, ctx.brandId)
  if (!brand || isTest(brand) || brand.isDemo) return null
  return (await mailSettings(ctx)).dkim?.isActive ?? false
}
