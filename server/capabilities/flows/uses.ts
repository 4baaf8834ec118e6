import type { UsedBy } from "#segments"
import type { TemplateUse, TemplateUses } from "#templates"
import type { Context } from "#kernel/context"
import type { FlowDocument } from "./model.ts"
import type { FlowRow } from "./model-stored.ts"
import { segmentsOf } from "./plan-rules.ts"
import { plansOf } from "./plans.ts"
import { selectFlows } from "./storage.ts"

/** Live and paused flows with the document that people come into. */
async function inUse(ctx: Context): Promise<{ flow: FlowRow; document: FlowDocument }[]> {
  const flows = (await selectFlows(ctx)).filter(({ state }) => state === "live" || state === "paused")
  const wanted = flows.flatMap(({ flowId, liveVersion }) =>
    liveVersion === null ? [] : [{ flowId, version: liveVersion }],
  )
  const plans = await plansOf(ctx, wanted)
  return flows.flatMap((flow) => {
    const document = plans.get(`${flow.flowId}:${flow.liveVersion}`)?.document
    return document ? [{ flow, document }] : []
  })
}

/** Which segments live and paused flows are made with: as what sets them off, in conditions, or for their frequency. */
export async function usesOfSegments(ctx: Context): Promise<ReadonlyMap<string, readonly UsedBy[]>> {
  const uses = new Map<string, UsedBy[]>()
  for (const { flow, document } of await inUse(ctx)) {
    const { flowId, nameJa, nameEn } = flow
    const user: UsedBy = { what: "flow", name: { ja: nameJa, en: nameEn }, to: `/flows/${flowId}` }
    for (const segmentId of segmentsOf(document)) uses.set(segmentId, [...(uses.get(segmentId) ?? []), user])
  }
  return uses
}

/** Which live and paused flows say what these templates say, also where they say it instead of something else. */
export const usesOfTemplates: TemplateUses = async (ctx, templateIds) => {
  const wanted = new Set(templateIds)
  return (await inUse(ctx)).flatMap(({ flow, document }) => {
    const said = new Map(lettersOf(document).map(({ templateId, version }) => [templateId, version]))
    return [...said]
      .filter(([templateId]) => wanted.has(templateId))
      .map(
        ([templateId, version]): TemplateUse => ({
          templateId,
          version,
          kind: "flow",
          id: flow.flowId,
          name: { ja: flow.nameJa, en: flow.nameEn },
          isLive: true,
        }),
      )
  })
}

const lettersOf = ({ steps }: FlowDocument) =>
  steps.flatMap((step) =>
    step.kind === "message"
      ? [
          ...(step.template ? [step.template] : []),
          ...[step.whenMissing, step.whenUnreachable, step.whenOutOfStock, step.whenFailed].flatMap((otherwise) =>
            otherwise?.do === "instead" ? [otherwise] : [],
          ),
        ]
      : [],
  )
