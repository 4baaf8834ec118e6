import type { Context } from "#kernel/context"
import { mustFind } from "./edit-flows.ts"
import { selectVersions } from "./storage.ts"
import { countStanding } from "./storage-numbers.ts"

/** Who is in a flow, by step, and whether the draft still has that step: what publishing means for each. */
export async function insideOf(ctx: Context, flowId: string) {
  await mustFind(ctx, flowId)
  const [newest] = await selectVersions(ctx, flowId)
  const kept = new Set(newest?.document.steps.map(({ id }) => id))
  const rows = (await countStanding(ctx, flowId, null)).filter(({ state }) => state !== "ended")
  const steps = new Map<string, { version: number; step: string; count: number; isKept: boolean }>()
  for (const { version, step, count } of rows) {
    const id = step ?? ""
    const before = steps.get(`${version} ${id}`)?.count ?? 0
    steps.set(`${version} ${id}`, { version, step: id, count: before + count, isKept: kept.has(id) })
  }
  return { inside: rows.reduce((sum, { count }) => sum + count, 0), steps: [...steps.values()] }
}
