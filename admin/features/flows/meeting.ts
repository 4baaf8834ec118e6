import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import { type Way, waysOf } from "./edges.ts"

/** Where ways meet again: the nearest step that all who go on come by, or null. Ways that end at once are left out. */
export function meetingOf(steps: ReadonlyMap<string, Step>, ways: readonly Way[]): string | null {
  const passed = new Map<string, ReadonlySet<string>>()
  const going = ways.flatMap(({ to }) => {
    const step = to === null ? undefined : steps.get(to)
    return step && step.kind !== "stop" ? [step.id] : []
  })
  const [first, ...others] = going.map((id) => passedFrom(steps, id, passed))
  if (!first || others.length === 0) return null
  const common = [...first].filter((id) => others.every((set) => set.has(id)))
  const near = common.map((id) => ({ id, ahead: passedFrom(steps, id, passed).size }))
  return near.toSorted((a, b) => b.ahead - a.ahead)[0]?.id ?? null
}

/** Every step that nobody can avoid who comes here and goes on to the end. */
function passedFrom(
  steps: ReadonlyMap<string, Step>,
  id: string,
  known: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const found = known.get(id)
  if (found) return found
  known.set(id, new Set([id]))
  const step = steps.get(id)
  const next = (step ? waysOf(step) : []).flatMap(({ to }) =>
    to !== null && steps.has(to) && steps.get(to)?.kind !== "stop" ? [passedFrom(steps, to, known)] : [],
  )
  const [first, ...others] = next
  const common = first ? [...first].filter((one) => others.every((set) => set.has(one))) : []
  const passed = new Set([id, ...common])
  known.set(id, passed)
  return passed
}
