import { z } from "zod"
import type { SeenCarrierEvent, SeenFulfilment, ShopPlace, Speaker } from "#orders"
import * as field from "./shopify-fields.ts"

export const ShopifyFulfilment = z.object({
  id: field.id,
  order_id: field.id,
  status: field.words,
  shipment_status: field.words,
  created_at: field.instant,
  updated_at: field.instant,
  service: field.words,
  location_id: field.id.nullish(),
  tracking_company: field.words,
  tracking_number: field.words,
  tracking_numbers: z.array(z.string()).nullish(),
  tracking_url: field.words,
  tracking_urls: z.array(z.string()).nullish(),
  line_items: z.array(z.object({ id: field.id, quantity: z.int().min(0) })).nullish(),
})
type ShopifyFulfilment = z.output<typeof ShopifyFulfilment>

const steps: Readonly<Record<string, SeenFulfilment["status"]>> = {
  in_transit: "in-transit",
  out_for_delivery: "out-for-delivery",
  attempted_delivery: "attempted",
  ready_for_pickup: "ready-for-pickup",
  delivered: "delivered",
  failure: "failed",
}

/**
 * The parcels of one fulfilment, one for each tracking number; the first carries the lines. Nothing when it has not left:
 * a fulfilment that waits for its warehouse has neither succeeded nor a number, one that failed never will.
 */
export function readFulfilment(fulfilment: ShopifyFulfilment, speaker: Speaker): SeenFulfilment[] {
  const numbers = [
    ...new Set([
      ...(fulfilment.tracking_numbers ?? []),
      ...(fulfilment.tracking_number ? [fulfilment.tracking_number] : []),
    ]),
  ]
  const isCancelled = fulfilment.status === "cancelled"
  const isWaiting = fulfilment.status === "pending" || fulfilment.status === "open"
  const hasLeft = fulfilment.status === "success" || (isWaiting && numbers.length > 0)
  if (!hasLeft && !isCancelled) return []
  const urls = fulfilment.tracking_urls ?? (fulfilment.tracking_url ? [fulfilment.tracking_url] : [])
  return (numbers.length > 0 ? numbers : [null]).map((number, i) => ({
    source: speaker.source,
    externalId: i === 0 ? fulfilment.id : `${fulfilment.id}.${i + 1}`,
    orderSource: speaker.source,
    orderExternalId: fulfilment.order_id,
    carrier: field.short(fulfilment.tracking_company, 100) ?? null,
    trackingNumber: number,
    trackingUrl: urls[i] ?? null,
    origin: originOf(fulfilment, speaker),
    lines:
      i === 0
        ? (fulfilment.line_items ?? []).map((line) => ({ orderLineExternalId: line.id, quantity: line.quantity }))
        : [],
    shippedAt: fulfilment.created_at,
    updatedAt: fulfilment.updated_at,
    status: isCancelled ? "cancelled" : (steps[fulfilment.shipment_status ?? ""] ?? "shipped"),
  }))
}

/** From where it left (E08): the place that the brand has named, else a service of others is an FC, our own hands a DC. */
function originOf({ location_id, service }: ShopifyFulfilment, { places, shopName }: Speaker): ShopPlace {
  const named = location_id ? places[location_id] : undefined
  if (named) return named
  const isOthers = Boolean(service) && service !== "manual" && service !== "gift_card"
  return isOthers ? { kind: "fc", name: service ?? shopName } : { kind: "dc", name: shopName }
}

export const ShopifyFulfilmentEvent = z.object({
  id: field.id,
  fulfillment_id: field.id,
  order_id: field.id,
  status: z.string().min(1).max(100),
  message: field.words,
  happened_at: field.instant,
  city: field.words,
  province: field.words,
  estimated_delivery_at: field.maybeInstant,
})

/** One step of a parcel's way as the shop heard of it from the carrier. */
export function readFulfilmentEvent(
  event: z.output<typeof ShopifyFulfilmentEvent>,
  { source }: Speaker,
): SeenCarrierEvent {
  return {
    source,
    externalId: event.id,
    fulfilmentExternalId: event.fulfillment_id,
    orderSource: source,
    orderExternalId: event.order_id,
    rawText: event.status,
    occurredAt: event.happened_at,
    place: field.short([event.province, event.city].filter(Boolean).join(" "), 200) ?? null,
    expectedAt: event.estimated_delivery_at ?? null,
  }
}
