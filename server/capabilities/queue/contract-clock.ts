import { z } from "zod"
import { endpoint, instant } from "#kernel/endpoint"

const Move = z.object({
  moveId: z.uuid(),
  /** Whose clock: the database's, or a machine's that does not agree with it. */
  what: z.enum(["database", "machine"]),
  machine: z.string(),
  /** Ahead when positive. */
  movedMs: z.int(),
  noticedAt: instant,
})

export const readClocks = endpoint("GET /api/v1/clocks", {
  right: "brand:read",
  summary: { ja: "時計のずれ", en: "Read which clocks moved" },
  reply: z.object({ items: z.array(Move) }),
})

export const trustClocks = endpoint("POST /api/v1/clocks/confirm", {
  right: "queue:write",
  summary: { ja: "時計は正しいと決める", en: "Say that the clocks are right" },
  reply: z.object({ items: z.array(Move) }),
})
