import type { Day } from "#kernel/days"
import { isCounted } from "./compile-rules.ts"
import { type Holds, holdsSql } from "./holds-rules.ts"
import { dayLiteral, idLiteral, idsLiteral, textLiteral, textsLiteral } from "./literal-rules.ts"
import { letters, type Part, type Plan, wordBits } from "./plan-rules.ts"

/** Ids as ClickHouse orders them: from this one on, up to another that is not among them. */
export type Stretch = { readonly from?: string; readonly until?: string }

/** Which people are asked about: everybody, or these (as they are known now). */
export type Among = { readonly ids?: readonly string[]; readonly stretch?: Stretch; readonly hasMerged: boolean }

const brand = "brand_id = {brand:UUID}"

/** Whose an id is now, for ids that were merged into another. */
export const owners = `select customer_id, argMax(owner_id, version) as owner_id from customer_owner
  where ${brand} group by customer_id having owner_id != customer_id`

/** Conditions as numbers, a bit each. */
function packed(conditions: readonly string[]): string[] {
  const packs: string[] = []
  for (let from = 0; from < conditions.length; from += wordBits) {
    const bits = conditions.slice(from, from + wordBits)
    packs.push(bits.map((bit, i) => `bitShiftLeft(toUInt64(${bit}), ${i})`).join(" + "))
  }
  return packs
}

type Place = Part | "held"

/** Numbers under the names by which their place is known. */
const numbered = (place: Place, own: readonly string[]): string =>
  own.map((sql, i) => `${sql} as ${place}${i}`).join(", ")

/** Of events that only count from some day on, nothing older is read. */
function readNames(names: ReadonlyMap<string, Day | undefined>, day: "day" | "last_day"): string {
  const byDay = Map.groupBy(names, ([, from]) => from)
  const parts = [...byDay].map(([from, of]) => {
    const named = `name in (${of.map(([name]) => textLiteral(name)).join(", ")})`
    return from === undefined ? named : `(${named} and ${day} >= ${dayLiteral(from)})`
  })
  return parts.length === 1 ? (parts[0] ?? "0") : `(${parts.join(" or ")})`
}

/** For each row of the history what it answers, a bit each: by its name, and by the tests that it passes. */
function hitWords({ hits }: Plan): string[] {
  const all = Array.from({ length: Math.ceil(hits.length / wordBits) }, (_, word) =>
    hits.slice(word * wordBits, (word + 1) * wordBits),
  )
  return all.map((own, word) => {
    const [byName, byTest] = [new Map<string, bigint>(), new Map<string, bigint>()]
    for (const [i, { names, test }] of own.entries()) {
      const bit = 1n << BigInt(i)
      for (const name of names) byName.set(name, (byName.get(name) ?? 0n) | bit)
      byTest.set(test, (byTest.get(test) ?? 0n) | bit)
    }
    const masks = [...byName.values()].map((mask) => `toUInt64(${mask})`)
    const named = `transform(name, ${textsLiteral([...byName.keys()])}, [${masks.join(", ")}], toUInt64(0))`
    const passed = [...byTest].map(([test, mask]) => `if(${test}, toUInt64(${mask}), toUInt64(0))`)
    return `bitAnd(${named}, ${passed.join(" + ")}) as h${word}`
  })
}

/** The rows of events or of their history under the ids that people are known by now. */
function source(part: "rollup" | "raw", plan: Plan, among: Among): string {
  const table = part === "rollup" ? "customer_history" : "events"
  const names = readNames(plan.names[part], part === "rollup" ? "last_day" : "day")
  const columns =
    part === "rollup"
      ? ["first_day, last_day, first_at, last_at, days, counts, sums, lasts", ...hitWords(plan)].join(", ")
      : "name, day, toInt64(toUnixTimestamp(occurred_at)) as t, value, product_id, channel, store_id, source, order_id, message_id, properties"
  const own = `select customer_id, ${columns} from ${table} where ${brand} and ${names}${belong("customer_id", among)}`
  if (!among.hasMerged) return `(${own})`
  const theirs = belong("owner_id", among).replace(/^ and/, " where")
  const merged = `select o.owner_id as customer_id, ${columns} from ${table} as e
    inner join (select customer_id, owner_id from (${owners})${theirs}) as o on e.customer_id = o.customer_id
    where ${brand} and ${names} and e.customer_id in (select customer_id from (${owners})${theirs})`
  return `(${own} and customer_id not in (select customer_id from (${owners})) union all ${merged})`
}

/** That an id is one of those asked about; nothing when everybody is. */
function belong(column: string, { ids, stretch: { from, until } = {} }: Among): string {
  const parts = [
    ...(ids === undefined ? [] : [`${column} in (${idsLiteral(ids)})`]),
    ...(from === undefined ? [] : [`${column} >= ${idLiteral(from)}`]),
    ...(until === undefined ? [] : [`${column} < ${idLiteral(until)}`]),
  ]
  return parts.map((part) => ` and ${part}`).join("")
}

const aliased = (plan: Plan, part: Part): string[] =>
  plan.aggregates[part].map((sql, i) => `${sql} as ${letters[part]}${i}`)

/** People's rows with what is reckoned of each. With `pieces`, every row that was ever written of her and not merged yet. */
export function peopleFrom(plan: Plan, listed: string, pieces?: "pieces"): string {
  const from = `segment_people${pieces ? "" : " final"} where ${brand}${listed}`
  return plan.aggregates.people.length === 0 ? from : `(select *, ${aliased(plan, "people").join(", ")} from ${from})`
}

function grouped(part: "rollup" | "raw", plan: Plan, among: Among): string {
  const aggregates = aliased(plan, part).join(", ")
  return `(select customer_id, ${aggregates} from ${source(part, plan, among)} group by customer_id)`
}

const newestOf = (rows: string) => `${rows} order by version desc limit 1 by customer_id`

/** Where the bits of a few people are asked, and under which key they come: each place by itself, all at the same time. */
export type Ask = { readonly of: Place; readonly query: string }

/**
 * For a few people it costs more to understand one long question than to answer several short ones, so nothing is joined
 * here: each answer has `id` and its own numbers `w0`, `w1`, … as `joinedRows` would name them.
 */
export function separateRows(plan: Plan, among: Among, held: number): Ask[] {
  const numbered = (own: readonly string[]) => own.map((sql, i) => `${sql} as w${i}`).join(", ")
  const ask = (of: Ask["of"], own: readonly string[], from: string): Ask[] =>
    own.length === 0 ? [] : [{ of, query: `select toString(customer_id) as id, ${numbered(own)} from ${from}` }]
  // Of a few rows the newest is found with half of the work that `final` takes to see which parts it has to merge.
  const newest = Array.from({ length: held }, (_, i) => `argMax(words[${i + 1}], version)`)
  const listed = belong("customer_id", among)
  return [
    ...ask("people", packed(plan.bits.people), newestOf(peopleFrom(plan, listed, "pieces"))),
    ...ask("held", newest, `segment_standing where ${brand}${listed} group by customer_id`),
    ...(["rollup", "raw"] as const).flatMap((part) =>
      plan.bits[part].length === 0 ? [] : ask(part, packed(plan.bits[part]), grouped(part, plan, among)),
    ),
  ]
}

/**
 * The rows that a question over many documents is asked of: one per person with all bits of `plan`, and with `held`
 * numbers of what she is known to belong to, also when she is there no more. Each table is read once; what people did is
 * put beside them, which costs less than grouping all of it anew.
 */
export function joinedRows(plan: Plan, among: Among, held: number): string {
  const listed = belong("customer_id", among)
  const heldWords = Array.from({ length: held }, (_, i) => `words[${i + 1}]`)
  const people = `select customer_id, ${numbered("people", packed(plan.bits.people))} from ${peopleFrom(plan, listed)}`
  const belonging = `select customer_id, ${numbered("held", heldWords)} from segment_standing final where ${brand}${listed}`
  const deeds = (["rollup", "raw"] as const).filter((part) => plan.bits[part].length > 0)
  const beside = [
    ...(held > 0 ? [`full join (${belonging}) as held using (customer_id)`] : []),
    ...deeds.map((part) => {
      const bits = numbered(part, packed(plan.bits[part]))
      return `any left join (select customer_id, ${bits} from ${grouped(part, plan, among)}) as ${part} using (customer_id)`
    }),
  ]
  const names = [
    ...Array.from({ length: held }, (_, i) => `held${i}`),
    ...(["people", ...deeds] as const).flatMap((part) => packed(plan.bits[part]).map((_, i) => `${part}${i}`)),
  ]
  return `(select customer_id, ${names.join(", ")} from (${people}) as people ${beside.join("\n")})`
}

/** What each person belongs to, as numbers whose bits are segments: document `i` of `conditions` is segment number `i`'s. */
export function belongings(conditions: ReadonlyMap<number, Holds>, held: number): string[] {
  return Array.from({ length: held }, (_, word) => {
    const bits = [...conditions]
      .filter(([number]) => Math.floor(number / wordBits) === word)
      .map(([number, condition]) => `bitShiftLeft(toUInt64(${holdsSql(condition)}), ${number % wordBits})`)
    return bits.length === 0 ? "toUInt64(0)" : `if(${isCounted}, ${bits.join(" + ")}, toUInt64(0))`
  })
}
