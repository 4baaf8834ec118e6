import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import { type Edge, targetOf, waysOf, withTarget } from "./edges.ts"
import { newId } from "./edited.ts"
import { newStep, repeatOf } from "./new-step.ts"

/** Puts a repeat into an edge, around the step that follows; where none can be repeated, around a new message. */
export function insertRepeat(document: FlowDocument, edges: readonly Edge[], id: string): FlowDocument {
  const [edge] = edges
  const to = edge ? targetOf(document, edge) : null
  const follower = document.steps.find((step) => step.id === to)
  const canRepeat = follower && follower.kind !== "repeat" && waysOf(follower).length === 1
  const inside = canRepeat ? follower : newStep("message", newId(document, "message"))
  const after = canRepeat ? (waysOf(follower)[0]?.to ?? null) : to
  const steps = canRepeat ? document.steps : [...document.steps, inside]
  const repeat = { ...repeatOf(id, inside.id), next: after }
  const opened = withTarget({ ...document, steps: [...steps, repeat] }, { from: inside.id, port: "next" }, null)
  return edges.reduce((led, one) => withTarget(led, one, id), opened)
}
