import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import { allWaysOf } from "./edges.ts"
import { inOrder } from "./naming.ts"

export type FlowChange = { readonly step: string | null; readonly what: "added" | "removed" | "changed" | "moved" }

/** What differs between two versions, in the order of the canvas; null stands for the flow as a whole. */
export function changesBetween(before: FlowDocument, after: FlowDocument): FlowChange[] {
  const [old, fresh] = [
    new Map(before.steps.map((step) => [step.id, step])),
    new Map(after.steps.map((step) => [step.id, step])),
  ]
  const whole =
    JSON.stringify(headOf(before)) === JSON.stringify(headOf(after)) ? [] : [{ step: null, what: "changed" } as const]
  const steps = inOrder(after).flatMap((id): FlowChange[] => {
    const [was, is] = [old.get(id), fresh.get(id)]
    if (!is) return []
    if (!was) return [{ step: id, what: "added" }]
    if (JSON.stringify(withoutWays(was)) !== JSON.stringify(withoutWays(is))) return [{ step: id, what: "changed" }]
    const leads = (step: typeof is) => allWaysOf(step).map(({ port, to }) => [port, to])
    return JSON.stringify(leads(was)) === JSON.stringify(leads(is)) ? [] : [{ step: id, what: "moved" }]
  })
  const removed = inOrder(before).filter((id) => !fresh.has(id))
  return [...whole, ...steps, ...removed.map((step) => ({ step, what: "removed" }) as const)]
}

const headOf = ({ trigger, entry, goal, exits, holdoutBp }: FlowDocument) => ({
  trigger,
  entry,
  goal,
  exits,
  holdoutBp,
})

/** A step as it is, wherever it leads: only a change of what it does counts as one. */
const withoutWays = (step: FlowDocument["steps"][number]) =>
  JSON.parse(
    JSON.stringify(step, (key, value: unknown) =>
      key === "next" || key === "otherwise" || key === "first" ? null : value,
    ),
  )
