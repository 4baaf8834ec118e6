import type { Text } from "#kernel/text"
import type { CarrierCode, DeliveryMethod, LabelNote, ParcelState } from "./model-carrier.ts"

export {
  type CarrierCode,
  carrierCodes,
  type DeliveryMethod,
  isDelivered,
  type LabelNote,
  type ParcelState,
  parcelStateNames,
  parcelStates,
} from "./model-carrier.ts"

/** The wordings of one meaning. Written as the carrier shows them; spaces, width and brackets do not matter. */
export type LabelGroup = {
  readonly state: ParcelState
  readonly labels: readonly string[]
  readonly method?: DeliveryMethod
  readonly note?: LabelNote
}

/** A time of day that can be asked for. Hours are local to the address; `until` is the end. */
export type TimeSlot = {
  readonly code: string
  readonly from: `${number}:${number}`
  readonly until: `${number}:${number}`
  readonly name: Text
}

/** A form that the carrier's tracking numbers take. `matches` sees digits and capitals only. */
export type NumberForm = {
  readonly pattern: RegExp
  readonly isCheckDigitRight: (number: string) => boolean
  /** Lengths of the groups in which people read it: 12 digits as 4-4-4. */
  readonly groups: readonly number[]
}

/** All that we know about one carrier. Data only: a changed wording or slot is a changed line here. */
export type Carrier = {
  readonly code: CarrierCode
  readonly name: Text
  readonly labels: readonly LabelGroup[]
  readonly numbers: readonly NumberForm[]
  readonly slots: readonly TimeSlot[]
  /** Domains that belong to the carrier: no link to any other host is ever offered (J30). */
  readonly domains: readonly string[]
  /** The carrier's public page about one parcel. */
  readonly trackingUrl: (number: string) => string
}
