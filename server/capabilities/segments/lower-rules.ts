import { addYears, type Day, isLeapYear, partsOf, addDays, birthdayIn } from "#kernel/days"
import type { Condition, Leaf } from "./model.ts"
import type { Core, Filter, Scope, TextPlace, Which } from "./model-core.ts"
import type { EventFilter, NumberRange, OrderScope, ValueTest } from "./model-tests.ts"
import type { DayWindow } from "./model-windows.ts"
import { humanSignals } from "./signals-rules.ts"
import { daysOf } from "./windows-rules.ts"

/** Everything a document's meaning depends on beside the person: the day, the clock, the brand's averages, other segments. */
export type Setting = {
  readonly today: Day
  /** Seconds since 1970. */
  readonly now: number
  /** Averages of the brand's buyers by `averageKey`, and "interval": the usual days between two purchases. */
  readonly averages: Readonly<Record<string, number>>
  /** Live documents by segment. A segment that isn't there holds nobody. */
  readonly segments: ReadonlyMap<string, Condition>
  /** Ids of the products of each category. */
  readonly categories: ReadonlyMap<string, readonly string[]>
}

export const averageKey = (measure: "count" | "spent", window: DayWindow): string =>
  `${measure} ${JSON.stringify(window)}`

/** Days between two purchases where a brand has too few to tell. */
export const usualIntervalDays = 60

const never: Core = { op: "const", value: false }
const and = (...of: readonly Core[]): Core => (of.length === 1 && of[0] ? of[0] : { op: "and", of })
const or = (...of: readonly Core[]): Core => (of.length === 1 && of[0] ? of[0] : { op: "or", of })
const not = (of: Core): Core => ({ op: "not", of })

/** What a condition comes to in this setting. A segment that holds itself, by whatever way, holds nobody there. */
export function lower(condition: Condition, setting: Setting, inside: readonly string[] = []): Core {
  switch (condition.kind) {
    case "all":
      return { op: "and", of: condition.of.map((c) => lower(c, setting, inside)) }
    case "any":
      return { op: "or", of: condition.of.map((c) => lower(c, setting, inside)) }
    case "not":
      return not(lower(condition.of, setting, inside))
    case "segment": {
      const other = inside.includes(condition.segmentId) ? undefined : setting.segments.get(condition.segmentId)
      return other ? lower(other, setting, [...inside, condition.segmentId]) : never
    }
    default:
      return lowerLeaf(condition, setting)
  }
}

type Simple = Exclude<Leaf, { kind: "segment" }>

function lowerLeaf(leaf: Simple, setting: Setting): Core {
  const { today } = setting
  switch (leaf.kind) {
    case "attribute":
      return attribute(leaf.field, leaf.test, today)
    case "property":
      return valueTest({ key: `property:${leaf.key}` }, leaf.test, today)
    case "field":
      return valueTest({ key: `field:${leaf.field}` }, leaf.test, today)
    case "consent":
      return consent(leaf)
    case "reachable":
      return { op: "list", at: { column: "reach" }, any: [leaf.channel] }
    case "bucket":
      return { op: "bucket", salt: leaf.salt, from: leaf.from, to: leaf.to }
    case "orders":
    case "orders-against-average":
    case "order-time":
    case "own-interval":
      return orders(leaf, setting)
    default:
      return events(leaf, setting)
  }
}

type OrderLeaf = Extract<Leaf, { kind: "orders" | "orders-against-average" | "order-time" | "own-interval" }>

function orders(leaf: OrderLeaf, setting: Setting): Core {
  const { today, averages } = setting
  switch (leaf.kind) {
    case "orders": {
      const { measure, range } = leaf
      return { op: "orders", measure, scope: scopeOf(leaf.scope, setting), days: daysOf(leaf.window, today), range }
    }
    case "orders-against-average": {
      const { measure, window, is, percent } = leaf
      const threshold = ((averages[averageKey(measure, window)] ?? 0) * percent) / 100
      const range = is === "above" ? { atLeast: Math.floor(threshold) + 1 } : { atMost: Math.ceil(threshold) - 1 }
      return { op: "orders", measure, scope: {}, days: daysOf(window, today), range }
    }
    case "order-time":
      return {
        op: "orderDay",
        which: leaf.which,
        scope: scopeOf(leaf.scope, setting),
        days: daysOf(leaf.window, today),
        today,
      }
    case "own-interval":
      return {
        op: "interval",
        factorPercent: leaf.factorPercent,
        fallbackDays: leaf.fallbackDays ?? Math.round(averages.interval ?? usualIntervalDays),
        scope: scopeOf(leaf.scope, setting),
        today,
      }
  }
}

type EventLeaf = Exclude<
  Simple,
  OrderLeaf | { kind: "attribute" | "property" | "field" | "consent" | "reachable" | "bucket" }
>

function events(leaf: EventLeaf, setting: Setting): Core {
  const { today } = setting
  const seen = (names: readonly string[], window: DayWindow, range: NumberRange, filters: readonly Filter[] = []) =>
    ({ op: "events", of: { names, filters }, when: { days: daysOf(window, today) }, measure: "count", range }) as const
  switch (leaf.kind) {
    case "event":
      return {
        op: "events",
        of: which(leaf),
        when: when(leaf.window, setting),
        measure: leaf.sumOf === undefined ? leaf.measure : { sumOf: leaf.sumOf.split(".") },
        range: leaf.range,
      }
    case "event-time":
      return { op: "eventDay", which: leaf.which, of: which(leaf), days: daysOf(leaf.window, today), today }
    case "sequence":
      return {
        op: "sequence",
        steps: leaf.steps.map(which),
        withinSeconds: leaf.withinHours * 3_600,
        days: daysOf(leaf.window, today),
      }
    case "engagement": {
      const { names, isOfChannel } = humanSignals(leaf.signal, leaf.channel)
      if (names.length === 0) return "atLeast" in leaf.range && (leaf.range.atLeast ?? 0) > 0 ? never : not(never)
      return seen(names, leaf.window, leaf.range, isOfChannel ? [] : [is("channel", [leaf.channel])])
    }
    case "unanswered-messages":
      return {
        op: "events",
        of: { names: ["Message Sent"], filters: [] },
        when: {
          since: [...humanSignals("engaged", "any").names, "Order Placed"],
          which: "last",
          grain: "day",
          orEver: true,
          to: today,
        },
        measure: "count",
        range: leaf.range,
      }
    case "web-visits":
      return seen(webVisits, leaf.window, leaf.range)
    case "cart-left":
      return cartLeft(leaf, setting)
    case "store-visit": {
      const { stores, range } = leaf
      const visits = seen(["Store Visited"], leaf.window, range, stores ? [is("store", stores)] : [])
      const scope: Scope = { channels: ["store"], ...(stores ? { stores } : {}) }
      const bought: Core = { op: "orders", measure: "count", scope, days: daysOf(leaf.window, today), range }
      // Seen so often by either; so seldom by both.
      return (range.atLeast ?? 0) > 0 ? or(visits, bought) : and(visits, bought)
    }
  }
}

export const webVisits = ["Page Viewed", "Screen Viewed", "Product Viewed", "Product List Viewed"] as const

/** Into the cart within the window, and no order after it; of certain products: not bought in any order since the window began. */
function cartLeft({ window, products }: Extract<Leaf, { kind: "cart-left" }>, setting: Setting): Core {
  const { today } = setting
  const of: Which = { names: ["Product Added"], filters: products ? [is("product", products)] : [] }
  const once = { measure: "count", range: { atLeast: 1 } } as const
  const added: Core = { op: "events", of, when: when(window, setting), ...once }
  const purchases = ["Order Placed", "Order Completed"]
  const since = { since: purchases, which: "last", grain: "second", orEver: true, to: today } as const
  if (!products) return and(added, { op: "events", of, when: since, ...once })
  const days = window.kind === "hours" || window.kind === "since" ? { to: today } : daysOf(window, today)
  return and(added, not({ op: "orders", measure: "count", scope: { products }, days, range: { atLeast: 1 } }))
}

function when(window: Extract<Leaf, { kind: "event" }>["window"], { today, now }: Setting) {
  if (window.kind === "hours") return { after: now - window.hours * 3_600, to: today }
  if (window.kind !== "since") return { days: daysOf(window, today) }
  return { since: window.names, which: window.which, grain: "second", orEver: window.orEver, to: today } as const
}

/** Names and filters as they are asked of one deed. */
export const which = ({ names, filters }: { names: readonly string[]; filters: readonly EventFilter[] }): Which => ({
  names,
  filters: filters.map(filterOf),
})

const is = (column: "product" | "channel" | "store", values: readonly string[]): Filter => ({
  field: { column },
  test: { is: values },
})

function filterOf({ field, test }: EventFilter): Filter {
  const place = field.startsWith("properties.")
    ? { path: field.split(".").slice(1) }
    : // safe: EventFilter lets only these columns through
      { column: field as "product" }
  if ("atLeast" in test || "atMost" in test) return { field: place, test: { range: test } }
  return { field: place, test: test as Exclude<Filter["test"], { range: NumberRange }> } // safe: ranges were taken out
}

function scopeOf(scope: OrderScope | undefined, { categories }: Setting): Scope {
  if (!scope) return {}
  const ofCategories = scope.categories?.flatMap((category) => categories.get(category) ?? [])
  const products = scope.products || ofCategories ? [...(scope.products ?? []), ...(ofCategories ?? [])] : undefined
  return {
    ...(products ? { products } : {}),
    ...(scope.channels ? { channels: scope.channels } : {}),
    ...(scope.stores ? { stores: scope.stores } : {}),
  }
}

function consent({ channel, purpose, states }: Extract<Leaf, { kind: "consent" }>): Core {
  const said = (state: string) => `${channel}/${purpose}/${state}`
  const any = states.filter((state) => state !== "none").map(said)
  const holds: Core[] = any.length > 0 ? [{ op: "list", at: { column: "consents" }, any }] : []
  const spoken = ["given", "withdrawn", "pending", "imported_unverified"].map(said)
  if (states.includes("none")) holds.push(not({ op: "list", at: { column: "consents" }, any: spoken }))
  return or(...holds)
}

function attribute(field: Extract<Leaf, { kind: "attribute" }>["field"], test: ValueTest, today: Day): Core {
  if (field === "age") return age(test, today)
  if (field === "birthday") return "withinDays" in test ? birthdays(test.withinDays, today) : knownOr(test, "birthday")
  if (field === "birthMonth") {
    const { atLeast = 1, atMost = 12 } = "atLeast" in test || "atMost" in test ? test : { atLeast: 13 }
    const wanted = months.filter((month) => month >= atLeast && month <= atMost)
    const named = "is" in test ? months.filter((month) => test.is.includes(String(month))) : wanted
    return or(...named.map((m): Core => ({ op: "begins", at: { column: "birthday" }, text: `${two(m)}-` })))
  }
  return valueTest({ column: field }, test, today)
}

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const two = (n: number) => String(n).padStart(2, "0")
const knownOr = (test: ValueTest, column: "birthday" | "bornOn"): Core => {
  const known: Core = { op: "known", at: { column } }
  return "known" in test ? (test.known ? known : not(known)) : never
}

function age(test: ValueTest, today: Day): Core {
  if (!("atLeast" in test || "atMost" in test)) return knownOr(test, "bornOn")
  const from = test.atMost === undefined ? undefined : addDays(lastBirth(Math.floor(test.atMost) + 1, today), 1)
  const to = test.atLeast === undefined ? undefined : lastBirth(Math.ceil(test.atLeast), today)
  return {
    op: "between",
    at: { column: "bornOn" },
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

/** The last day of birth that makes somebody this old today. Who was born on 29 February is a year older on the 28th. */
function lastBirth(years: number, today: Day): Day {
  const born = addYears(today, -years)
  return born.endsWith("-02-28") && isLeapYear(partsOf(born).year) && !isLeapYear(partsOf(today).year)
    ? addDays(born, 1)
    : born
}

function birthdays(within: number, today: Day): Core {
  const days = new Set<string>()
  for (let n = 0; n <= within; n++) {
    const at = addDays(today, n)
    days.add(at.slice(5))
    if (birthdayIn(partsOf(at).year, "02-29") === at) days.add("02-29")
  }
  return { op: "text", at: { column: "birthday" }, is: [...days] }
}

function valueTest(at: TextPlace, test: ValueTest, today: Day): Core {
  if ("is" in test) return { op: "text", at, is: test.is }
  if ("isNot" in test) return not({ op: "text", at, is: test.isNot })
  if ("contains" in test) return { op: "contains", at, text: test.contains }
  if ("beginsWith" in test) return { op: "begins", at, text: test.beginsWith }
  if ("isTrue" in test) return { op: "text", at, is: [String(test.isTrue)] }
  if ("during" in test) {
    const { from, to, months: wanted } = daysOf(test.during, today)
    const between: Core = { op: "between", at, to, ...(from === undefined ? {} : { from }) }
    const inMonths = wanted?.map((m): Core => ({ op: "contains", at, text: `-${two(m)}-` }))
    return inMonths ? and(between, or(...inMonths)) : between
  }
  if ("known" in test) return test.known ? { op: "known", at } : not({ op: "known", at })
  if ("withinDays" in test || "column" in at) return never
  if ("any" in test) return { op: "list", at, any: test.any }
  if ("none" in test) return not({ op: "list", at, any: test.none })
  if ("all" in test) return and(...test.all.map((value): Core => ({ op: "list", at, any: [value] })))
  return { op: "number", key: at.key, range: { ...test } }
}
