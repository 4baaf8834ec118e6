import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"

const sentence = z.object({ ja: z.string(), en: z.string() })

export const TimelineItem = z.object({
  seq: z.number(),
  customerId: z.string().nullable(),
  name: z.string(),
  title: sentence,
  occurredAt: instant,
  receivedAt: instant,
  /** The sender's clock was fast; the time shown is ours. */
  isClockSkewed: z.boolean(),
  source: z.string(),
  channel: z.string().nullable(),
  externalId: z.string(),
  value: z.number().nullable(),
  currency: z.string().nullable(),
  orderId: z.string().nullable(),
  productId: z.string().nullable(),
  messageId: z.string().nullable(),
  storeId: z.string().nullable(),
  properties: z.record(z.string(), z.unknown()),
})

const names = z.string().max(2_000).optional().describe("Event names, separated by commas")
const day = z.iso.date()

export const getTimeline = endpoint("GET /api/v1/customers/:customerId/timeline", {
  right: "customers:read",
  summary: { ja: "お客様のタイムライン", en: "A customer's timeline" },
  params: {
    customerId: z.uuid(),
    cursor: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    names,
  },
  reply: z.object({ items: z.array(TimelineItem), cursor: z.string().nullable() }),
})

export const getLatestEvents = endpoint("GET /api/v1/events/latest", {
  right: "customers:read",
  summary: { ja: "最近届いたイベント", en: "Events received last" },
  params: {
    names,
    source: z.string().max(60).optional(),
    externalId: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(100),
  },
  reply: z.object({ items: z.array(TimelineItem) }),
})

export const getEventNames = endpoint("GET /api/v1/events/names", {
  right: "customers:read",
  summary: { ja: "イベント名の一覧", en: "Names of events" },
  reply: z.object({
    items: z.array(z.object({ name: z.string(), title: sentence, count: z.number(), lastOn: day.nullable() })),
  }),
})

export const getEventCounts = endpoint("GET /api/v1/events/counts", {
  right: "customers:read",
  summary: { ja: "日ごとのイベント数", en: "Events by name and day" },
  params: { from: day, to: day, names },
  reply: z.object({
    items: z.array(z.object({ name: z.string(), day, count: z.number(), customers: z.number(), value: z.number() })),
  }),
})

export const getProjection = endpoint("GET /api/v1/events/projection", {
  right: "",
  summary: { ja: "集計の遅れ", en: "How far analytics are behind" },
  reply: z.object({ available: z.boolean(), since: instant.nullable(), seconds: z.number(), waiting: z.number() }),
})

export const getEventLimits = endpoint("GET /api/v1/events/limits", {
  right: "customers:read",
  summary: {
    ja: "できごとの種類とプロパティの上限",
    en: "How many names of events and properties are kept apart, and which went beyond",
  },
  reply: z.object({
    counted: z.number(),
    most: z.number(),
    beyond: z.array(z.object({ name: z.string(), source: z.string(), firstSeenAt: instant })),
    properties: z.object({
      kept: z.number(),
      most: z.number(),
      beyond: z.array(z.object({ name: z.string(), event: z.string(), source: z.string(), firstSeenAt: instant })),
    }),
  }),
})

export const putEventLimits = endpoint("PUT /api/v1/events/limits", {
  right: "brand:write",
  summary: { ja: "プロパティの上限を変える", en: "Change how many names of event properties are kept" },
  params: { properties: z.int().min(100).max(20_000) },
  reply: done,
})

export const listDeadLetters = endpoint("GET /api/v1/events/dead-letters", {
  right: "customers:read",
  summary: { ja: "処理できなかったイベント", en: "Events that could not be processed" },
  params: { limit: z.coerce.number().int().min(1).max(200).default(100) },
  reply: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        source: z.string(),
        externalId: z.string(),
        reason: z.string(),
        message: z.string(),
        receivedAt: instant,
        failedAt: instant,
      }),
    ),
  }),
})

export const replayLetter = endpoint("POST /api/v1/events/dead-letters/:id/replay", {
  right: "events:write",
  summary: { ja: "処理できなかったイベントをやり直す", en: "Process such an event again" },
  params: { id: z.uuid(), message: z.string().max(1_000_000).optional() },
  reply: done,
})
