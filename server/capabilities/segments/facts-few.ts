import type { Context } from "#kernel/context"
import { addDays, day, type Day } from "#kernel/days"
import { bitsOf } from "./bits-rules.ts"
import { holds } from "./evaluate-rules.ts"
import type { Difference } from "./facts-answers.ts"
import { idsLiteral } from "./literal-rules.ts"
import type { Core, Deed, PersonFacts } from "./model-core.ts"
import { needsOf, type Needs } from "./needs-rules.ts"
import { type PeopleRow, personOf } from "./people-rules.ts"
import { owners, readNames } from "./question-rules.ts"

// To understand a long condition costs ClickHouse more than to find what is known of some hundred people. So of few the facts
// are fetched, by short statements that are always alike, and what they come to is decided here.

type Asking = Pick<Context, "facts" | "brandId">

/** `isCounted`: can be in segments. */
export type FewFacts = PersonFacts & { readonly isCounted: boolean }

/** People of whom everything is held here at once. */
const together = 1_000

const brand = "brand_id = {brand:UUID}"
/** A handful of rows is found sooner in one thread, and no code is worth being compiled for them. */
const asFew = "settings max_threads = 1, compile_expressions = 0, compile_aggregate_expressions = 0"

/** What these documents ask of each of these people, as ClickHouse has it; who has no row there is missing. */
export async function factsOfFew(
  ctx: Asking,
  ids: readonly string[],
  needs: Needs,
  hasMerged: boolean,
): Promise<Map<string, FewFacts>> {
  if (ids.length === 0) return new Map()
  const merged = hasMerged ? await ownersOf(ctx, ids) : new Map<string, string>()
  const wanted = new Set(ids)
  const theirs = [...merged].flatMap(([id, owner]) => (wanted.has(owner) ? [id] : []))
  const own = [...ids.filter((id) => !merged.has(id)), ...theirs]
  const [people, days, deeds] = await Promise.all([
    peopleRows(ctx, ids, needs),
    daysOf(ctx, own, needs),
    deedsOf(ctx, own, needs),
  ])
  const [byDay, single] = [byOwner(days, merged), byOwner(deeds, merged)]
  return new Map(
    [...people].map(([id, row]) => {
      const person = personOf(row)
      return [id, { person, deeds: single.get(id) ?? [], days: byDay.get(id) ?? [], isCounted: row.counts === 1 }]
    }),
  )
}

/** Of these ids and those that were merged into them: whose they are now, of each that is somebody else's. */
async function ownersOf(ctx: Asking, ids: readonly string[]): Promise<Map<string, string>> {
  const asked = idsLiteral(ids)
  const rows = await ctx.facts.rows<{ id: string; owner: string }>(
    ctx.brandId,
    `select toString(customer_id) as id, toString(owner_id) as owner from (${owners})
     where owner_id in (${asked}) or customer_id in (${asked}) ${asFew}`,
  )
  return new Map(rows.map(({ id, owner }) => [id, owner]))
}

/** The newest row of each. Without `final`, which takes longer to see which parts it has to merge. */
async function peopleRows(ctx: Asking, ids: readonly string[], { people }: Needs): Promise<Map<string, PeopleRow>> {
  const columns = ["customer_id", "version", "counts", ...people].join(", ")
  const rows = await ctx.facts.rows<PeopleRow & { readonly version: string }>(
    ctx.brandId,
    `select ${columns} from segment_people where ${brand} and customer_id in (${idsLiteral(ids)}) ${asFew}`,
  )
  const newest = new Map<string, PeopleRow & { readonly version: string }>()
  for (const row of rows) {
    const known = newest.get(row.customer_id)
    if (!known || BigInt(row.version) > BigInt(known.version)) newest.set(row.customer_id, row)
  }
  return newest
}

type HistoryRow = {
  readonly customer_id: string
  readonly name: string
  readonly days: readonly number[]
  readonly counts?: readonly number[]
  readonly sums?: readonly string[]
  readonly lasts?: readonly number[]
  readonly begun?: number
}

type Owned = readonly [customerId: string, deed: Deed]

/**
 * Each day on which they did something, as one deed that stands for all of that day: at its last second. When it was done
 * for the first time is a deed that counts for nothing.
 */
async function daysOf(ctx: Asking, ids: readonly string[], { days: needs }: Needs): Promise<Owned[]> {
  if (ids.length === 0 || needs.names.size === 0) return []
  const columns = [
    "customer_id, name, cast(days, 'Array(UInt16)') as days",
    ...(needs.counts ? ["counts"] : []),
    ...(needs.sums ? ["sums"] : []),
    ...(needs.seconds ? ["cast(lasts, 'Array(UInt32)') as lasts, toUInt32(first_at) as begun"] : []),
  ]
  const names = readNames(new Map([...needs.names].map((name) => [name, undefined])), "last_day")
  const rows = await ctx.facts.rows<HistoryRow>(
    ctx.brandId,
    `select ${columns.join(", ")} from customer_history
     where ${brand} and ${names} and customer_id in (${idsLiteral(ids)}) ${asFew}`,
  )
  return rows.flatMap((row) => daysOfRow(row).map((deed): Owned => [row.customer_id, deed]))
}

function daysOfRow({ name, days, counts, sums, lasts, begun }: HistoryRow): Deed[] {
  const deeds = days.map((on, i) =>
    dayOfDeeds(name, dayNumbered(on), lasts?.[i] ?? 0, counts?.[i] ?? 1, Number(sums?.[i] ?? 0)),
  )
  if (begun !== undefined && days.length > 0) deeds.push(dayOfDeeds(name, dayNumbered(Math.min(...days)), begun, 0, 0))
  return deeds
}

/** Written out, since tens of thousands of them are made a second. */
const dayOfDeeds = (name: string, on: Day, at: number, times: number, value: number): Deed => ({
  name,
  day: on,
  at,
  value,
  product: "",
  channel: "",
  store: "",
  source: "",
  order: "",
  message: "",
  properties: none,
  times,
})
const none = {}

const numbered = new Map<number, Day>()
/** The day so many days after 1970 began. */
function dayNumbered(days: number): Day {
  const known = numbered.get(days) ?? addDays(day("1970-01-01"), days)
  numbered.set(days, known)
  return known
}

type EventRow = Omit<Deed, "properties" | "value"> & {
  readonly id: string
  readonly value: string
  readonly properties: string
}

/** Single events, where the days can't tell. */
async function deedsOf(ctx: Asking, ids: readonly string[], { events }: Needs): Promise<Owned[]> {
  if (ids.length === 0 || events.size === 0) return []
  const rows = await ctx.facts.rows<EventRow>(
    ctx.brandId,
    `select customer_id as id, name, toString(day) as day, toUnixTimestamp(occurred_at) as at, value, product_id as product,
       channel, store_id as store, source, order_id as order, message_id as message, properties
     from (select * from events where ${brand} and ${readNames(events, "day")} and customer_id in (${idsLiteral(ids)})) ${asFew}`,
  )
  return rows.map(({ id, value, properties, ...row }) => [
    id,
    // safe: what the projection wrote there is an object
    { ...row, value: Number(value), properties: JSON.parse(properties || "{}") as Record<string, unknown> },
  ])
}

function byOwner(owned: readonly Owned[], owners: ReadonlyMap<string, string>): Map<string, Deed[]> {
  const found = new Map<string, Deed[]>()
  for (const [id, deed] of owned) {
    const whose = owners.get(id) ?? id
    const deeds = found.get(whose)
    if (deeds) deeds.push(deed)
    else found.set(whose, [deed])
  }
  return found
}

/** `differences` of a few people, told by what is known of each. `documents` by the segments' numbers. */
export async function differencesOfFew(
  ctx: Context,
  documents: ReadonlyMap<number, Core>,
  held: number,
  among: { readonly ids: readonly string[]; readonly hasMerged: boolean },
  keep: readonly bigint[],
): Promise<Difference[]> {
  const needs = needsOf(documents.values())
  const found: Difference[] = []
  for (let from = 0; from < among.ids.length; from += together) {
    const ids = among.ids.slice(from, from + together)
    const [facts, standing] = await Promise.all([
      factsOfFew(ctx, ids, needs, among.hasMerged),
      standingOf(ctx, ids, held),
    ])
    for (const customerId of new Set([...facts.keys(), ...standing.keys()])) {
      const her = facts.get(customerId)
      const before = Array.from({ length: held }, (_, i) => standing.get(customerId)?.[i] ?? 0n)
      const isThere = her?.isCounted ?? false
      const belongs = her && isThere ? [...documents].flatMap(([at, core]) => (holds(core, her) ? [at] : [])) : []
      const now = bitsOf(belongs, held)
      const after = before.map((word, i) => (isThere ? (word & (keep[i] ?? 0n)) | (now[i] ?? 0n) : 0n))
      if (after.some((word, i) => word !== before[i])) found.push({ customerId, isThere, before, after })
    }
  }
  return found
}

/** What they are known to belong to, as numbers whose bits are segments. */
async function standingOf(ctx: Asking, ids: readonly string[], held: number): Promise<Map<string, bigint[]>> {
  const words = Array.from({ length: held }, (_, i) => `argMax(words[${i + 1}], version) as w${i}`)
  const rows = await ctx.facts.rows<Record<string, string>>(
    ctx.brandId,
    `select toString(customer_id) as id, ${words.join(", ")} from segment_standing
     where ${brand} and customer_id in (${idsLiteral(ids)}) group by customer_id ${asFew}`,
  )
  return new Map(
    rows.map((row) => [row.id ?? "", Array.from({ length: held }, (_, i) => BigInt(row[`w${i}`] ?? 0))] as const),
  )
}
