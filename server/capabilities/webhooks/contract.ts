import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { Attempt, Delivery, deliveryStates, Endpoint, Topic } from "./model.ts"

const url = z.string().min(10).max(2_000)
const name = z.string().trim().min(1).max(80)
const wanted = z.array(Topic).min(1).max(50)
const secret = z.object({ endpointId: z.uuid(), secret: z.string() })

export const listWebhooks = endpoint("GET /api/v1/webhook-endpoints", {
  right: "keys:write",
  summary: { ja: "できごとの通知先", en: "Endpoints that hear of what happens" },
  reply: z.object({ items: z.array(Endpoint) }),
})

export const listTopics = endpoint("GET /api/v1/webhook-topics", {
  right: "keys:write",
  summary: { ja: "通知できるできごと", en: "What endpoints can hear of" },
  reply: z.object({
    items: z.array(
      z.object({
        topic: Topic,
        words: z.object({ ja: z.string(), en: z.string() }),
        sample: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
})

export const getLetterSystem = endpoint("GET /api/v1/webhook-letters", {
  right: "keys:write",
  summary: { ja: "お便りを届ける、ほかのシステム", en: "Another system that brings letters to customers" },
  reply: z.object({
    system: z
      .object({
        name,
        url: z.string(),
        closedBecause: z.enum(["token-refused", "gone"]).nullable(),
        closedUntil: instant.nullable(),
      })
      .nullable(),
  }),
})

export const putLetterSystem = endpoint("PUT /api/v1/webhook-letters", {
  right: "keys:write",
  summary: {
    ja: "お便りを届けるシステムをつなぐ。署名の鍵はこのときだけ見られる",
    en: "Connect a system that brings letters to customers; its secret is shown only now",
  },
  params: { url, name },
  reply: z.object({ secret: z.string() }),
  perMinute: 30,
})

export const deleteLetterSystem = endpoint("DELETE /api/v1/webhook-letters", {
  right: "keys:write",
  summary: { ja: "お便りを届けるシステムを外す", en: "Disconnect the system that brings letters" },
  reply: done,
})

export const postWebhook = endpoint("POST /api/v1/webhook-endpoints", {
  right: "keys:write",
  summary: {
    ja: "通知先を加える。署名の鍵はこのときだけ見られる",
    en: "Add an endpoint; its secret is shown only now",
  },
  params: { url, name, topics: wanted },
  reply: secret,
  perMinute: 30,
})

export const patchWebhook = endpoint("PATCH /api/v1/webhook-endpoints/:endpointId", {
  right: "keys:write",
  summary: { ja: "通知先を変える・止める・再開する", en: "Change, pause or resume an endpoint" },
  params: {
    endpointId: z.uuid(),
    url: url.optional(),
    name: name.optional(),
    topics: wanted.optional(),
    state: z.enum(["active", "paused"]).optional(),
  },
  reply: done,
  perMinute: 60,
})

export const postSecret = endpoint("POST /api/v1/webhook-endpoints/:endpointId/secret", {
  right: "keys:write",
  summary: {
    ja: "署名の鍵を入れ替える。前の鍵の署名も、しばらく付く",
    en: "Change the secret; for a while messages carry the old signature, too",
  },
  params: { endpointId: z.uuid(), oldSecretHours: z.int().min(0).max(720).default(24) },
  reply: secret,
  perMinute: 10,
})

export const deleteWebhook = endpoint("DELETE /api/v1/webhook-endpoints/:endpointId", {
  right: "keys:write",
  summary: { ja: "通知先を削除する", en: "Remove an endpoint" },
  params: { endpointId: z.uuid() },
  reply: done,
})

export const postTestMessage = endpoint("POST /api/v1/webhook-endpoints/:endpointId/test", {
  right: "keys:write",
  summary: { ja: "ためしに通知する", en: "Send a test message" },
  params: { endpointId: z.uuid(), topic: Topic },
  reply: z.object({ deliveryId: z.uuid() }),
  perMinute: 30,
})

export const listDeliveries = endpoint("GET /api/v1/webhook-deliveries", {
  right: "keys:write",
  summary: { ja: "通知の記録", en: "Deliveries" },
  params: {
    ...listParams,
    endpointId: z.uuid().optional(),
    topic: Topic.optional(),
    state: z.enum(deliveryStates).optional(),
  },
  reply: listOf(Delivery),
})

export const readDelivery = endpoint("GET /api/v1/webhook-deliveries/:deliveryId", {
  right: "keys:write",
  summary: { ja: "通知の中身と、届けた記録", en: "A delivery's body and its attempts" },
  params: { deliveryId: z.uuid() },
  reply: Delivery.extend({ body: z.string(), attemptLog: z.array(Attempt) }),
})

export const postReplay = endpoint("POST /api/v1/webhook-deliveries/:deliveryId/replay", {
  right: "keys:write",
  summary: {
    ja: "もう一度通知する。webhook-id は変わらない",
    en: "Deliver again, under the same webhook-id",
  },
  params: { deliveryId: z.uuid() },
  reply: done,
  perMinute: 120,
})
