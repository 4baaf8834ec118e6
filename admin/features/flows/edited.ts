import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import { allWaysOf, type Edge, edgesInto, ledTo, reachedFrom, stepsOf, targetOf, waysOf, withTarget } from "./edges.ts"

/** Steps that were copied: `first` and all that comes after it within them. */
export type Clip = { readonly first: string; readonly steps: readonly Step[] }

/** A name for a new step that stands nowhere in the document. */
export function newId(document: FlowDocument, kind: string): string {
  const taken = new Set(document.steps.flatMap((step) => [step.id, ...waysOf(step).map(({ port }) => port)]))
  for (let n = 1; ; n++) if (!taken.has(`${kind}-${n}`)) return `${kind}-${n}`
}

/** Puts a step into an edge, or into all that meet there: it goes on to where they led. A step that waits for something ends where it has come. */
export function insertStep(document: FlowDocument, edges: readonly Edge[], step: Step): FlowDocument {
  const to = commonTarget(document, edges)
  const ports = step.kind === "wait-for-event" ? ["timeout"] : waysOf(step).map(({ port }) => port)
  const joined = ports.reduce((led, port) => ledTo(led, port, to), step)
  return ledAll({ ...document, steps: [...document.steps, joined] }, edges, step.id)
}

/** Where ways have met, several edges lead to the same step. */
const commonTarget = (document: FlowDocument, [first]: readonly Edge[]) => (first ? targetOf(document, first) : null)
const ledAll = (document: FlowDocument, edges: readonly Edge[], to: string | null) =>
  edges.reduce((changed, edge) => withTarget(changed, edge, to), document)

/** The way that stays when a step with several ways is taken out. */
function mainPort(step: Step): string | undefined {
  switch (step.kind) {
    case "split":
      return step.arms[0]?.id
    case "branch":
      return "otherwise"
    case "wait-for-event":
      return "timeout"
    case "repeat":
      return "after"
    default:
      return "next"
  }
}

/**
 * Takes a step out. Of a step with several ways the main one stays and what only the others led to goes with it; so does
 * the inside of a repeat.
 */
export function removeStep(document: FlowDocument, id: string): FlowDocument {
  const step = document.steps.find((one) => one.id === id)
  if (!step) return document
  const port = mainPort(step)
  const to = waysOf(step).find((way) => way.port === port)?.to ?? null
  const led = edgesInto(document, id).reduce(
    (changed, edge) => (isOnlyInside(changed, edge, to) ? changed : withTarget(changed, edge, to)),
    document,
  )
  return tidied({ ...led, steps: led.steps.filter((one) => one.id !== id) })
}

/** The one step inside a repeat can't go away without something in its place: the repeat goes with it. */
const isOnlyInside = (document: FlowDocument, { from, port }: Edge, to: string | null) =>
  port === "round" && to === null && document.steps.some((step) => step.id === from && step.kind === "repeat")

/** Takes away the step and everything that only it leads to. */
export function removeBranch(document: FlowDocument, id: string): FlowDocument {
  const led = edgesInto(document, id).reduce((changed, edge) => withTarget(changed, edge, null), document)
  return tidied({ ...led, steps: led.steps.filter((one) => one.id !== id) })
}

/** Without what nothing leads to any more, and without repeats that have lost their inside. */
export function tidied(document: FlowDocument): FlowDocument {
  const empty = document.steps.find(
    (step) => step.kind === "repeat" && !document.steps.some(({ id }) => id === step.first),
  )
  if (empty) return removeStep(document, empty.id)
  const reached = reachedFrom(stepsOf(document), [document.first])
  const steps = document.steps.filter(({ id }) => reached.has(id))
  const notes = document.canvas.notes.filter(({ at }) => at === null || reached.has(at))
  return { ...document, steps, canvas: { ...document.canvas, notes } }
}

export const replaceStep = (document: FlowDocument, step: Step): FlowDocument => ({
  ...document,
  steps: document.steps.map((one) => (one.id === step.id ? step : one)),
})

/** One step alone, or with all that comes after it, to be put in elsewhere. */
export function clipOf(document: FlowDocument, id: string, whole: boolean): Clip | undefined {
  const steps = stepsOf(document)
  const step = steps.get(id)
  if (!step) return undefined
  const starts = whole || step.kind !== "repeat" ? [] : [step.first]
  const kept = whole ? reachedFrom(steps, [id]) : new Set([id, ...reachedFrom(steps, starts)])
  return { first: id, steps: document.steps.filter((one) => kept.has(one.id)).map((one) => closed(one, kept)) }
}

const closed = (step: Step, kept: ReadonlySet<string>): Step =>
  allWaysOf(step).reduce((led, { port, to }) => (to !== null && !kept.has(to) ? ledTo(led, port, null) : led), step)

/** Puts copies of what was clipped into an edge; every open end of them goes on to where the edge led. */
export function pasteClip(
  document: FlowDocument,
  edges: readonly Edge[],
  clip: Clip,
): { document: FlowDocument; first: string } | undefined {
  const names = new Map<string, string>()
  let grown = document
  for (const step of clip.steps) {
    const id = newId(grown, step.kind)
    names.set(step.id, id)
    grown = { ...grown, steps: [...grown.steps, { ...step, id }] }
  }
  const first = names.get(clip.first)
  if (!first) return undefined
  const to = commonTarget(document, edges)
  const insides = insidesOf(clip)
  const copies = clip.steps.map((step) => renamed(step, names, insides.has(step.id) ? null : to))
  return { document: ledAll({ ...document, steps: [...document.steps, ...copies] }, edges, first), first }
}

/** What stands inside repeats of the clip: its open ends are ends of a round. */
function insidesOf(clip: Clip): Set<string> {
  const steps = new Map(clip.steps.map((step) => [step.id, step]))
  return new Set(clip.steps.flatMap((step) => (step.kind === "repeat" ? [...reachedFrom(steps, [step.first])] : [])))
}

function renamed(step: Step, names: ReadonlyMap<string, string>, open: string | null): Step {
  const id = names.get(step.id) ?? step.id
  const led = allWaysOf(step).reduce(
    (changed, { port, to }) => ledTo(changed, port, to === null ? open : (names.get(to) ?? null)),
    step,
  )
  return { ...led, id }
}

/** A copy right after the step. */
export function duplicateStep(
  document: FlowDocument,
  id: string,
): { document: FlowDocument; first: string } | undefined {
  const clip = clipOf(document, id, false)
  const step = document.steps.find((one) => one.id === id)
  const port = step && mainPort(step)
  if (!clip || !step || port === undefined || step.kind === "stop") return undefined
  return pasteClip(document, [{ from: id, port }], clip)
}
