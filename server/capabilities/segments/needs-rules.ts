import { addDays, type Day } from "#kernel/days"
import { dayIn } from "#kernel/zones"
import { isToldByDays } from "./by-days-rules.ts"
import type { Core, EventAtom, ListPlace, OrderAtom, TextPlace } from "./model-core.ts"
import type { PeopleColumn } from "./people-rules.ts"

/** What has to be read of somebody to answer some documents, and nothing else. */
export type Needs = {
  readonly people: Set<PeopleColumn>
  /** Events of which the days are enough, and what is asked of a day beside that it was one. */
  readonly days: { readonly names: Set<string>; counts: boolean; sums: boolean; seconds: boolean }
  /** Events that are asked about one by one, each from the first day on that matters; undefined when all of them do. */
  readonly events: Map<string, Day | undefined>
}

export function needsOf(cores: Iterable<Core>): Needs {
  const needs: Needs = {
    people: new Set(),
    days: { names: new Set(), counts: false, sums: false, seconds: false },
    events: new Map(),
  }
  for (const core of cores) add(core, needs)
  return needs
}

function add(core: Core, needs: Needs): void {
  switch (core.op) {
    case "and":
    case "or":
      for (const one of core.of) add(one, needs)
      return
    case "not":
      add(core.of, needs)
      return
    case "const":
    case "bucket":
      return
    case "orders":
    case "orderDay":
    case "interval":
      for (const column of columnsOf(core)) needs.people.add(column)
      return
    case "events":
    case "eventDay":
    case "sequence":
      addEvents(core, needs)
      return
    case "number":
      needs.people.add("numbers")
      return
    case "list":
      needs.people.add(listColumn(core.at))
      return
    case "known":
      needs.people.add(textColumn(core.at))
      if ("key" in core.at) needs.people.add("numbers").add("lists")
      return
    default:
      needs.people.add(textColumn(core.at))
  }
}

const columns = {
  language: "language",
  country: "country",
  prefecture: "prefecture",
  city: "city",
  postalCode: "postal_code",
  bornOn: "born_on",
  birthday: "birthday",
  firstSeen: "first_seen",
} as const
const textColumn = (at: TextPlace): PeopleColumn => ("column" in at ? columns[at.column] : "texts")
const listColumn = (at: ListPlace): PeopleColumn => ("column" in at ? at.column : "lists")

function columnsOf(atom: OrderAtom): PeopleColumn[] {
  const { products, channels, stores } = atom.scope
  const isPaid = atom.op === "orders" && atom.measure !== "count"
  return [
    "order_day",
    ...(channels ? (["order_channel"] as const) : []),
    ...(stores ? (["order_store"] as const) : []),
    ...(products ? (["order_products"] as const) : []),
    ...(isPaid ? ([products ? "order_product_nets" : "order_net"] as const) : []),
  ]
}

function addEvents(atom: EventAtom, needs: Needs): void {
  if (!isToldByDays(atom)) {
    for (const [name, from] of eventsOf(atom)) needs.events.set(name, earlier(needs.events, name, from))
    return
  }
  if (atom.op === "sequence") return
  const since = atom.op === "events" && "since" in atom.when ? atom.when : undefined
  for (const name of [...atom.of.names, ...(since?.since ?? [])]) needs.days.names.add(name)
  if (since?.grain === "second") needs.days.seconds = true
  if (atom.op === "events" && atom.measure === "count") needs.days.counts = true
  if (atom.op === "events" && atom.measure === "value") needs.days.sums = true
}

/** The events of an atom that is asked of single ones, with the first day that matters. */
function eventsOf(atom: EventAtom): (readonly [name: string, from: Day | undefined])[] {
  if (atom.op === "sequence") return atom.steps.flatMap(({ names }) => names.map((n) => [n, atom.days.from] as const))
  if (atom.op === "eventDay")
    return atom.of.names.map((n) => [n, atom.which === "last" ? atom.days.from : undefined] as const)
  const { when, of } = atom
  if ("since" in when) return [...of.names, ...when.since].map((n) => [n, undefined] as const)
  const from = "days" in when ? when.days.from : dayBefore(when.after)
  return of.names.map((n) => [n, from] as const)
}

/** The last day that is over everywhere at a second since 1970. */
export const dayBefore = (second: number): Day => addDays(dayIn("UTC", new Date(second * 1_000)), -2)

function earlier(known: ReadonlyMap<string, Day | undefined>, name: string, from: Day | undefined): Day | undefined {
  const other = known.has(name) ? known.get(name) : from
  return other === undefined || from === undefined ? undefined : other < from ? other : from
}
