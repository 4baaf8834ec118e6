import type { Programme } from "./model.ts"

/** One field that differs, in words that the console translates: `base.perYen`, `actions.review.points`. */
export type Difference = { readonly at: string; readonly before: unknown; readonly after: unknown }

/** What changes from one programme to another, rule by rule. */
export function differences(before: Programme, after: Programme): Difference[] {
  return compare("", keyed(before), keyed(after))
}

/** Lists of rules by their keys, so that moving one is no change. */
const keyed = ({ multipliers, actions, format: _format, ...rest }: Programme): Record<string, unknown> => ({
  ...rest,
  multipliers: Object.fromEntries(multipliers.map(({ key, ...rule }) => [key, rule])),
  actions: Object.fromEntries(actions.map(({ key, ...rule }) => [key, rule])),
})

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)

function compare(at: string, before: unknown, after: unknown): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (!isPlain(before) || !isPlain(after)) return [{ at, before: before ?? null, after: after ?? null }]
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.flatMap((key) => compare(at === "" ? key : `${at}.${key}`, before[key], after[key]))
}
