import type { EventAtom } from "./model-core.ts"
import type { NumberRange } from "./model-tests.ts"

/** At least once, and never: questions that any one row can answer. */
export const isOnce = ({ atLeast, atMost }: NumberRange): boolean =>
  atLeast !== undefined && atLeast > 0 && atLeast <= 1 && atMost === undefined
export const isNever = ({ atLeast, atMost }: NumberRange): boolean =>
  (atLeast ?? 0) <= 0 && atMost !== undefined && atMost >= 0 && atMost < 1

/** Whether the history of days answers this: nothing is asked of single events, or only whether any came later. */
export function isToldByDays(atom: EventAtom): boolean {
  if (atom.op === "sequence" || atom.of.filters.length > 0) return false
  if (atom.op === "eventDay") return true
  const { when, measure, range } = atom
  if (typeof measure !== "string" || "after" in when) return false
  if ("days" in when || when.grain === "day") return true
  return measure !== "value" && (isOnce(range) || isNever(range))
}
