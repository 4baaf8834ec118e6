import { z } from "zod"
import { eventType } from "#kernel/events"

const ShipmentNews = z.object({
  shipmentId: z.uuid(),
  orderId: z.uuid(),
  customerId: z.uuid().nullable(),
  at: z.date(),
  /** Too old to be told to the buyer (F52): states change, no message goes out. */
  late: z.boolean(),
})
export type ShipmentNews = z.infer<typeof ShipmentNews>

/** E09: a parcel has left. Once for each parcel. */
export const shipmentShipped = eventType("shipments.shipped", ShipmentNews)
export const shipmentOutForDelivery = eventType("shipments.out-for-delivery", ShipmentNews)
/** E13: it has reached its recipient. Only from a wording that we can read as delivered. */
export const shipmentDelivered = eventType("shipments.delivered", ShipmentNews)
/** E11: it can't keep its promise any more. */
export const shipmentDelayed = eventType("shipments.delayed", ShipmentNews)
