import { addDays, type Day, day } from "#kernel/days"
import { Condition, type Deed, holds, lower, type Person, type PersonFacts, type Setting } from "#segments"

/** The day on which hand-made people are looked at; a Monday in June. */
export const today: Day = day("2026-06-15")

const noon = (at: Day): number => Date.parse(`${at}T12:00:00Z`) / 1_000

/** The day so many days before today. */
export const ago = (days: number): Day => addDays(today, -days)

/** What a document depends on beside the person. Nobody else's segments, no categories, no averages unless given. */
export const aSetting = (more: Partial<Setting> = {}): Setting => ({
  today,
  now: noon(today),
  averages: {},
  segments: new Map(),
  categories: new Map(),
  ...more,
})

/** Something she did so many days ago at noon, and so many seconds later. */
export function did(name: string, days: number, more: Partial<Deed> = {}, seconds = 0): Deed {
  const blank = {
    value: 0,
    product: "",
    channel: "",
    store: "",
    source: "test",
    order: "",
    message: "",
    properties: {},
  }
  return { name, day: ago(days), at: noon(ago(days)) + seconds, ...blank, ...more }
}

type OrderRow = Person["orders"][number]

/** A purchase that stands, so many days ago, of 3,000 yen, online. */
export const bought = (days: number, more: Partial<OrderRow> = {}): OrderRow => ({
  day: ago(days),
  net: 3_000,
  channel: "online",
  store: "",
  products: ["tea"],
  productNets: [3_000],
  ...more,
})

type Known = Partial<Omit<Person, "columns">> & {
  readonly columns?: Partial<Person["columns"]>
  readonly deeds?: readonly Deed[]
}

const blank = { language: "", country: "", prefecture: "", city: "", postalCode: "", bornOn: "", birthday: "" }

/** Somebody of whom only this is known. */
export function aPerson({ deeds = [], columns = {}, orders = [], ...more }: Known = {}): PersonFacts {
  const person: Person = {
    customerId: "00000000-0000-4000-8000-000000000001",
    texts: {},
    numbers: {},
    lists: {},
    consents: [],
    reach: [],
    ...more,
    columns: { ...blank, firstSeen: "", ...columns },
    orders: [...orders].sort((a, b) => (a.day < b.day ? -1 : 1)),
  }
  return { person, deeds }
}

/** The names of those of whom a condition holds. */
export function heldOf(
  condition: Parameters<typeof Condition.parse>[0],
  people: Readonly<Record<string, PersonFacts>>,
  setting: Setting = aSetting(),
): string[] {
  const core = lower(Condition.parse(condition), setting)
  return Object.keys(people).filter((name) => {
    const facts = people[name]
    return facts !== undefined && holds(core, facts)
  })
}
