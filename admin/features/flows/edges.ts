import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Step } from "../../../server/capabilities/flows/model-steps.ts"

/**
 * A way out of a step, or into the flow: `from` null is the beginning. `port` is what the numbers call the way: the id of a
 * way or an arm, `otherwise`, `happened`, `timeout`, `round` (the inside of a repeat), `after`, or `next` where there is one.
 */
export type Edge = { readonly from: string | null; readonly port: string }
export type Way = Edge & { readonly to: string | null }

/** The ways out of a step, in the order in which they are asked. The inside of a repeat is no way out of it. */
export function waysOf(step: Step): Way[] {
  const from = step.id
  switch (step.kind) {
    case "stop":
      return []
    case "branch":
      return [
        ...step.ways.map(({ id, next }) => ({ from, port: id, to: next })),
        { from, port: "otherwise", to: step.next },
      ]
    case "split":
      return step.arms.map(({ id, next }) => ({ from, port: id, to: next }))
    case "wait-for-event":
      return [
        { from, port: "happened", to: step.next },
        { from, port: "timeout", to: step.otherwise },
      ]
    case "repeat":
      return [{ from, port: "after", to: step.next }]
    default:
      return [{ from, port: "next", to: step.next }]
  }
}

/** Also the way into the inside of a repeat. */
export const allWaysOf = (step: Step): Way[] => [
  ...(step.kind === "repeat" ? [{ from: step.id, port: "round", to: step.first }] : []),
  ...waysOf(step),
]

export const stepsOf = (document: FlowDocument): ReadonlyMap<string, Step> =>
  new Map(document.steps.map((step) => [step.id, step]))

/** Where the edge leads now. */
export function targetOf(document: FlowDocument, { from, port }: Edge): string | null {
  if (from === null) return document.first
  const step = document.steps.find(({ id }) => id === from)
  return (step && allWaysOf(step).find((way) => way.port === port)?.to) ?? null
}

/** The step with the way `port` leading to `to`. A repeat keeps its inside: it can't be empty. */
export function ledTo(step: Step, port: string, to: string | null): Step {
  switch (step.kind) {
    case "stop":
      return step
    case "branch":
      if (port === "otherwise") return { ...step, next: to }
      return { ...step, ways: step.ways.map((way) => (way.id === port ? { ...way, next: to } : way)) }
    case "split":
      return { ...step, arms: step.arms.map((arm) => (arm.id === port ? { ...arm, next: to } : arm)) }
    case "wait-for-event":
      return port === "timeout" ? { ...step, otherwise: to } : { ...step, next: to }
    case "repeat":
      if (port !== "round") return { ...step, next: to }
      return to === null ? step : { ...step, first: to }
    default:
      return { ...step, next: to }
  }
}

/** The document with that edge leading to `to`. */
export function withTarget(document: FlowDocument, { from, port }: Edge, to: string | null): FlowDocument {
  if (from === null) return { ...document, first: to }
  return { ...document, steps: document.steps.map((step) => (step.id === from ? ledTo(step, port, to) : step)) }
}

/** Every edge that leads to the step. */
export function edgesInto(document: FlowDocument, id: string): Edge[] {
  const beginning = document.first === id ? [{ from: null, port: "next" }] : []
  return [...beginning, ...document.steps.flatMap((step) => allWaysOf(step).filter(({ to }) => to === id))].map(
    ({ from, port }) => ({ from, port }),
  )
}

/** All that can be come to from these places on, themselves included. */
export function reachedFrom(steps: ReadonlyMap<string, Step>, starts: readonly (string | null)[]): Set<string> {
  const reached = new Set<string>()
  const open = [...starts]
  for (let id = open.pop(); open.length > 0 || id !== undefined; id = open.pop()) {
    if (id === null || id === undefined || reached.has(id)) continue
    const step = steps.get(id)
    if (!step) continue
    reached.add(id)
    open.push(...allWaysOf(step).map(({ to }) => to))
  }
  return reached
}
