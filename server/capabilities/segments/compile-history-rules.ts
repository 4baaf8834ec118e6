import { withinDays } from "./compile-orders-rules.ts"
import { inRange } from "./compile-person-rules.ts"
import { inUnitsOf, isIn } from "./evaluate-rules.ts"
import type { Holds } from "./holds-rules.ts"
import { dayLiteral } from "./literal-rules.ts"
import type { DayRange, EventAtom, When } from "./model-core.ts"
import type { NumberRange } from "./model-tests.ts"
import type { Plan } from "./plan-rules.ts"

type Since = Extract<When, { since: readonly string[] }>
type Asked = { readonly names: readonly string[]; readonly measure: "count" | "days" | "value" }

/** Rows are there only for those who did something: what holds of those who did nothing is told by the bit's absence. */
export function bitFor(plan: Plan, part: "rollup" | "raw", condition: string, holdsOfNothing: boolean): Holds {
  return holdsOfNothing ? { not: plan.bit(part, `(not ${condition})`) } : plan.bit(part, condition)
}

/** At least once, and never: questions that any one row can answer. */
export const isOnce = ({ atLeast, atMost }: NumberRange): boolean =>
  atLeast !== undefined && atLeast > 0 && atLeast <= 1 && atMost === undefined
export const isNever = ({ atLeast, atMost }: NumberRange): boolean =>
  (atLeast ?? 0) <= 0 && atMost !== undefined && atMost >= 0 && atMost < 1

/** How often, on how many days or for how much she did something within these days. */
export function countedInDays({ names, measure }: Asked, days: DayRange, range: NumberRange, plan: Plan): Holds {
  plan.needs("rollup", names, days.from)
  if (measure !== "value" && isOnce(range)) return plan.anyHit(names, hasDay(days, plan))
  if (measure !== "value" && isNever(range)) return { not: plan.anyHit(names, hasDay(days, plan)) }
  const row = plan.hit(names, mayHaveDay(days, plan))
  const inside = withinKnown(days, plan)
  const value = plan.aggregate(
    "rollup",
    measure === "days"
      ? `uniqExactArray(arrayFilter(d -> ${inside}, if(${row}, days, [])))`
      : // Looking at the days of every row costs less than copying those of the rows that are meant.
        `sumIf(arraySum((d, n) -> n * ${inside}, days, ${amounts[measure]}), ${row})`,
  )
  const units = inUnitsOf(range, measure)
  return bitFor(plan, "rollup", inRange(value, units), isIn(0, units))
}

/** Whether a day `d` of a row lies within these; that it isn't too late need not be asked where nothing can be. */
function withinKnown(days: DayRange, plan: Plan): string {
  const { from, months } = days
  return from !== undefined && months === undefined && plan.isLast(days.to)
    ? `(d >= ${dayLiteral(from)})`
    : withinDays("d", days)
}

const amounts = { count: "counts", value: "sums" } as const

/** Whether one of the days of a row lies within these; mostly its ends tell. */
function hasDay(days: DayRange, plan: Plan): string {
  const { from, to, months } = days
  const some = `arrayExists(d -> ${withinDays("d", days)}, days)`
  if (months !== undefined) return `(${mayHaveDay(days, plan)} and ${some})`
  if (from === undefined || plan.isLast(to)) return mayHaveDay(days, plan)
  return `(${mayHaveDay(days, plan)} and (last_day <= ${dayLiteral(to)} or first_day >= ${dayLiteral(from)} or ${some}))`
}

function mayHaveDay({ from, to }: DayRange, plan: Plan): string {
  const ends = [
    ...(plan.isLast(to) ? [] : [`first_day <= ${dayLiteral(to)}`]),
    ...(from === undefined ? [] : [`last_day >= ${dayLiteral(from)}`]),
  ]
  return ends.length === 0 ? "1" : ends.join(" and ")
}

/** The first or last day on which she did it lies within these. */
export function dayOfFirstOrLast(atom: Extract<EventAtom, { op: "eventDay" }>, plan: Plan): Holds {
  const { which, of, days, today } = atom
  plan.needs("rollup", of.names, which === "last" ? days.from : undefined)
  const day = which === "first" ? firstOf(plan, of.names, "day", today) : lastOf(plan, of.names, "day", today)
  return plan.bit("rollup", `(${day} > toDate(0) and ${withinDays(day, days)})`)
}

type Grain = "day" | "second"
type Today = Since["to"]

/** When she first did it; 0 if she never did. What lies after today has not happened. */
function firstOf(plan: Plan, names: readonly string[], grain: Grain, today: Today): string {
  const row = plan.hit(names, mayHaveDay({ to: today }, plan))
  return plan.aggregate("rollup", `minIf(${grain === "day" ? "first_day" : "first_at"}, ${row})`)
}

function lastOf(plan: Plan, names: readonly string[], grain: Grain, today: Today): string {
  const row = plan.hit(names, mayHaveDay({ to: today }, plan))
  const to = dayLiteral(today)
  if (plan.isLast(today)) return plan.aggregate("rollup", `maxIf(${grain === "day" ? "last_day" : "last_at"}, ${row})`)
  const value =
    grain === "day"
      ? `if(last_day <= ${to}, last_day, arrayMax(d -> if(d <= ${to}, d, toDate(0)), days))`
      : `if(last_day <= ${to}, last_at, arrayMax((d, l) -> if(d <= ${to}, l, toDateTime(0, 'UTC')), days, lasts))`
  return plan.aggregate("rollup", `maxIf(${value}, ${row})`)
}

const anchor = (plan: Plan, { since, which, to }: Since, grain: Grain): string =>
  which === "last" ? lastOf(plan, since, grain, to) : firstOf(plan, since, grain, to)

/**
 * Counted from another event on, where days are enough, or only whether it happened later at all; undefined where the
 * history can't tell: seconds of single events.
 */
export function countedSince(
  { names, measure }: Asked,
  range: NumberRange,
  when: Since,
  plan: Plan,
): Holds | undefined {
  if (when.grain === "day") return countedInDaysSince({ names, measure }, range, when, plan)
  if (measure === "value" || !(isOnce(range) || isNever(range))) return undefined
  plan.needs("rollup", [...names, ...when.since])
  const from = anchor(plan, when, "second")
  const later = `${lastOf(plan, names, "second", when.to)} > ${from}`
  return settled(plan, "rollup", when, from, isNever(range) ? `(not (${later}))` : later, isNever(range))
}

function countedInDaysSince({ names, measure }: Asked, range: NumberRange, when: Since, plan: Plan): Holds {
  plan.needs("rollup", [...names, ...when.since])
  const from = anchor(plan, when, "day")
  const row = plan.hit(names, mayHaveDay({ to: when.to }, plan))
  // Two arrays side by side: put into one, of pairs or of both in a number, they cost more.
  const all = (column: string) => plan.aggregate("rollup", `groupArrayArrayIf(${column}, ${row})`)
  const counts = plan.isLast(when.to) ? `d > ${from}` : `d > ${from} and d <= ${dayLiteral(when.to)}`
  const value =
    measure === "days"
      ? `length(arrayDistinct(arrayFilter(d -> ${counts}, ${all("days")})))`
      : `arraySum((n, d) -> if(${counts}, toInt64(n), 0), ${all(amounts[measure])}, ${all("days")})`
  const units = inUnitsOf(range, measure)
  return settled(plan, "rollup", when, from, inRange(value, units), isIn(0, units))
}

/** With `orEver` all counts where the anchor never happened; else nothing holds there, of those without any row either. */
export function settled(
  plan: Plan,
  part: "rollup" | "raw",
  when: Since,
  from: string,
  condition: string,
  holdsOfNothing: boolean,
): Holds {
  if (when.orEver) return bitFor(plan, part, `(${condition})`, holdsOfNothing)
  return plan.bit(part, `(toUInt32(${from}) > 0 and ${condition})`)
}
