import type { Text } from "#kernel/text"

export const carrierCodes = ["yamato", "sagawa", "japan_post", "seino"] as const
export type CarrierCode = (typeof carrierCodes)[number]

/**
 * Where a parcel is, in the same words for every carrier. Carriers' facts come in any order and may loop
 * (absent, redelivery, out for delivery again); nothing here says that a later state is higher.
 */
export const parcelStates = [
  "label_created",
  "accepted",
  "in_transit",
  "out_for_delivery",
  "absent",
  "redelivery_requested",
  "held_at_branch",
  "delivered",
  "delivered_locker",
  "delivered_okihai",
  "investigating",
  "returning",
  "returned",
  "lost",
  "unknown",
] as const
export type ParcelState = (typeof parcelStates)[number]

/** What a person reads for a state. */
export const parcelStateNames: Readonly<Record<ParcelState, Text>> = {
  label_created: { ja: "発送準備中", en: "Label created" },
  accepted: { ja: "荷物受付", en: "Handed to the carrier" },
  in_transit: { ja: "輸送中", en: "In transit" },
  out_for_delivery: { ja: "配達中", en: "Out for delivery" },
  absent: { ja: "ご不在でした", en: "Nobody was home" },
  redelivery_requested: { ja: "再配達受付", en: "Redelivery arranged" },
  held_at_branch: { ja: "営業所で保管中", en: "Held at the carrier's branch" },
  delivered: { ja: "お届け済み", en: "Delivered" },
  delivered_locker: { ja: "宅配ボックスにお届け済み", en: "Delivered to a parcel locker" },
  delivered_okihai: { ja: "置き配でお届け済み", en: "Left at the place agreed" },
  investigating: { ja: "調査中", en: "Under investigation" },
  returning: { ja: "返送中", en: "On its way back" },
  returned: { ja: "返送済み", en: "Returned to the sender" },
  lost: { ja: "紛失", en: "Lost" },
  unknown: { ja: "確認中", en: "Not known yet" },
}

/** True for the three states in which the parcel has reached its recipient. */
export const isDelivered = (state: ParcelState): boolean => state.startsWith("delivered")

/** How it was delivered: to a person, into a locker, left at a place (置き配), into the post box, over a counter. */
export type DeliveryMethod = "hand" | "locker" | "place" | "post_box" | "counter"

/** What a label adds to its state, so that the right thing can be said and done about it. */
export type LabelNote =
  | "not_registered"
  | "wrong_number"
  | "address_unknown"
  | "moved"
  | "refused"
  | "closed"
  | "does_not_fit"
  | "waits_for_chosen_time"
  | "customs"

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
