import { z } from "zod"
import { endpoint, instant } from "#kernel/endpoint"

export const getTrackingLink = endpoint("GET /api/v1/orders/:orderId/tracking-link", {
  right: "orders:read",
  summary: { ja: "お客様のお届けページへのリンク", en: "The link to an order's tracking page, as its buyer gets it" },
  params: { orderId: z.uuid() },
  /** `url` to hand on, `path` for those who are on this very server already. Good for 180 days. */
  reply: z.object({ url: z.string(), path: z.string() }),
})

export const listOrderMessages = endpoint("GET /api/v1/orders/:orderId/messages", {
  right: "messages:read",
  summary: { ja: "ご注文について送ったメール", en: "What was written to the buyer about an order, newest first" },
  params: { orderId: z.uuid() },
  reply: z.object({
    items: z.array(
      z.object({
        messageId: z.uuid(),
        kind: z.string(),
        title: z.object({ ja: z.string(), en: z.string() }),
        state: z.string(),
        reason: z.string().nullable(),
        plannedAt: instant,
        acceptedAt: instant.nullable(),
      }),
    ),
  }),
})
