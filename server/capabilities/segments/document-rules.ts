import type { Condition, Leaf } from "./model.ts"
import type { Core } from "./model-core.ts"

/** All conditions of a document that join no others. */
export function leavesOf(condition: Condition): Leaf[] {
  if (condition.kind === "all" || condition.kind === "any") return condition.of.flatMap(leavesOf)
  return condition.kind === "not" ? leavesOf(condition.of) : [condition]
}

export function depthOf(condition: Condition): number {
  if (condition.kind === "all" || condition.kind === "any") return 1 + Math.max(0, ...condition.of.map(depthOf))
  return condition.kind === "not" ? 1 + depthOf(condition.of) : 1
}

/** The segments that a document names itself. */
export const segmentsIn = (condition: Condition): string[] =>
  leavesOf(condition).flatMap((leaf) => (leaf.kind === "segment" ? [leaf.segmentId] : []))

/** Whether by way of others a segment with this document would be a condition of itself. */
export function isCircular(segmentId: string, document: Condition, others: ReadonlyMap<string, Condition>): boolean {
  const seen = new Set<string>()
  const open = segmentsIn(document)
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === segmentId) return true
    if (seen.has(next)) continue
    seen.add(next)
    const other = others.get(next)
    if (other) open.push(...segmentsIn(other))
  }
  return false
}

/** The names of all events that decide about it. */
export function eventNamesIn(core: Core): string[] {
  switch (core.op) {
    case "and":
    case "or":
      return [...new Set(core.of.flatMap(eventNamesIn))]
    case "not":
      return eventNamesIn(core.of)
    case "events":
      return [...core.of.names, ...("since" in core.when ? core.when.since : [])]
    case "eventDay":
      return [...core.of.names]
    case "sequence":
      return core.steps.flatMap((step) => step.names)
    default:
      return []
  }
}
