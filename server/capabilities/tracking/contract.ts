import { z } from "zod"
import { endpoint } from "#kernel/endpoint"

export const getTrackingLink = endpoint("GET /api/v1/orders/:orderId/tracking-link", {
  right: "orders:read",
  summary: { ja: "お客様のお届けページへのリンク", en: "The link to an order's tracking page, as its buyer gets it" },
  params: { orderId: z.uuid() },
  /** `url` to hand on, `path` for those who are on this very server already. Good for 180 days. */
  reply: z.object({ url: z.string(), path: z.string() }),
})
