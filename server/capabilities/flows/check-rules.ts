import { type Condition, type Core, holds, isOf, lower, type Person, type Setting, whichOf } from "#segments"
import type { Day } from "#kernel/days"
import { day, isDay, nextBirthday } from "#kernel/days"
import type { FlowDeed, Happened, Known, Run, RunFacts } from "./model-run.ts"
import type { Check, EventMatch } from "./model-steps.ts"
import type { DateSource } from "./model-times.ts"
import { type Clock, dayAt } from "./times-rules.ts"

/** What decisions of one moment share: the clock, what conditions mean today, what can be bought. */
export type Ground = {
  readonly clock: Clock
  readonly setting: Setting
  /** What conditions come to, filled as they are asked. */
  readonly cores: Map<Condition, Core>
  /** By the shop's id of the product; who is missing isn't counted, and can be bought. */
  readonly inStock: ReadonlyMap<string, boolean>
  /** Everything is decided and letters are kept back until somebody lets them go. */
  readonly isShadow: boolean
}

/** What a condition comes to on this ground. */
export function coreOf(ground: Ground, who: Condition): Core {
  const known = ground.cores.get(who)
  if (known) return known
  const core = lower(who, ground.setting)
  ground.cores.set(who, core)
  return core
}

/** Whether a condition holds of her; of somebody who is not known any more nothing does. */
export const personIs = (ground: Ground, who: Condition, { person, deeds }: Known): boolean =>
  person !== null && holds(coreOf(ground, who), { person, deeds })

// What matches and filters come to is reckoned once for each document, not once for each person.
const whiches = new WeakMap<object, ReturnType<typeof whichOf>>()
function whichFor(key: object, make: () => Parameters<typeof whichOf>[0]) {
  const known = whiches.get(key)
  if (known) return known
  const made = whichOf(make())
  whiches.set(key, made)
  return made
}

export const isMatch = (match: EventMatch, deed: FlowDeed): boolean =>
  isOf(
    whichFor(match, () => match),
    deed,
  )

/** Whether an event is as these filters say, whatever its name. */
const passes = (filters: EventMatch["filters"], deed: FlowDeed): boolean => {
  const which = whichFor(filters, () => ({ names: [], filters }))
  return isOf({ names: [deed.name], filters: which.filters }, deed)
}

/** The first thing of this kind that she did after `after`, up to and including `until`. In milliseconds since 1970. */
export const firstMatch = (
  match: EventMatch,
  deeds: readonly FlowDeed[],
  after: number,
  until: number,
): FlowDeed | undefined => deeds.find((deed) => deed.ms > after && deed.ms <= until && isMatch(match, deed))

/** A kept event as a deed again, so that filters mean the same of it. */
export const deedOf = (happened: Happened, zone: string): FlowDeed => {
  const at = new Date(happened.occurredAt)
  return {
    name: happened.name,
    day: dayAt(zone, at),
    at: Math.floor(at.getTime() / 1_000),
    ms: at.getTime(),
    value: happened.value ?? 0,
    product: happened.productId ?? "",
    channel: happened.channel ?? "",
    store: happened.storeId ?? "",
    source: happened.source,
    order: happened.orderId ?? "",
    message: "",
    properties: happened.properties,
    happened,
  }
}

/** The event that checks and texts are about: what a wait has met last, else what set the flow off. */
export const eventOf = (facts: RunFacts): Happened | undefined => facts.met ?? facts.event

/** The product that it is about: the event's own, or the first of its list. */
export function productOf(facts: RunFacts): string | undefined {
  const event = eventOf(facts)
  if (!event || event.productId) return event?.productId
  const { products } = event.properties
  const first: unknown = Array.isArray(products) ? products[0] : undefined
  const id = at(first, ["product_id"]) ?? at(first, ["productId"])
  return typeof id === "string" || typeof id === "number" ? String(id) : undefined
}

/** What stands under a path such as `event.properties.note` or `customer.properties.size`; undefined when nothing is known. */
export function valueAt(path: string, run: Pick<Run, "facts">, person: Person | null): unknown {
  const [first = "", ...rest] = path.split(".")
  if (first !== "customer") return known(at(run.facts, [first, ...rest]))
  if (!person) return undefined
  const [key = "", of = ""] = rest
  if (key === "properties")
    return known(person.texts[`property:${of}`] ?? person.numbers[`property:${of}`] ?? person.lists[`property:${of}`])
  return known((person.columns as Readonly<Record<string, string>>)[key]) // safe: read by any key, missing ones are undefined
}

const known = (value: unknown): unknown =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0) ? undefined : value

function at(value: unknown, path: readonly string[]): unknown {
  let here = value
  for (const key of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<string, unknown>)[key] // safe: an object that has this key
  }
  return here
}

/** Which of these paths nothing is known of. */
export const missingOf = (paths: readonly string[], run: Run, person: Person | null): string[] =>
  paths.filter((path) => valueAt(path, run, person) === undefined)

/** The answer of a check, with the values it was given by. */
export function checked(
  check: Check,
  run: Run,
  known: Known,
  ground: Ground,
): { readonly holds: boolean; readonly seen: unknown } {
  switch (check.kind) {
    case "person": {
      const holds = personIs(ground, check.who, known)
      return { holds, seen: known.person === null ? "unknown-person" : holds }
    }
    case "event": {
      const event = eventOf(run.facts)
      if (!event) return { holds: false, seen: null }
      const deed = deedOf(event, ground.clock.zone)
      const holds = passes(check.filters, deed)
      return { holds, seen: Object.fromEntries(check.filters.map(({ field }) => [field, fieldOf(deed, field)])) }
    }
    case "reachable": {
      const reach = known.person?.reach ?? []
      return { holds: check.channels.some((channel) => reach.includes(channel)), seen: reach }
    }
    case "known": {
      const holds = valueAt(check.path, run, known.person) !== undefined
      return { holds, seen: holds }
    }
    case "in-stock": {
      const product = productOf(run.facts)
      const holds = product === undefined || (ground.inStock.get(product) ?? true)
      return { holds, seen: product ?? null }
    }
  }
}

const fieldOf = (deed: FlowDeed, field: string): unknown =>
  field.startsWith("properties.")
    ? (at(deed.properties, field.split(".").slice(1)) ?? null)
    : (deed as unknown as Record<string, unknown>)[field] // safe: read by name, for the log only

/** A date of hers as a day, on or after `notBefore` for what comes again each year; null when there is none. */
export function dateOf(source: DateSource, run: Pick<Run, "facts">, person: Person | null, notBefore: Day): Day | null {
  switch (source.kind) {
    case "birthday": {
      const born = person?.columns.bornOn ?? ""
      return isDay(born) ? nextBirthday(born, notBefore) : null
    }
    case "property":
      return asDay(person?.texts[`property:${source.key}`])
    case "fact":
      return asDay(valueAt(source.path, run, person))
    case "moment": {
      if (source.of === "firstSeen") return asDay(person?.columns.firstSeen)
      const days = (person?.orders ?? []).map((order) => order.day).sort()
      return (source.of === "firstOrder" ? days[0] : days.at(-1)) ?? null
    }
    case "day":
      return asDay(source.day)
  }
}

const asDay = (value: unknown): Day | null => {
  const text = typeof value === "string" ? value.slice(0, 10) : ""
  return isDay(text) ? day(text) : null
}
