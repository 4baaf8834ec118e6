import { addDays, type Day } from "#kernel/days"
import { dayIn } from "#kernel/zones"
import { bitFor, countedInDays, countedSince, dayOfFirstOrLast, settled } from "./compile-history-rules.ts"
import { withinDays } from "./compile-orders-rules.ts"
import { inRange } from "./compile-person-rules.ts"
import { inUnitsOf, isIn } from "./evaluate-rules.ts"
import type { Holds } from "./holds-rules.ts"
import { dayLiteral, numberLiteral, textLiteral, textsLiteral } from "./literal-rules.ts"
import type { EventAtom, Filter, When, Which } from "./model-core.ts"
import type { Plan } from "./plan-rules.ts"

type Counted = Extract<EventAtom, { op: "events" }>
type Since = Extract<When, { since: readonly string[] }>

/** An atom over what people did: over the history of days where that can tell, else over the events themselves. */
export function compileEvents(atom: EventAtom, plan: Plan): Holds {
  if (atom.op === "eventDay") return atom.of.filters.length === 0 ? dayOfFirstOrLast(atom, plan) : eventDay(atom, plan)
  if (atom.op === "sequence") return sequence(atom, plan)
  return inHistory(atom, plan) ?? inEvents(atom, plan)
}

function inHistory({ of, when, measure, range }: Counted, plan: Plan): Holds | undefined {
  if (of.filters.length > 0 || typeof measure !== "string" || "after" in when) return undefined
  const asked = { names: of.names, measure }
  return "since" in when ? countedSince(asked, range, when, plan) : countedInDays(asked, when.days, range, plan)
}

function inEvents(atom: Counted, plan: Plan): Holds {
  const { when, range, measure } = atom
  const units = inUnitsOf(range, measure)
  if ("since" in when) return since(atom, when, plan)
  plan.needs("raw", atom.of.names, "days" in when ? when.days.from : dayBefore(when.after))
  const test = [which(atom.of), "days" in when ? withinDays("day", when.days) : after(when)].join(" and ")
  const value = plan.aggregate("raw", aggregate(measure, test))
  return bitFor(plan, "raw", inRange(value, units), isIn(0, units))
}

/** The last day that is over everywhere at a second since 1970. */
const dayBefore = (second: number): Day => addDays(dayIn("UTC", new Date(second * 1_000)), -2)

const nameIn = (names: readonly string[]): string =>
  names.length === 1 ? `name = ${textLiteral(names[0] ?? "")}` : `name in (${names.map(textLiteral).join(", ")})`

const which = ({ names, filters }: Which): string => [nameIn(names), ...filters.map(passes)].join(" and ")

const after = (when: Extract<When, { after: number }>): string =>
  `t > ${numberLiteral(when.after)} and day <= ${dayLiteral(when.to)}`

function aggregate(measure: Counted["measure"], test: string): string {
  if (measure === "days") return `uniqExactIf(day, ${test})`
  if (measure === "count") return `countIf(${test})`
  return `sumIf(${amount(measure)}, ${test})`
}

function thousandths(measure: Counted["measure"]): string {
  if (typeof measure === "string") return "0"
  const path = measure.sumOf.map(textLiteral).join(", ")
  const isNumber = `JSONType(properties, ${path}) in ('Int64', 'UInt64', 'Double')`
  const value = `JSONExtractFloat(properties, ${path})`
  return `if(${isNumber} and abs(${value}) < 1e12, toInt64(floor(${value} * 1000)), 0)`
}

const columns = {
  product: "product_id",
  channel: "channel",
  store: "store_id",
  source: "source",
  order: "order_id",
  message: "message_id",
  value: "value",
} as const

function passes({ field, test }: Filter): string {
  if ("column" in field && field.column === "value")
    return "range" in test ? inRange("value", test.range) : valueIsNoText(test)
  const path = "path" in field ? field.path.map(textLiteral).join(", ") : ""
  const text = "path" in field ? `JSONExtractString(properties, ${path})` : `toString(${columns[field.column]})`
  const type = "path" in field ? `JSONType(properties, ${path})` : "'String'"
  const isText = "path" in field ? `${type} = 'String' and ` : ""
  if ("is" in test) return `(${isText}has(${textsLiteral(test.is)}, ${text}))`
  if ("isNot" in test) return `(not (${isText}has(${textsLiteral(test.isNot)}, ${text})))`
  if ("contains" in test) return `(${isText}position(${text}, ${textLiteral(test.contains)}) > 0)`
  if (!("path" in field)) return "0"
  if ("range" in test)
    return `(${type} in ('Int64', 'UInt64', 'Double') and ${inRange(`JSONExtractFloat(properties, ${path})`, test.range)})`
  return `(${type} = 'Bool' and JSONExtractBool(properties, ${path}) = ${test.isTrue ? 1 : 0})`
}

const valueIsNoText = (test: Filter["test"]): string => ("isNot" in test ? "1" : "0")

function eventDay({ which: end, of, days, today }: Extract<EventAtom, { op: "eventDay" }>, plan: Plan): Holds {
  plan.needs("raw", of.names, end === "last" ? days.from : undefined)
  const test = `${which(of)} and day <= ${dayLiteral(today)}`
  const day = plan.aggregate("raw", `${end === "first" ? "min" : "max"}If(day, ${test})`)
  return plan.bit("raw", `(${day} > toDate(0) and ${withinDays(day, days)})`)
}

/** Counted from another event on, by the second or the day. */
function since(atom: Counted, when: Since, plan: Plan): Holds {
  const { of, range, measure } = atom
  plan.needs("raw", [...of.names, ...when.since])
  const unit = when.grain === "day" ? "day" : "t"
  const past = `day <= ${dayLiteral(when.to)}`
  const from = plan.aggregate(
    "raw",
    `${when.which === "last" ? "max" : "min"}If(${unit}, ${nameIn(when.since)} and ${past})`,
  )
  // Arrays side by side: one of tuples costs several times as much.
  const all = (column: string) => plan.aggregate("raw", `groupArrayIf(${column}, ${which(of)} and ${past})`)
  const value =
    measure === "days"
      ? `length(arrayDistinct(arrayFilter((x, y) -> y > ${from}, ${all("day")}, ${all(unit)})))`
      : measure === "count"
        ? `arrayCount(x -> x > ${from}, ${all(unit)})`
        : `arraySum((x, y) -> if(y > ${from}, toInt64(x), 0), ${all(amount(measure))}, ${all(unit)})`
  const units = inUnitsOf(range, measure)
  return settled(plan, "raw", when, from, inRange(value, units), isIn(0, units))
}

const amount = (measure: Counted["measure"]): string => (typeof measure === "string" ? "value" : thousandths(measure))

function sequence({ steps, withinSeconds, days }: Extract<EventAtom, { op: "sequence" }>, plan: Plan): Holds {
  const times = steps.map((step) => {
    plan.needs("raw", step.names, days.from)
    return plan.aggregate("raw", `groupArrayIf(t, ${which(step)} and ${withinDays("day", days)})`)
  })
  const goesOn = (at: number): string => {
    const array = times[at]
    if (array === undefined) return "1"
    const rest = goesOn(at + 1)
    if (at === 0) return `arrayExists(x0 -> ${rest}, ${array})`
    return `arrayExists(x${at} -> x${at} > x${at - 1} and x${at} <= x0 + ${numberLiteral(withinSeconds)} and ${rest}, ${array})`
  }
  return plan.bit("raw", goesOn(0))
}
