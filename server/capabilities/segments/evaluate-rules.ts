import { createHash } from "node:crypto"
import { daysBetween, type Day } from "#kernel/days"
import type {
  Core,
  Deed,
  EventAtom,
  Filter,
  ListPlace,
  OrderAtom,
  OrderRow,
  Person,
  PersonAtom,
  PersonFacts,
  Scope,
  TextPlace,
  When,
  Which,
} from "./model-core.ts"
import type { NumberRange } from "./model-tests.ts"
import { isWithin } from "./windows-rules.ts"

/** Whether a document holds of one person: the same answer that ClickHouse gives for everybody. */
export function holds(core: Core, facts: PersonFacts): boolean {
  switch (core.op) {
    case "and":
      return core.of.every((inner) => holds(inner, facts))
    case "or":
      return core.of.some((inner) => holds(inner, facts))
    case "not":
      return !holds(core.of, facts)
    case "const":
      return core.value
    case "orders":
    case "orderDay":
    case "interval":
      return ordersHold(core, facts.person)
    case "events":
    case "eventDay":
    case "sequence":
      return eventsHold(core, facts.deeds)
    default:
      return personHolds(core, facts.person)
  }
}

export const isIn = (value: number, { atLeast, atMost }: NumberRange): boolean =>
  (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost)

/** A text of hers; "" when it isn't known. */
export const textOf = (person: Person, at: TextPlace): string =>
  "column" in at ? person.columns[at.column] : own(person.texts, at.key, "")

export const listOf = (person: Person, at: ListPlace): readonly string[] =>
  "column" in at ? person[at.column] : own<readonly string[]>(person.lists, at.key, [])

const own = <T>(record: Readonly<Record<string, T>>, key: string, fallback: T): T =>
  Object.hasOwn(record, key) ? (record[key] ?? fallback) : fallback

export function personHolds(atom: PersonAtom, person: Person): boolean {
  switch (atom.op) {
    case "text":
      return atom.is.includes(textOf(person, atom.at))
    case "contains":
      return textOf(person, atom.at).includes(atom.text)
    case "begins":
      return textOf(person, atom.at).startsWith(atom.text)
    case "between": {
      const text = textOf(person, atom.at)
      return text !== "" && (atom.from === undefined || text >= atom.from) && (atom.to === undefined || text <= atom.to)
    }
    case "number": {
      const value = own<number | undefined>(person.numbers, atom.key, undefined)
      return value !== undefined && isIn(value, atom.range)
    }
    case "list":
      return listOf(person, atom.at).some((value) => atom.any.includes(value))
    case "known":
      return (
        textOf(person, atom.at) !== "" ||
        ("key" in atom.at && (Object.hasOwn(person.numbers, atom.at.key) || listOf(person, atom.at).length > 0))
      )
    case "bucket": {
      const bucket = bucketOf(atom.salt, person.customerId)
      return bucket >= atom.from && bucket < atom.to
    }
  }
}

/** 0-9999, the same for the same salt and person wherever it is asked: the first half of an MD5. */
export const bucketOf = (salt: string, customerId: string): number =>
  Number(createHash("md5").update(`${salt}:${customerId}`).digest().readBigUInt64BE(0) % 10_000n)

export const isInScope = (order: OrderRow, { products, channels, stores }: Scope): boolean =>
  (channels === undefined || channels.includes(order.channel)) &&
  (stores === undefined || stores.includes(order.store)) &&
  (products === undefined || order.products.some((product) => products.includes(product)))

const netIn = (order: OrderRow, { products }: Scope): number =>
  products === undefined
    ? order.net
    : order.products.reduce(
        (sum, product, i) => sum + (products.includes(product) ? (order.productNets[i] ?? 0) : 0),
        0,
      )

/** How many orders of this scope stand, and what they came to. */
export function ordersIn(person: Person, atom: Extract<OrderAtom, { op: "orders" }>): { count: number; spent: number } {
  const found = person.orders.filter((order) => isWithin(order.day, atom.days) && isInScope(order, atom.scope))
  return { count: found.length, spent: found.reduce((sum, order) => sum + netIn(order, atom.scope), 0) }
}

/** The days of her orders in this scope until today, sorted. */
export const orderDays = (person: Person, scope: Scope, today: Day): Day[] =>
  person.orders
    .filter((order) => order.day <= today && isInScope(order, scope))
    .map((order) => order.day)
    .sort()

function ordersHold(atom: OrderAtom, person: Person): boolean {
  if (atom.op === "orders") {
    const { count, spent } = ordersIn(person, atom)
    if (atom.measure !== "average") return isIn(atom.measure === "count" ? count : spent, atom.range)
    const { atLeast, atMost } = atom.range
    return (
      count > 0 &&
      (atLeast === undefined || spent >= atLeast * count) &&
      (atMost === undefined || spent <= atMost * count)
    )
  }
  const days = orderDays(person, atom.scope, atom.today)
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return false
  if (atom.op === "orderDay") return isWithin(atom.which === "first" ? first : last, atom.days)
  const span = daysBetween(first, last)
  const since = daysBetween(last, atom.today) * 100
  return span === 0
    ? since > atom.factorPercent * atom.fallbackDays
    : since * (days.length - 1) > atom.factorPercent * span
}

export const isOf = (which: Which, deed: Deed): boolean =>
  which.names.includes(deed.name) && which.filters.every((filter) => passes(filter, deed))

function passes({ field, test }: Filter, deed: Deed): boolean {
  const value = "path" in field ? propertyAt(deed.properties, field.path) : deed[field.column]
  if ("is" in test) return typeof value === "string" && test.is.includes(value)
  if ("isNot" in test) return !(typeof value === "string" && test.isNot.includes(value))
  if ("contains" in test) return typeof value === "string" && value.includes(test.contains)
  if ("range" in test) return typeof value === "number" && isIn(value, test.range)
  return value === test.isTrue
}

function propertyAt(properties: Readonly<Record<string, unknown>>, path: readonly string[]): unknown {
  let at: unknown = properties
  for (const key of path) {
    if (typeof at !== "object" || at === null || Array.isArray(at) || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<string, unknown>)[key] // safe: an object that has this key
  }
  return at
}

/** The deeds that an atom counts; undefined when what it counts from never happened. */
export function deedsIn(deeds: readonly Deed[], of: Which, when: When): readonly Deed[] | undefined {
  const found = deeds.filter((deed) => isOf(of, deed))
  if ("days" in when) return found.filter((deed) => isWithin(deed.day, when.days))
  const past = found.filter((deed) => deed.day <= when.to)
  if ("after" in when) return past.filter((deed) => deed.at > when.after)
  const anchors = deeds.filter((deed) => when.since.includes(deed.name) && deed.day <= when.to)
  if (anchors.length === 0) return when.orEver ? past : undefined
  if (when.grain === "second") {
    const at = anchors.map((a) => a.at).reduce((a, b) => (when.which === "last" ? Math.max(a, b) : Math.min(a, b)))
    return past.filter((deed) => deed.at > at)
  }
  const day = anchors.map((a) => a.day).reduce((a, b) => (when.which === "last" ? (a > b ? a : b) : a < b ? a : b))
  return past.filter((deed) => deed.day > day)
}

/** Sums of a property are kept in thousandths, so that no order of adding matters. */
export function measured(deeds: readonly Deed[], measure: Extract<EventAtom, { op: "events" }>["measure"]): number {
  if (measure === "count") return deeds.length
  if (measure === "days") return new Set(deeds.map((deed) => deed.day)).size
  if (measure === "value") return deeds.reduce((sum, deed) => sum + deed.value, 0)
  return deeds.reduce((sum, deed) => {
    const value = propertyAt(deed.properties, measure.sumOf)
    return typeof value === "number" && Math.abs(value) < 1e12 ? sum + Math.floor(value * 1_000) : sum
  }, 0)
}

/** A range as `measured` counts it. */
export const inUnitsOf = (
  { atLeast, atMost }: NumberRange,
  measure: Extract<EventAtom, { op: "events" }>["measure"],
): NumberRange =>
  typeof measure === "string"
    ? { atLeast, atMost }
    : {
        atLeast: atLeast === undefined ? undefined : Math.ceil(atLeast * 1_000),
        atMost: atMost === undefined ? undefined : Math.floor(atMost * 1_000),
      }

function eventsHold(atom: EventAtom, deeds: readonly Deed[]): boolean {
  if (atom.op === "events") {
    const found = deedsIn(deeds, atom.of, atom.when)
    return found !== undefined && isIn(measured(found, atom.measure), inUnitsOf(atom.range, atom.measure))
  }
  if (atom.op === "eventDay") {
    const days = deeds.filter((deed) => deed.day <= atom.today && isOf(atom.of, deed)).map((deed) => deed.day)
    days.sort()
    const day = atom.which === "first" ? days[0] : days.at(-1)
    return day !== undefined && isWithin(day, atom.days)
  }
  const steps = atom.steps.map((step) =>
    deeds.filter((deed) => isWithin(deed.day, atom.days) && isOf(step, deed)).map((deed) => deed.at),
  )
  return (steps[0] ?? []).some((at) => goesOn(steps.slice(1), at, at + atom.withinSeconds))
}

/** Whether each further step comes after the one before it and none later than `until`. The earliest that fits is the best. */
function goesOn(steps: readonly (readonly number[])[], after: number, until: number): boolean {
  const [next, ...rest] = steps
  if (!next) return true
  const fitting = next.filter((at) => at > after && at <= until)
  return (
    fitting.length > 0 &&
    goesOn(
      rest,
      fitting.reduce((a, b) => Math.min(a, b)),
      until,
    )
  )
}
