import { holdout } from "#experiments"
import { addDays } from "#kernel/days"
import { dayIn, instantAt } from "#kernel/zones"
import type { Entry } from "./model.ts"
import { afterSpan } from "./times-rules.ts"

/** How deep flows may start flows: beyond it they start each other in circles. */
export const mostChained = 5

/** What decides whether somebody comes in. Null: it was not asked, because something before it had decided already. */
export type EntryCase = {
  readonly entry: Entry
  /** When what sets it off happened, and when it is decided. */
  readonly at: Date
  readonly now: Date
  readonly zone: string
  readonly isLive: boolean
  /** Known, not erased, and more than a device without an address. */
  readonly isPerson: boolean
  /** When she came in last; null: never. */
  readonly lastAt: Date | null
  readonly isInside: boolean
  /** Flows that started one another up to here. */
  readonly chained: number
  readonly audience: boolean | null
  readonly exclusion: boolean | null
  /** Her arm in the flow's experiment. */
  readonly arm: string | null
}

export const entryReasons = [
  "not-live",
  "nobody",
  "late",
  "in-circles",
  "inside",
  "once",
  "too-soon",
  "audience",
  "exclusion",
  "holdout",
] as const
export type EntryReason = (typeof entryReasons)[number]

export type EntryDecision = {
  readonly outcome: "entered" | EntryReason
  /** Each condition in its order, up to and including the one that failed. */
  readonly reasons: readonly { readonly code: EntryReason; readonly isMet: boolean }[]
  /** When she could come in again at the earliest, where time alone decides. */
  readonly nextAt: Date | null
}

/** Whether she comes in. The first condition that isn't met is the reason; what is cheap is asked first, the draw last. */
export function decideEntry(one: EntryCase): EntryDecision {
  const checks: [EntryReason, boolean][] = [
    ["not-live", one.isLive],
    ["nobody", one.isPerson],
    ["late", afterSpan(one.at, one.entry.maxAge, one.zone) >= one.now],
    ["in-circles", one.chained <= mostChained],
    ...again(one),
    ["audience", one.audience !== false],
    ["exclusion", one.exclusion !== true],
    ["holdout", one.arm !== holdout],
  ]
  const failed = checks.findIndex(([, isMet]) => !isMet)
  const looked = failed === -1 ? checks : checks.slice(0, failed + 1)
  const outcome = checks[failed]?.[0] ?? "entered"
  return {
    outcome,
    reasons: looked.map(([code, isMet]) => ({ code, isMet })),
    nextAt: outcome === "too-soon" ? mayComeAgain(one) : null,
  }
}

function again(one: EntryCase): [EntryReason, boolean][] {
  const { reentry } = one.entry
  if (reentry.kind === "each") return []
  const inside: [EntryReason, boolean] = ["inside", !one.isInside]
  if (reentry.kind === "once") return [inside, ["once", one.lastAt === null]]
  if (reentry.kind === "after-end") return [inside]
  const next = mayComeAgain(one)
  return [inside, ["too-soon", next === null || one.now >= next]]
}

/** So many days of the brand's calendar after she last came in, from the beginning of that day. */
function mayComeAgain({ entry, lastAt, zone }: EntryCase): Date | null {
  if (entry.reentry.kind !== "after-days" || lastAt === null) return null
  return instantAt(zone, addDays(dayIn(zone, lastAt), entry.reentry.days), "00:00")
}
