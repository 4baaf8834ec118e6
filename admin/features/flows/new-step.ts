import type { Step, StepKind } from "../../../server/capabilities/flows/model-steps.ts"
import { Step as StepShape } from "../../../server/capabilities/flows/model-steps.ts"

/** What can be put into a flow by hand; what other parts contribute comes with the server's answer. */
export type AddedKind = Exclude<StepKind, "contributed" | "repeat">

/** A step as it begins: complete enough to be kept, with what has to be chosen left open. Leads nowhere yet. */
export function newStep(kind: AddedKind, id: string): Step {
  return StepShape.parse({ id, kind, ...begins(kind, id) })
}

function begins(kind: AddedKind, id: string): object {
  switch (kind) {
    case "message":
      return { template: null, next: null }
    case "wait":
      return { until: { kind: "span", span: { n: 3, unit: "days" } }, next: null }
    case "wait-for-event":
      return {
        event: { names: ["Order Placed"] },
        since: "entry",
        timeout: { n: 3, unit: "days" },
        next: null,
        otherwise: null,
      }
    case "branch": {
      const check = { kind: "person", who: { kind: "all", of: [] } }
      return { ways: [{ id: `${id}-yes`, check, next: null }], next: null }
    }
    case "split":
      return {
        arms: [
          { id: `${id}-a`, weight: 50, next: null },
          { id: `${id}-b`, weight: 50, next: null },
        ],
      }
    case "offer":
      return { offerId: null, validFor: { n: 14, unit: "days" }, next: null }
    case "property":
      return { key: "flow_mark", value: true, next: null }
    case "tag":
      return { key: "tags", tag: "flow", next: null }
    case "task":
      return { title: { ja: "お客様に連絡する", en: "Contact the customer" }, next: null }
    case "webhook":
      return { topic: "reached", next: null }
    case "notify":
      return { text: "", next: null }
    case "start-flow":
      return { flowId: null, next: null }
    case "stop":
      return {}
  }
}

/** A repeat around a step that is there already. */
export const repeatOf = (id: string, first: string): Step =>
  StepShape.parse({ kind: "repeat", id, first, times: 3, next: null })
