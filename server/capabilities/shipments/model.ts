import type { CarrierCode, DeliveryMethod, ParcelState } from "./carriers/carrier.ts"
import type { DelayReason, Standing } from "./delay-rules.ts"
import type { ArrivalRange } from "./expected-date-rules.ts"

/** One report of the carrier, read; the raw wording is kept beside it. */
export type ParcelEvent = {
  readonly state: ParcelState
  readonly rawText: string
  readonly at: Date
  readonly place: string | null
}

/** One parcel of an order, as everyone above sees it. */
export type Shipment = {
  readonly shipmentId: string
  readonly orderId: string
  readonly customerId: string | null
  readonly carrier: CarrierCode | null
  /** As it is written for people: "4410-2837-5561"; null until the carrier gives one. */
  readonly trackingNumber: string | null
  /** The carrier's own page, on its own domain only (J30). */
  readonly trackingUrl: string | null
  readonly origin: { readonly kind: "dc" | "fc" | "store"; readonly name: string }
  readonly lines: readonly { readonly orderLineExternalId: string; readonly quantity: number }[]
  readonly shippedAt: Date
  readonly cancelledAt: Date | null
  readonly deliveredAt: Date | null
  readonly deliveredBy: DeliveryMethod | null
  readonly state: ParcelState
  /** Oldest first. */
  readonly events: readonly ParcelEvent[]
  /** What was promised when it left; what is expected now. Null when nothing can be said. */
  readonly promised: ArrivalRange | null
  readonly expected: ArrivalRange | null
  readonly standing: Standing
  readonly delayReason: DelayReason
}
