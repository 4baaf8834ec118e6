import type { Condition } from "#segments"
import type { FlowDocument } from "./model.ts"
import type { Check, EventMatch, Step } from "./model-steps.ts"

/** A version in the form in which it is carried out. */
export type Plan = {
  readonly document: FlowDocument
  readonly steps: ReadonlyMap<string, Step>
  /** Events for which a run may have to be looked at at once: waits, goal, exits. */
  readonly wakes: ReadonlySet<string>
  /** What is looked at each time before anything is done. */
  readonly goalNames: readonly string[]
  readonly watches: { readonly person: boolean; readonly names: readonly string[] }
}

export function planOf(document: FlowDocument): Plan {
  const { goal, exits } = document
  const goalNames = goal?.reached.kind === "event" ? goal.reached.event.names : []
  const exitNames = exits.flatMap(({ when }) => (when.kind === "event" ? when.event.names : []))
  const waits = document.steps.flatMap((step) => (step.kind === "wait-for-event" ? step.event.names : []))
  return {
    document,
    steps: new Map(document.steps.map((step) => [step.id, step])),
    wakes: new Set([...goalNames, ...exitNames, ...waits]),
    goalNames,
    watches: {
      person: goal?.reached.kind === "person" || exits.some(({ when }) => when.kind === "person"),
      names: [...goalNames, ...exitNames],
    },
  }
}

/** Where a step may lead to, each way with its name; "next" where there is one way. Null is the end of the way. */
export function waysOf(step: Step): { readonly way: string; readonly to: string | null }[] {
  switch (step.kind) {
    case "branch":
      return [...step.ways.map(({ id, next }) => ({ way: id, to: next })), { way: "otherwise", to: step.next }]
    case "split":
      return step.arms.map(({ id, next }) => ({ way: id, to: next }))
    case "wait-for-event":
      return [
        { way: "happened", to: step.next },
        { way: "timeout", to: step.otherwise },
      ]
    case "repeat":
      return [
        { way: "round", to: step.first },
        { way: "after", to: step.next },
      ]
    case "stop":
      return []
    default:
      return [{ way: "next", to: step.next }]
  }
}

const conditionsOfCheck = (check: Check): Condition[] => (check.kind === "person" ? [check.who] : [])

/** Every condition about people in a document. */
export function conditionsOf(document: FlowDocument): Condition[] {
  const { entry, goal, exits, steps } = document
  return [
    ...(entry.audience ? [entry.audience.who] : []),
    ...(entry.exclusion ? [entry.exclusion.who] : []),
    ...(goal?.reached.kind === "person" ? [goal.reached.who] : []),
    ...exits.flatMap(({ when }) => (when.kind === "person" ? [when.who] : [])),
    ...steps.flatMap((step) =>
      step.kind === "branch" ? step.ways.flatMap((way) => conditionsOfCheck(way.check)) : [],
    ),
  ]
}

/** Every event that a document names beside its conditions. */
export const eventsOf = ({ trigger, goal, exits, steps }: FlowDocument): EventMatch[] => [
  ...(trigger.kind === "event" ? [trigger.event] : []),
  ...(goal?.reached.kind === "event" ? [goal.reached.event] : []),
  ...exits.flatMap(({ when }) => (when.kind === "event" ? [when.event] : [])),
  ...steps.flatMap((step) => (step.kind === "wait-for-event" ? [step.event] : [])),
]

/** Every segment that a document uses in whatever way, conditions within segments' documents included. */
export function segmentsOf(document: FlowDocument): string[] {
  const { trigger, steps } = document
  const found = new Set<string>()
  if (trigger.kind === "segment" || trigger.kind === "schedule" || trigger.kind === "launch")
    found.add(trigger.segmentId)
  for (const step of steps) if (step.kind === "message" && step.segmentId) found.add(step.segmentId)
  const look = (condition: Condition): void => {
    if (condition.kind === "all" || condition.kind === "any") condition.of.forEach(look)
    else if (condition.kind === "not") look(condition.of)
    else if (condition.kind === "segment") found.add(condition.segmentId)
  }
  conditionsOf(document).forEach(look)
  return [...found]
}
