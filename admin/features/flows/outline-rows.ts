import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import { stepsOf, type Way, waysOf } from "./edges.ts"
import { meetingOf } from "./meeting.ts"

/** A line of the flow as a list: a step, or the beginning of one of several ways. `depth` is how far it is set in. */
export type OutlineRow =
  | { readonly kind: "step"; readonly id: string; readonly depth: number }
  | {
      readonly kind: "way"
      readonly from: string
      readonly port: string
      readonly depth: number
      readonly goes: "on" | "out" | "down"
    }

/** The steps one under the other, in the order in which they are come to; side ways set in below their question. */
export function outlineOf(document: FlowDocument): readonly OutlineRow[] {
  const rows: OutlineRow[] = []
  follow({ steps: stepsOf(document), rows, seen: new Set() }, document.first, null, 0)
  return rows
}

type Walking = { readonly steps: ReadonlyMap<string, Step>; readonly rows: OutlineRow[]; readonly seen: Set<string> }

function follow(walking: Walking, first: string | null, until: string | null, depth: number): void {
  const { steps, rows, seen } = walking
  let at = first
  while (at !== null && at !== until && !seen.has(at)) {
    const step = steps.get(at)
    if (!step) return
    seen.add(at)
    rows.push({ kind: "step", id: at, depth })
    if (step.kind === "repeat") follow(walking, step.first, null, depth + 1)
    const ways = waysOf(step)
    const [only] = ways
    if (ways.length < 2) {
      at = only?.to ?? null
      continue
    }
    const meeting = meetingOf(steps, ways)
    for (const way of ways) setIn(walking, way, meeting ?? until, depth + 1)
    at = meeting
  }
}

function setIn(walking: Walking, { from, port, to }: Way, until: string | null, depth: number): void {
  if (from === null) return
  const goes = to === null ? "out" : to === until || walking.seen.has(to) ? "on" : "down"
  walking.rows.push({ kind: "way", from, port, depth, goes })
  if (goes === "down") follow(walking, to, until, depth)
}
