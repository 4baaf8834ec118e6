import { LayoutTemplate } from "lucide-react"
import { listTemplates } from "../../../server/capabilities/templates/contract.ts"
import { call } from "../../app/call.ts"
import type { Found } from "../../app/feature.ts"

/** Templates by name or subject, for the palette. */
export async function findTemplates(query: string, signal: AbortSignal): Promise<Found[]> {
  const { items } = await call(listTemplates, { query, state: "open" }, { signal })
  return items.slice(0, 6).map(({ templateId, name }) => ({
    id: templateId,
    label: name,
    to: `/templates/${templateId}`,
    icon: LayoutTemplate,
  }))
}
