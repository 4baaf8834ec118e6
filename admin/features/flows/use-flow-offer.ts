import { useMemo } from "react"
import { listFlows, listFlowSteps } from "../../../server/capabilities/flows/contract.ts"
import { same, type Text } from "../../../ui/text.ts"
import { useOffer } from "../../app/conditions/use-offer.ts"
import { useCall } from "../../app/use-call.ts"
import type { FlowNames } from "./naming.ts"
import { useOffers } from "./use-offers.ts"
import { useTemplates } from "./use-templates.ts"

export type FlowOffer = ReturnType<typeof useFlowOffer>

/** What a flow can be made of in this brand, and what everything in it is called. */
export function useFlowOffer() {
  const offered = useOffer()
  const templates = useTemplates()
  const offers = useOffers()
  const flows = useCall(listFlows, { state: "all" })
  const steps = useCall(listFlowSteps, {})
  return useMemo(() => {
    const all = flows.data?.items ?? []
    const [byTemplate, byOffer] = [
      new Map(templates.map((one) => [one.templateId, one])),
      new Map(offers.map((one) => [one.offerId, one])),
    ]
    const byFlow = new Map(all.map((flow) => [flow.flowId, flow.name]))
    const names: FlowNames = {
      ...offered.names,
      template: (id) => byTemplate.get(id),
      offer: (id) => byOffer.get(id)?.name,
      flow: (id) => byFlow.get(id),
      property: (key): Text => offered.names.field("property", key)?.label ?? same(key),
    }
    return { offered, names, templates, offers, flows: all, contributed: steps.data?.items ?? [] }
  }, [offered, templates, offers, flows.data, steps.data])
}
