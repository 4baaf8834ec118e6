import { z } from "zod"
import { endpoint, instant } from "#kernel/endpoint"

const money = z.array(z.object({ currency: z.string(), total: z.int() }))

export const getToday = endpoint("GET /api/v1/today", {
  right: "orders:read",
  summary: { ja: "きょうの注文・荷物・メッセージ", en: "Orders, parcels and messages of today" },
  reply: z.object({
    /** The brand's own day. */
    day: z.iso.date(),
    since: instant,
    now: instant,
    orders: z.object({
      count: z.int(),
      /** By currency, minor units. */
      money,
      /** In each hour of today. */
      hours: z.array(z.int()),
      /** The median of the same weekday in the four weeks before, hour by hour; null when there is too little to compare. */
      usual: z.array(z.number()).nullable(),
    }),
    parcels: z.object({
      onTheRoad: z.int(),
      dueToday: z.int(),
      needAttention: z.int(),
      atRisk: z.int(),
      parked: z.int(),
    }),
    messages: z.object({ sent: z.int(), underWay: z.int(), skipped: z.int(), failed: z.int(), unknown: z.int() }),
  }),
})
