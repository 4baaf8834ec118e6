import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"

const Place = z.object({ kind: z.enum(["dc", "fc", "store"]), name: z.string().min(1).max(200) })
const places = z.record(z.string().max(60), Place)
const secret = z.string().min(8).max(500)

const Connection = z.object({
  connectionId: z.uuid(),
  vendor: z.string(),
  name: z.string(),
  shopDomain: z.string(),
  currency: z.string(),
  state: z.enum(["active", "uninstalled"]),
  /** The address to give to the shop for its webhooks. */
  webhookUrl: z.string(),
  /** Whether the shop can be asked: for subscriptions and for orders that were missed. */
  canAsk: z.boolean(),
  places,
  /** Up to when the orders are known to be complete. */
  completeUntil: instant,
  checkedAt: instant.nullable(),
  lastMessageAt: instant.nullable(),
  /** What keeps us from asking the shop, as a word: access_denied, http_500, uninstalled. */
  trouble: z.string().nullable(),
  /** Until when the secret before the present one is believed. */
  oldSecretUntil: instant.nullable(),
  /** Messages refused for their signature in the last hour. */
  refusedLastHour: z.int(),
})

export const listShops = endpoint("GET /api/v1/shop-connections", {
  right: "brand:read",
  summary: { ja: "接続しているショップ", en: "Connected shops" },
  reply: z.object({ items: z.array(Connection) }),
})

export const postShop = endpoint("POST /api/v1/shop-connections", {
  right: "brand:write",
  summary: { ja: "ショップを接続", en: "Connect a shop" },
  params: {
    vendor: z.string().max(40).default("shopify"),
    name: z.string().min(1).max(80),
    shopDomain: z.string().min(3).max(200),
    secret,
    accessToken: secret.optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    places: places.optional(),
    ordersSince: instant.optional(),
  },
  reply: z.object({ connectionId: z.uuid(), webhookUrl: z.string() }),
  perMinute: 30,
})

export const patchShop = endpoint("PATCH /api/v1/shop-connections/:connectionId", {
  right: "brand:write",
  summary: { ja: "ショップ接続の変更・署名キーの入れ替え", en: "Change a shop connection or its secret" },
  params: {
    connectionId: z.uuid(),
    name: z.string().min(1).max(80).optional(),
    secret: secret.optional(),
    oldSecretHours: z.int().min(0).max(720).optional(),
    accessToken: secret.optional(),
    places: places.optional(),
  },
  reply: done,
  perMinute: 30,
})

export const deleteShop = endpoint("DELETE /api/v1/shop-connections/:connectionId", {
  right: "brand:write",
  summary: { ja: "ショップ接続の解除", en: "Disconnect a shop" },
  params: { connectionId: z.uuid() },
  reply: done,
})

export const postCheck = endpoint("POST /api/v1/shop-connections/:connectionId/check", {
  right: "brand:write",
  summary: { ja: "Webhook の登録を確認", en: "Check the shop's webhook subscriptions" },
  params: { connectionId: z.uuid() },
  reply: done,
  perMinute: 30,
})

export const postPull = endpoint("POST /api/v1/shop-connections/:connectionId/pull", {
  right: "brand:write",
  summary: { ja: "取りこぼした注文の取り込み", en: "Fetch orders that were missed" },
  params: { connectionId: z.uuid() },
  reply: z.object({ started: z.boolean() }),
  perMinute: 30,
})

export const listPulls = endpoint("GET /api/v1/shop-connections/:connectionId/pulls", {
  right: "brand:read",
  summary: { ja: "注文の取り込み記録", en: "How orders were fetched" },
  params: { connectionId: z.uuid() },
  reply: z.object({
    items: z.array(
      z.object({
        pullId: z.uuid(),
        since: instant,
        pages: z.int(),
        orders: z.int(),
        state: z.enum(["running", "done", "failed"]),
        reason: z.string().nullable(),
        startedAt: instant,
        finishedAt: instant.nullable(),
      }),
    ),
  }),
})

export const listPrivacyRequests = endpoint("GET /api/v1/privacy-requests", {
  right: "customers:personal",
  summary: { ja: "個人情報の開示・削除の依頼", en: "Requests for a copy or the removal of personal data" },
  reply: z.object({
    items: z.array(
      z.object({
        connectionId: z.uuid(),
        requestKey: z.string(),
        kind: z.enum(["data-request", "redact-customer", "redact-shop"]),
        orders: z.array(z.string()).readonly(),
        receivedAt: instant,
        dueAt: instant,
        redacted: z.int(),
        answeredAt: instant.nullable(),
      }),
    ),
  }),
})
