import { Workflow } from "lucide-react"
import { listFlows } from "../../../server/capabilities/flows/contract.ts"
import { call } from "../../app/call.ts"
import type { Found } from "../../app/feature.ts"

/** Flows by name. */
export async function find(query: string, signal: AbortSignal): Promise<Found[]> {
  const { items } = await call(listFlows, { query }, { signal })
  return items.slice(0, 6).map(({ flowId, name, trigger }) => ({
    id: flowId,
    label: name,
    under: trigger,
    to: `/flows/${flowId}`,
    icon: Workflow,
  }))
}
