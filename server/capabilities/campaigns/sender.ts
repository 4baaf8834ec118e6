import { brandById, isTest } from "#brands"
import { type DomainState, domainState } from "#deliverability"
import type { Context } from "#kernel/context"

/** How the domain stands that mails leave under, by the last look at its records; null where they leave to nobody. */
export async function senderStanding(ctx: Context): Promise<Pick<DomainState, "state" | "holds"> | null> {
  const brand = await brandById(ctx, ctx.brandId)
  if (!brand || isTest(brand) || brand.isDemo) return null
  const { state, holds } = await domainState(ctx)
  return { state, holds }
}
