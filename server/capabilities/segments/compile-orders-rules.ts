import { inRange } from "./compile-person-rules.ts"
import { dayLiteral, numberLiteral, textsLiteral } from "./literal-rules.ts"
import type { DayRange, OrderAtom, Scope } from "./model-core.ts"
import type { Plan } from "./plan-rules.ts"

/** The orders of a row of `segment_people` as parallel arrays, and the names that stand for one of each. */
const arrays = [
  ["d", "order_day"],
  ["n", "order_net"],
  ["c", "order_channel"],
  ["s", "order_store"],
  ["p", "order_products"],
  ["v", "order_product_nets"],
] as const
type Letter = (typeof arrays)[number][0]

/** Whether day `value` lies in a range, for days that are known. */
export function withinDays(value: string, { from, to, months }: DayRange): string {
  const parts = [
    `${value} <= ${dayLiteral(to)}`,
    ...(from === undefined ? [] : [`${value} >= ${dayLiteral(from)}`]),
    ...(months === undefined ? [] : [`has([${months.map(numberLiteral).join(",")}], toMonth(${value}))`]),
  ]
  return `(${parts.join(" and ")})`
}

type Test = { readonly sql: string; readonly uses: readonly Letter[] }

function scopeTest({ products, channels, stores }: Scope): Test[] {
  return [
    ...(channels ? [{ sql: `has(${textsLiteral(channels)}, toString(c))`, uses: ["c"] as const }] : []),
    ...(stores ? [{ sql: `has(${textsLiteral(stores)}, toString(s))`, uses: ["s"] as const }] : []),
    ...(products ? [{ sql: `hasAny(p, ${textsLiteral(products)})`, uses: ["p"] as const }] : []),
  ]
}

/** `arrayX((d, c) -> body, order_day, order_channel)` with only the arrays that are needed. */
function over(fn: string, body: string, uses: readonly Letter[]): string {
  const needed = arrays.filter(([letter]) => uses.includes(letter))
  return `${fn}((${needed.map(([letter]) => letter).join(", ")}) -> ${body}, ${needed.map(([, name]) => name).join(", ")})`
}

/** An atom over the orders of a row of `segment_people`. */
export function compileOrders(atom: OrderAtom, plan: Plan): string {
  const kept = (sql: string) => plan.aggregate("people", sql)
  if (atom.op === "orders") return measure(atom, kept)
  const tests = scopeTest(atom.scope)
  const past = [`d <= ${dayLiteral(atom.today)}`, ...tests.map((test) => test.sql)].join(" and ")
  const days = kept(over("arrayFilter", past, ["d", ...tests.flatMap((test) => test.uses)]))
  const [first, last, count] = [kept(`arrayMin(${days})`), kept(`arrayMax(${days})`), kept(`length(${days})`)]
  if (atom.op === "orderDay")
    return `(${count} > 0 and ${withinDays(atom.which === "first" ? first : last, atom.days)})`
  const span = kept(`dateDiff('day', ${first}, ${last})`)
  const since = kept(`dateDiff('day', ${last}, ${dayLiteral(atom.today)}) * 100`)
  const usual = numberLiteral(atom.factorPercent * atom.fallbackDays)
  const own = `${since} * (${count} - 1) > ${numberLiteral(atom.factorPercent)} * ${span}`
  return `(${count} > 0 and if(${span} = 0, ${since} > ${usual}, ${own}))`
}

function measure(atom: Extract<OrderAtom, { op: "orders" }>, kept: (sql: string) => string): string {
  const { scope, days } = atom
  const tests: Test[] = [{ sql: withinDays("d", days), uses: ["d"] }, ...scopeTest(scope)]
  const body = tests.map((test) => test.sql).join(" and ")
  const uses = tests.flatMap((test) => test.uses)
  const count = () => kept(over("arrayCount", body, uses))
  if (atom.measure === "count") return inRange(count(), atom.range)
  const net = scope.products ? `arraySum((x, y) -> if(has(${textsLiteral(scope.products)}, x), y, 0), p, v)` : "n"
  const paid: readonly Letter[] = scope.products ? ["p", "v"] : ["n"]
  const spent = kept(over("arraySum", `if(${body}, ${net}, 0)`, [...uses, ...paid]))
  if (atom.measure === "spent") return inRange(spent, atom.range)
  const { atLeast, atMost } = atom.range
  const ends = [
    ...(atLeast === undefined ? [] : [`${spent} >= ${numberLiteral(atLeast)} * ${count()}`]),
    ...(atMost === undefined ? [] : [`${spent} <= ${numberLiteral(atMost)} * ${count()}`]),
  ]
  return `(${[`${count()} > 0`, ...ends].join(" and ")})`
}
