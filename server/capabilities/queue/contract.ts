import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"

const state = z.enum(["failed", "unknown", "dead", "retrying"])
const text = z.object({ ja: z.string(), en: z.string() })

const Stuck = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: text,
  /** `message:<id>` and the like; null when the effect does not say. */
  subject: z.string().nullable(),
  key: z.string(),
  state,
  reason: z.string().nullable(),
  attempts: z.int(),
  /** How often a worker died with it. */
  crashes: z.int(),
  createdAt: instant,
  /** When it ended, or its next attempt is due. */
  at: instant,
  /** Whether a person may say that it happened or not. */
  mayFindOut: z.boolean(),
})

export const listStuck = endpoint("GET /api/v1/queue", {
  right: "queue:write",
  summary: { ja: "滞っている処理", en: "List what could not be done" },
  params: { ...listParams, state: state.optional(), kind: z.string().max(200).optional() },
  reply: listOf(Stuck),
})

export const countStuck = endpoint("GET /api/v1/queue/counts", {
  right: "queue:write",
  summary: { ja: "滞っている処理の数", en: "Count what could not be done" },
  reply: z.object({ items: z.array(z.object({ kind: z.string(), title: text, state, count: z.int() })) }),
})

export const retryStuck = endpoint("POST /api/v1/queue/:id/retry", {
  right: "queue:write",
  summary: { ja: "やり直す", en: "Do it again" },
  params: { id: z.uuid() },
  reply: done,
})

export const settleStuck = endpoint("POST /api/v1/queue/:id/settle", {
  right: "queue:write",
  summary: { ja: "済んだか済んでいないかを決める", en: "Say whether it happened" },
  params: { id: z.uuid(), happened: z.boolean() },
  reply: done,
})

export const discardStuck = endpoint("POST /api/v1/queue/:id/discard", {
  right: "queue:write",
  summary: { ja: "片づける", en: "Discard it" },
  params: { id: z.uuid() },
  reply: done,
})
