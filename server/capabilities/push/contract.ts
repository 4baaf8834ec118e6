import { z } from "zod"
import { endpoint, instant } from "#kernel/endpoint"
import { Notice } from "./model.ts"

export const getPush = endpoint("GET /api/v1/push", {
  right: "brand:read",
  summary: { ja: "プッシュ通知の登録数と鍵", en: "How many browsers asked for notices, and the public key" },
  reply: z.object({ browsers: z.int(), publicKey: z.string(), workerUrl: z.string() }),
})

export const getPushLink = endpoint("GET /api/v1/push/link/:customerId", {
  right: "customers:personal",
  summary: { ja: "お客様がプッシュ通知を受け取るためのリンク", en: "The link by which a customer asks for notices" },
  params: { customerId: z.uuid() },
  reply: z.object({ url: z.string() }),
})

export const listCaughtPush = endpoint("GET /api/v1/push/caught", {
  right: "customers:personal",
  summary: { ja: "受け取り箱のプッシュ通知", en: "Notices that were caught" },
  reply: z.object({
    items: z.array(z.object({ caughtId: z.uuid(), customerId: z.uuid(), notice: Notice, caughtAt: instant })),
  }),
})
