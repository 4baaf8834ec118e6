import type { Day } from "#kernel/days"
import type { NumberRange } from "./model-tests.ts"

/**
 * What a document comes to on one day for one brand: few kinds of atoms, every window a range of days, every threshold a
 * number. The compiler to ClickHouse and the function over one person read this and nothing else, so they mean the same.
 */
export type Core =
  | { readonly op: "and"; readonly of: readonly Core[] }
  | { readonly op: "or"; readonly of: readonly Core[] }
  | { readonly op: "not"; readonly of: Core }
  | { readonly op: "const"; readonly value: boolean }
  | PersonAtom
  | OrderAtom
  | EventAtom

/** Both ends included. `months` leaves only these months of the year (1-12). */
export type DayRange = { readonly from?: Day; readonly to: Day; readonly months?: readonly number[] }

export const textColumns = [
  "language",
  "country",
  "prefecture",
  "city",
  "postalCode",
  "bornOn",
  "birthday",
  "firstSeen",
] as const
export type TextColumn = (typeof textColumns)[number]
export type ListColumn = "consents" | "reach"

/** Where a value of a person stands: a column, or under a key of hers. */
export type TextPlace = { readonly column: TextColumn } | { readonly key: string }
export type ListPlace = { readonly column: ListColumn } | { readonly key: string }

export type PersonAtom =
  | { readonly op: "text"; readonly at: TextPlace; readonly is: readonly string[] }
  | { readonly op: "contains"; readonly at: TextPlace; readonly text: string }
  | { readonly op: "begins"; readonly at: TextPlace; readonly text: string }
  /** Compared as text, which is right for days; holds of nobody of whom it isn't known. */
  | { readonly op: "between"; readonly at: TextPlace; readonly from?: string; readonly to?: string }
  | { readonly op: "number"; readonly key: string; readonly range: NumberRange }
  | { readonly op: "list"; readonly at: ListPlace; readonly any: readonly string[] }
  | { readonly op: "known"; readonly at: TextPlace }
  /** Of this share by hash: ten-thousandths, `to` not included. */
  | { readonly op: "bucket"; readonly salt: string; readonly from: number; readonly to: number }

export type Scope = {
  readonly products?: readonly string[]
  readonly channels?: readonly ("online" | "store")[]
  readonly stores?: readonly string[]
}

export type OrderAtom =
  | {
      readonly op: "orders"
      readonly measure: "count" | "spent" | "average"
      readonly scope: Scope
      readonly days: DayRange
      readonly range: NumberRange
    }
  | {
      readonly op: "orderDay"
      readonly which: "first" | "last"
      readonly scope: Scope
      readonly days: DayRange
      readonly today: Day
    }
  | {
      readonly op: "interval"
      readonly factorPercent: number
      readonly fallbackDays: number
      readonly scope: Scope
      readonly today: Day
    }

export type FilterField =
  | { readonly column: "product" | "channel" | "store" | "source" | "order" | "message" }
  | { readonly column: "value" }
  | { readonly path: readonly string[] }

export type Filter = {
  readonly field: FilterField
  readonly test:
    | { readonly is: readonly string[] }
    | { readonly isNot: readonly string[] }
    | { readonly contains: string }
    | { readonly range: NumberRange }
    | { readonly isTrue: boolean }
}

export type Which = { readonly names: readonly string[]; readonly filters: readonly Filter[] }

/** When an event must have been. `after` in seconds since 1970. */
export type When =
  | { readonly days: DayRange }
  | { readonly after: number; readonly to: Day }
  | {
      readonly since: readonly string[]
      readonly which: "first" | "last"
      /** Whether only the days after that day count, or every second after that second. */
      readonly grain: "day" | "second"
      readonly orEver: boolean
      readonly to: Day
    }

export type EventAtom =
  | {
      readonly op: "events"
      readonly of: Which
      readonly when: When
      readonly measure: "count" | "days" | "value" | { readonly sumOf: readonly string[] }
      readonly range: NumberRange
    }
  | {
      readonly op: "eventDay"
      readonly which: "first" | "last"
      readonly of: Which
      readonly days: DayRange
      readonly today: Day
    }
  | {
      readonly op: "sequence"
      readonly steps: readonly Which[]
      readonly withinSeconds: number
      readonly days: DayRange
    }

/** A purchase that stands: cancelled orders and those returned in full are not here. */
export type OrderRow = {
  readonly day: Day
  /** What was paid less what was given back, minor units of the brand's currency; 0 in another currency. */
  readonly net: number
  readonly channel: "online" | "store"
  readonly store: string
  readonly products: readonly string[]
  /** For each of `products`: what its pieces that were kept cost, minor units. */
  readonly productNets: readonly number[]
}

/** What is known of one person beside what she did: the very row that ClickHouse holds of her. */
export type Person = {
  readonly customerId: string
  readonly columns: Readonly<Record<TextColumn, string>>
  readonly texts: Readonly<Record<string, string>>
  readonly numbers: Readonly<Record<string, number>>
  readonly lists: Readonly<Record<string, readonly string[]>>
  /** "email/marketing/given". */
  readonly consents: readonly string[]
  /** Channels on which she can be reached for marketing. */
  readonly reach: readonly string[]
  /** Oldest first. */
  readonly orders: readonly OrderRow[]
}

/** One thing she did, under whichever of her ids. `at` in seconds since 1970. */
export type Deed = {
  readonly name: string
  readonly day: Day
  readonly at: number
  readonly value: number
  readonly product: string
  readonly channel: string
  readonly store: string
  readonly source: string
  readonly order: string
  readonly message: string
  readonly properties: Readonly<Record<string, unknown>>
}

export type PersonFacts = { readonly person: Person; readonly deeds: readonly Deed[] }
