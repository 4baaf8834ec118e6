import type { TemplateUse, TemplateUses } from "#templates"
import { selectUsing } from "./storage.ts"

/** Which campaigns say what these templates say; what still sends keeps a template out of the bin. */
export const usesInCampaigns: TemplateUses = async (ctx, templateIds) => {
  const wanted = new Set(templateIds)
  return (await selectUsing(ctx, templateIds)).flatMap(({ campaignId, name, plan, launchedAt, stoppedAt }) =>
    plan.variants
      .filter(({ templateId }) => wanted.has(templateId))
      .map(
        ({ templateId, templateVersion }): TemplateUse => ({
          templateId,
          version: templateVersion,
          kind: "campaign",
          id: campaignId,
          name: { ja: name, en: name },
          isLive: launchedAt !== null && stoppedAt === null,
        }),
      ),
  )
}
