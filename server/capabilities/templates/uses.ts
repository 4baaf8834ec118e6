import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { TemplateUse } from "./model.ts"

/** Which campaigns and flows name these templates. In a transaction of the brand; hundreds at once. */
export type TemplateUses = (ctx: Context, templateIds: readonly string[]) => Promise<readonly TemplateUse[]>

/** Where capabilities that send templates say where: `contribute(templateUses, [usesInFlows])`. */
export const templateUses = contributionPoint<TemplateUses>("templates.uses")

export async function usesOf(ctx: Context, templateIds: readonly string[]): Promise<TemplateUse[]> {
  if (templateIds.length === 0) return []
  const found = await Promise.all(ctx.product.contributed(templateUses).map((uses) => uses(ctx, templateIds)))
  return found.flat()
}
