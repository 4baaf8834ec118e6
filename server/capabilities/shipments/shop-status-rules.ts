import type { LabelReading } from "./carriers/read-label.ts"

// The words by which shops report a parcel's way: Shopify's fulfilment event statuses and our own for fulfilments.
const known: Readonly<Record<string, LabelReading["state"]>> = {
  shipped: "accepted",
  label_printed: "label_created",
  label_purchased: "label_created",
  confirmed: "label_created",
  carrier_picked_up: "accepted",
  in_transit: "in_transit",
  out_for_delivery: "out_for_delivery",
  attempted: "absent",
  attempted_delivery: "absent",
  ready_for_pickup: "held_at_branch",
  delivered: "delivered",
  failure: "investigating",
  failed: "investigating",
  delayed: "in_transit",
}

/** Reads a shop's status word. Anything that is not one of them is unknown and never delivered (J25). */
export function readShopStatus(rawText: string): LabelReading {
  const state = known[rawText.trim().toLowerCase().replaceAll("-", "_")]
  return state
    ? { state, isKnown: true, ...(state === "delivered" ? { method: "hand" as const } : {}) }
    : { state: "unknown", isKnown: false }
}
