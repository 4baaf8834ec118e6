import { z } from "zod"

/** Which of an order's mails a brand sends by itself. Those for moments of their own (E03) can each be switched. */
export const TrackingSettings = z.strictObject({
  received: z.boolean().default(true),
  /** Only when the payment is approved later than the order came in: otherwise it would be a second mail about one thing. */
  confirmed: z.boolean().default(true),
  stockAllocated: z.boolean().default(false),
  shipped: z.boolean().default(true),
  outForDelivery: z.boolean().default(true),
  delivered: z.boolean().default(true),
  delayed: z.boolean().default(true),
  cancelled: z.boolean().default(true),
  refunded: z.boolean().default(true),
})
export type TrackingSettings = z.infer<typeof TrackingSettings>
