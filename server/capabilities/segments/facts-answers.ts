import type { Context } from "#kernel/context"
import { withinDays } from "./compile-orders-rules.ts"
import { isCounted } from "./compile-rules.ts"
import { type Holds, holdsSql } from "./holds-rules.ts"
import { compilePerson } from "./compile-person-rules.ts"
import { day, type Day } from "#kernel/days"
import type { DayRange } from "./model-core.ts"
import type { Plan } from "./plan-rules.ts"
import { type Among, belongings, joinedRows, type Stretch } from "./question-rules.ts"

import { dayLiteral, idLiteral } from "./literal-rules.ts"

/** Somebody whose belonging is not what it was: the bits as they were and as they are, and whether she is there at all. */
export type Difference = {
  readonly customerId: string
  readonly isThere: boolean
  readonly before: readonly bigint[]
  readonly after: readonly bigint[]
}

/**
 * Who belongs otherwise than `segment_standing` says, at most `limit` of them. `conditions` by the segments' numbers; bits
 * of `kept` segments are left as they are. A stretch of everybody is asked about in one thread.
 */
export async function differences(
  ctx: Context,
  plan: Plan,
  conditions: ReadonlyMap<number, Holds>,
  held: number,
  among: Among,
  { limit, keep }: { limit: number; keep: readonly bigint[] },
): Promise<Difference[]> {
  const now = belongings(conditions, held)
  const words = now.map((_, i) => i)
  const next = words.map((i) => `bitOr(${now[i]}, bitAnd(held${i}, toUInt64(${(keep[i] ?? 0n).toString()})))`)
  const columns = words.map((i) => `held${i} as h${i}, if(there = 1, ${next[i]}, toUInt64(0)) as n${i}`)
  // What is compared has a name of its own, so that ClickHouse understands the long conditions once instead of twice.
  const rows = await ctx.facts.rows<Record<string, string | number>>(
    ctx.brandId,
    `select toString(customer_id) as id, there, ${words.map((i) => `h${i}, n${i}`).join(", ")}
     from (select customer_id, toUInt8(${isCounted}) as there, ${columns.join(", ")} from ${joinedRows(plan, among, held)})
     where ${words.map((i) => `h${i} != n${i}`).join(" or ")} limit ${limit}
     ${asTheyAre}${isPart(among) ? `, ${inTheirOrder}` : ""}`,
  )
  return rows.map((row) => ({
    customerId: String(row.id),
    isThere: row.there === 1,
    before: words.map((i) => BigInt(row[`h${i}`] ?? 0)),
    after: words.map((i) => BigInt(row[`n${i}`] ?? 0)),
  }))
}

/**
 * A stretch is read in the order of its people in all three tables, so that each person's rows are grouped and joined as
 * they come by: a quarter less work than tables of hashes of them, and less memory.
 */
const inTheirOrder =
  "max_threads = 1, max_block_size = 8192, optimize_aggregation_in_order = 1, join_algorithm = 'partial_merge'"

const isPart = ({ stretch: { from, until } = {} }: Among): boolean => from !== undefined || until !== undefined

/** Every question is another one: making machine code of each costs ten times what it saves. */
export const asTheyAre = "settings compile_expressions = 0, compile_aggregate_expressions = 0"

export const reachable = ["email", "line", "sms", "push", "post", "relay"] as const

export type Counted = {
  readonly count: number
  readonly of: number
  readonly reach: Record<(typeof reachable)[number] | "none", number>
  readonly sample: string[]
}

/** How many a condition holds, of how many, how they can be reached, and some of them. */
export async function countOf(
  ctx: Context,
  plan: Plan,
  condition: Holds,
  among: Among,
  samples: number,
): Promise<Counted> {
  const ways = reachable.map((channel) =>
    holdsSql(plan.bit("people", compilePerson({ op: "list", at: { column: "reach" }, any: [channel] }))),
  )
  const rows = await ctx.facts.rows<Record<string, string | string[]>>(
    ctx.brandId,
    `select countIf(holds) as count, count() as of, ${ways.map((way, i) => `countIf(holds and ${way}) as r${i}`).join(", ")},
       countIf(holds and not (${ways.join(" or ")})) as none,
       arrayMap(x -> toString(x.2), arraySort(groupArraySortedIf(${samples})((cityHash64(customer_id), customer_id), holds))) as sample
     from (select *, ${holdsSql(condition)} as holds from ${joinedRows(plan, among, 0)}) where ${isCounted} ${asTheyAre}`,
  )
  const row = rows[0] ?? {}
  const number = (key: string) => Number(row[key] ?? 0)
  return {
    count: number("count"),
    of: number("of"),
    reach: {
      email: number("r0"),
      line: number("r1"),
      sms: number("r2"),
      push: number("r3"),
      post: number("r4"),
      relay: number("r5"),
      none: number("none"),
    },
    sample: Array.isArray(row.sample) ? row.sample : [],
  }
}

/** Some of those whom a condition holds, in the order of their ids, after this one. */
export async function peopleOf(
  ctx: Context,
  plan: Plan,
  condition: Holds,
  among: Among,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const later = after === undefined ? "" : `and customer_id > ${idLiteral(after)}`
  const rows = await ctx.facts.rows<{ id: string }>(
    ctx.brandId,
    `select toString(customer_id) as id from ${joinedRows(plan, among, 0)}
     where ${isCounted} and ${holdsSql(condition)} ${later} order by customer_id limit ${limit} ${asTheyAre}`,
  )
  return rows.map((row) => row.id)
}

export type Wanted = { readonly key: string; readonly measure: "count" | "spent"; readonly days: DayRange }

/**
 * Averages over those who bought anything in the days asked for, by key; and "interval": half of those who bought on two
 * days or more have fewer days than this between purchases. "top-orders", "top-spent": what one buyer in ten has reached.
 */
export async function averagesOf(ctx: Context, wanted: readonly Wanted[], today: Day): Promise<Record<string, number>> {
  const columns = wanted.map(({ measure, days }, i) => {
    const inside = `arrayFilter((n, d) -> ${withinDays("d", days)}, order_net, order_day)`
    const value = measure === "count" ? `length(${inside})` : `arraySum(${inside})`
    return `sum(${value}) as s${i}, countIf(length(${inside}) > 0) as c${i}`
  })
  const past = `arrayFilter(d -> d <= ${dayLiteral(today)}, order_day)`
  const span = `dateDiff('day', arrayMin(${past}), arrayMax(${past}))`
  const rows = await ctx.facts.rows<Record<string, string | number>>(
    ctx.brandId,
    `select ${[...columns, `quantileExactIf(0.5)(${span} / (length(${past}) - 1), length(${past}) > 1 and ${span} > 0) as interval`, `countIf(length(${past}) > 1 and ${span} > 0) as intervals`, "quantileExact(0.9)(length(order_day)) as topOrders", "quantileExact(0.9)(arraySum(order_net)) as topSpent"].join(", ")}
     from segment_people final where brand_id = {brand:UUID} and counts = 1 and notEmpty(order_day) ${asTheyAre}`,
  )
  const row = rows[0] ?? {}
  const averages = wanted.map(({ key }, i): [string, number] => {
    const buyers = Number(row[`c${i}`] ?? 0)
    return [key, buyers === 0 ? 0 : Number(row[`s${i}`] ?? 0) / buyers]
  })
  const interval: [string, number][] = Number(row.intervals ?? 0) >= 5 ? [["interval", Number(row.interval)]] : []
  const top: [string, number][] = [
    ["top-orders", Number(row.topOrders ?? 0)],
    ["top-spent", Number(row.topSpent ?? 0)],
  ]
  return Object.fromEntries([...averages, ...interval, ...top])
}

/** How many people and rows of theirs everybody's questions are asked of, and the latest day on which anything happened. */
export async function countPeople(ctx: Context): Promise<{ people: number; rows: number; latest: Day }> {
  const rows = await ctx.facts.rows<{ people: string; rows: string; latest: string }>(
    ctx.brandId,
    `select (select count() from segment_people where brand_id = {brand:UUID} and counts = 1) as people,
       count() as rows, toString(max(last_day)) as latest from customer_history where brand_id = {brand:UUID}`,
  )
  const { people = "0", rows: read = "0", latest = "1970-01-01" } = rows[0] ?? {}
  return { people: Number(people), rows: Number(read), latest: day(latest) }
}

/** Everybody in stretches of about so many, in the order of their ids; the last one has no end. */
export async function stretchesOf(ctx: Context, people: number, each: number): Promise<Stretch[]> {
  const parts = Math.ceil(people / each)
  if (parts < 2) return [{}]
  const rows = await ctx.facts.rows<{ edges: string[] }>(
    ctx.brandId,
    `select arrayMap(i -> toString(ids[intDiv(length(ids) * i, ${parts}) + 1]), range(1, ${parts})) as edges
     from (select arraySort(groupArray(customer_id)) as ids from segment_people
       where brand_id = {brand:UUID} and cityHash64(customer_id) % 32 = 0)`,
  )
  const edges = rows[0]?.edges ?? []
  return [undefined, ...edges].map((from, i) => ({
    ...(from === undefined ? {} : { from }),
    ...(edges[i] === undefined ? {} : { until: edges[i] }),
  }))
}
