import { Blend } from "lucide-react"
import { listSegments } from "../../../server/capabilities/segments/contract.ts"
import { same } from "../../../ui/text.ts"
import { call } from "../../app/call.ts"
import type { Found } from "../../app/feature.ts"

/** Segments by name or intent. */
export async function find(query: string, signal: AbortSignal): Promise<Found[]> {
  const { items } = await call(listSegments, { query }, { signal })
  return items.slice(0, 6).map(({ segmentId, name, intent }) => ({
    id: segmentId,
    label: name,
    under: same(intent),
    to: `/segments/${segmentId}`,
    icon: Blend,
  }))
}
