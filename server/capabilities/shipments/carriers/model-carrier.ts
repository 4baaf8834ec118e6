import type { Text } from "#kernel/text"

export const carrierCodes = ["yamato", "sagawa", "japan_post", "seino"] as const
export type CarrierCode = (typeof carrierCodes)[number]

/** A carrier as people call it. */
export const carrierNames: Readonly<Record<CarrierCode, Text>> = {
  yamato: { ja: "ヤマト運輸", en: "Yamato Transport" },
  sagawa: { ja: "佐川急便", en: "Sagawa Express" },
  japan_post: { ja: "日本郵便", en: "Japan Post" },
  seino: { ja: "西濃運輸", en: "Seino Transportation" },
}

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
export const deliveryMethods = ["hand", "locker", "place", "post_box", "counter"] as const
export type DeliveryMethod = (typeof deliveryMethods)[number]

/** What a label adds to its state, so that the right thing can be said and done about it. */
export const labelNotes = [
  "not_registered",
  "wrong_number",
  "address_unknown",
  "moved",
  "refused",
  "closed",
  "does_not_fit",
  "waits_for_chosen_time",
  "customs",
] as const
export type LabelNote = (typeof labelNotes)[number]
