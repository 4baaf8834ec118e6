import type { UsedBy } from "#segments"
import type { Context } from "#kernel/context"
import { segmentsOf } from "./plan-rules.ts"
import { plansOf } from "./plans.ts"
import { selectFlows } from "./storage.ts"

/** Which segments live and paused flows are made with: as what sets them off, in conditions, or for their frequency. */
export async function usesOfSegments(ctx: Context): Promise<ReadonlyMap<string, readonly UsedBy[]>> {
  const flows = (await selectFlows(ctx)).filter(({ state }) => state === "live" || state === "paused")
  const wanted = flows.flatMap(({ flowId, liveVersion }) =>
    liveVersion === null ? [] : [{ flowId, version: liveVersion }],
  )
  const plans = await plansOf(ctx, wanted)
  const uses = new Map<string, UsedBy[]>()
  for (const { flowId, liveVersion, nameJa, nameEn } of flows) {
    const document = plans.get(`${flowId}:${liveVersion}`)?.document
    const user: UsedBy = { what: "flow", name: { ja: nameJa, en: nameEn }, to: `/flows/${flowId}` }
    for (const segmentId of document ? segmentsOf(document) : [])
      uses.set(segmentId, [...(uses.get(segmentId) ?? []), user])
  }
  return uses
}
