import type { Context } from "#kernel/context"
import { type Plan, planOf } from "./plan-rules.ts"
import { selectDocuments } from "./storage.ts"

type Wanted = { readonly flowId: string; readonly version: number }

export const planKey = ({ flowId, version }: Wanted): string => `${flowId}:${version}`

// A published version never changes, so it is read once by each process.
const known = new Map<string, Plan>()
const mostKnown = 2_000

/** The plans of these published versions, by `planKey`. */
export async function plansOf(ctx: Context, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, Plan>> {
  const keys = new Map(wanted.map((one) => [planKey(one), one]))
  const missing = [...keys].filter(([key]) => !known.has(key)).map(([, one]) => one)
  if (missing.length > 0) {
    if (known.size + missing.length > mostKnown) known.clear()
    for (const { document, ...one } of await selectDocuments(ctx, missing)) known.set(planKey(one), planOf(document))
  }
  return new Map([...keys.keys()].flatMap((key) => (known.has(key) ? [[key, known.get(key) as Plan] as const] : []))) // safe: has() said so
}
