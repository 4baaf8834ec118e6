import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import type { Span, WaitUntil } from "../../../server/capabilities/flows/model-times.ts"
import { allWaysOf, stepsOf } from "./edges.ts"

/** Days after the trigger at which somebody may come to a step. `to` is null when it depends on a date of hers. */
export type Days = { readonly from: number; readonly to: number | null }

const perUnit: Record<Span["unit"], number> = { minutes: 1 / 1440, hours: 1 / 24, days: 1, weeks: 7, months: 30.4 }
export const daysIn = ({ n, unit }: Span): number => n * perUnit[unit]

/** How long a wait may take. */
function waiting(until: WaitUntil): Days {
  switch (until.kind) {
    case "span":
      return { from: daysIn(until.span), to: daysIn(until.span) + (until.at ? 1 : 0) }
    case "time":
    case "quiet-hours":
      return { from: 0, to: 1 }
    case "weekday":
      return { from: 0, to: until.weekdays.length > 1 ? 6 : 7 }
    case "before-weekend":
      return { from: 0, to: 6 }
    case "date":
      return { from: 0, to: null }
  }
}

/** When one may come to each step, by its id; steps that nothing leads to are missing. Ways that meet take the widest. */
export function daysOf(document: FlowDocument): ReadonlyMap<string, Days> {
  const steps = stepsOf(document)
  const found = new Map<string, Days>()
  const come = (id: string | null, days: Days, within: ReadonlySet<string>) => {
    const step = id === null ? undefined : steps.get(id)
    if (!step || within.has(step.id)) return
    const before = found.get(step.id)
    const wider = before ? widest(before, days) : days
    if (before && before.from === wider.from && before.to === wider.to) return
    found.set(step.id, wider)
    const inside = new Set([...within, step.id])
    for (const { port, to } of allWaysOf(step)) come(to, after(step, port, wider), inside)
  }
  come(document.first, { from: 0, to: 0 }, new Set())
  return found
}

const widest = (one: Days, other: Days): Days => ({
  from: Math.min(one.from, other.from),
  to: one.to === null || other.to === null ? null : Math.max(one.to, other.to),
})
const plus = (one: Days, other: Days): Days => ({
  from: one.from + other.from,
  to: one.to === null || other.to === null ? null : one.to + other.to,
})

function after(step: Step, port: string, days: Days): Days {
  if (step.kind === "wait") return plus(days, waiting(step.until))
  if (step.kind !== "wait-for-event") return days
  const most = daysIn(step.timeout)
  return plus(days, port === "timeout" ? { from: most, to: most } : { from: 0, to: most })
}

/** "+3〜8": whole days, without a fraction that nobody plans by. */
export function daysText({ from, to }: Days): { readonly ja: string; readonly en: string } {
  if (to !== null && to < 1 && to > 0)
    return from === to && to * 24 >= 1
      ? { ja: `+${Math.round(to * 24)}時間`, en: `Hour ${Math.round(to * 24)}` }
      : { ja: "0日", en: "Day 0" }
  const [least, most] = [Math.floor(from + 0.01), to === null ? null : Math.ceil(to - 0.01)]
  if (most === null) return { ja: `+${least}日〜`, en: `Day ${least}+` }
  if (most <= least) return least === 0 ? { ja: "0日", en: "Day 0" } : { ja: `+${least}日`, en: `Day ${least}` }
  return { ja: `+${least}〜${most}日`, en: `Day ${least}–${most}` }
}
