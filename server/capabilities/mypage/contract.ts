import { z } from "zod"
import { endpoint, instant } from "#kernel/endpoint"
import { MyPageSettings } from "./model-settings.ts"

const Text = z.object({ ja: z.string(), en: z.string() })
const customerId = z.uuid()
const card = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

export const getMyPageSettings = endpoint("GET /api/v1/my-page/settings", {
  right: "loyalty:read",
  summary: { ja: "マイページの並びと言葉、使える項目", en: "How customers' own page is arranged, and its sections" },
  reply: z.object({
    settings: MyPageSettings,
    version: z.int().min(0),
    cards: z.array(z.object({ key: z.string(), title: Text, byLink: z.boolean() })),
    publicUrl: z.string(),
    pageUrl: z.string(),
  }),
})

export const putMyPageSettings = endpoint("PUT /api/v1/my-page/settings", {
  right: "loyalty:write",
  summary: { ja: "マイページの並びと言葉を変える", en: "Change how customers' own page is arranged" },
  params: { settings: MyPageSettings, basedOn: z.int().min(0) },
  reply: z.object({ settings: MyPageSettings, version: z.int() }),
})

export const postMyPagePreview = endpoint("POST /api/v1/my-page/preview", {
  right: "customers:personal",
  summary: {
    ja: "実際のお客様のマイページを、下書きの設定で見る（操作はできない）",
    en: "A real customer's page as these settings would show it; nothing on it acts",
  },
  params: {
    customerId,
    settings: MyPageSettings.optional(),
    language: z.enum(["ja", "en"]),
    /** As the link of a letter shows it, before any code. */
    byLink: z.boolean().default(false),
  },
  reply: z.object({ html: z.string() }),
  perMinute: 120,
})

export const getMyPageTasks = endpoint("GET /api/v1/my-page/tasks", {
  right: "loyalty:read",
  summary: {
    ja: "マイページで始められた操作と、終えられた操作の数",
    en: "What was begun on the page, and what of it was done",
  },
  params: { days: z.coerce.number().int().min(1).max(366).default(30) },
  reply: z.object({ items: z.array(z.object({ action: z.string(), began: z.int(), done: z.int() })) }),
})

export const postMyPageLink = endpoint("POST /api/v1/my-page/links", {
  right: "customers:write",
  summary: {
    ja: "お客様のマイページへのリンク（60日有効。名前や会員証は確認番号のあとに表示）",
    en: "A link to a customer's own page, good for 60 days; names and cards need a code",
  },
  params: { customerId, to: card.optional() },
  reply: z.object({ url: z.string() }),
})

export const postMemberToken = endpoint("POST /api/v1/my-page/member-tokens", {
  right: "customers:write",
  summary: {
    ja: "お店のページの小窓に、ログイン中のお客様の残高を出すためのトークン（1時間有効）",
    en: "A token by which the widget on the shop's pages shows a signed-in customer's balance; good for an hour",
  },
  params: { customerId },
  reply: z.object({ token: z.string(), expiresAt: instant }),
  perMinute: 6_000,
})

export const deleteMyPageSessions = endpoint("POST /api/v1/my-page/sessions/end", {
  right: "customers:write",
  summary: { ja: "お客様をすべての端末からログアウトさせる", en: "Sign a customer out of every browser" },
  params: { customerId },
  reply: z.object({ ended: z.int() }),
})
