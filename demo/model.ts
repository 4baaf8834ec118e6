import type { IdentityFact } from "#customers"
import type { EventRecord } from "#events"
import type { OrderSnapshot } from "#orders"
import type { CarrierReport, ShipmentSnapshot } from "#shipments"
import type { StoreId } from "./brand.ts"
import type { Town } from "./places.ts"

export type Person = {
  /** From 0. */
  readonly index: number
  readonly familyName: string
  readonly givenName: string
  readonly familyKana: string | null
  readonly givenKana: string | null
  /** Null: known by the store's card only. */
  readonly email: string | null
  readonly phone: string | null
  readonly language: "ja" | "en"
  readonly bornOn: string | null
  readonly town: Town
  readonly street: string
  readonly building: string | null
  readonly zip: string
  /** Where they mostly buy. */
  readonly home: "online" | StoreId
  readonly shopId: string | null
  readonly posId: string | null
  readonly joinedAt: number
  /** How much slower than others they use things up. */
  readonly pace: number
  /** Products they come back for. */
  readonly favourites: readonly string[]
  readonly isGiver: boolean
}

export type Consent = {
  readonly person: number
  readonly channel: "email" | "line" | "post"
  readonly state: "given" | "withdrawn"
  readonly source: string
  readonly at: Date
  readonly wording: string
  readonly locale: string
  readonly evidence: Record<string, unknown>
}

/** Something bought, before it has a number. Times in milliseconds. */
export type Purchase = {
  readonly person: Person
  readonly at: number
  readonly where: "online" | StoreId
  readonly isFirst: boolean
  readonly isGift: boolean
  readonly items: readonly { readonly product: string; readonly variant: number; readonly quantity: number }[]
}

export type Visit = Omit<EventRecord, "customerId"> & { readonly person: number }
export type Parcel = { readonly snapshot: ShipmentSnapshot; readonly reports: readonly CarrierReport[] }
export type PlacedOrder = { readonly person: number; readonly snapshot: OrderSnapshot }

/** Two years of the brand, in order of time wherever time matters. */
export type Life = {
  readonly people: readonly { readonly person: Person; readonly fact: IdentityFact }[]
  readonly consents: readonly Consent[]
  readonly orders: readonly PlacedOrder[]
  readonly parcels: readonly Parcel[]
  readonly visits: readonly Visit[]
}
