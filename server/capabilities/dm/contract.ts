import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"
import { DmSettings, saidStates, services } from "./model.ts"

const service = z.enum(services)
const graphId = z.string().regex(/^\d{1,30}$/)
const secret = z.string().trim().min(16).max(500)

export const getDm = endpoint("GET /api/v1/dm", {
  right: "brand:read",
  summary: { ja: "InstagramとMessengerのDMの設定", en: "Direct messages on Instagram and Messenger" },
  reply: z.object({
    account: z
      .object({
        pageId: z.string(),
        pageName: z.string(),
        instagramName: z.string().nullable(),
        /** Both are to be entered at Meta. */
        webhookUrl: z.string(),
        verifyToken: z.string(),
        closedBecause: z.string().nullable(),
        closedUntil: instant.nullable(),
        lastEventAt: instant.nullable(),
        connectedAt: instant,
      })
      .nullable(),
    settings: DmSettings,
    version: z.int(),
    /** Nothing reaches anybody: messages are kept here. */
    isCaught: z.boolean(),
  }),
})

export const putDmAccount = endpoint("PUT /api/v1/dm/account", {
  right: "brand:write",
  summary: { ja: "Facebookページをつなぐ", en: "Connect a Facebook page" },
  params: { pageId: graphId, accessToken: secret, appSecret: secret },
  reply: z.object({ accountId: z.uuid() }),
  perMinute: 20,
})

export const deleteDmAccount = endpoint("DELETE /api/v1/dm/account", {
  right: "brand:write",
  summary: { ja: "Facebookページを外す", en: "Disconnect the Facebook page" },
  reply: done,
})

export const putDmSettings = endpoint("PUT /api/v1/dm/settings", {
  right: "brand:write",
  summary: { ja: "DMの設定を変える", en: "Change the settings of direct messages" },
  params: { ...DmSettings.shape, basedOn: z.int().min(0) },
  reply: z.object({ version: z.int() }),
})

const Last = z.object({ kind: z.string(), text: z.string().nullable(), direction: z.enum(["in", "out"]), at: instant })
const Whom = z.object({ service, userId: z.string(), customerId: z.uuid(), name: z.string().nullable() })

export const listDmTalks = endpoint("GET /api/v1/dm/talks", {
  right: "customers:personal",
  summary: { ja: "DMのやりとり", en: "Talks by direct message" },
  reply: z.object({ items: z.array(Whom.extend({ saidAt: instant, last: Last.nullable() })) }),
})

export const getDmTalk = endpoint("GET /api/v1/dm/talks/:service/:userId", {
  right: "customers:personal",
  summary: { ja: "ひとりとのDM", en: "The talk with one person" },
  params: { service, userId: graphId },
  reply: z.object({
    person: Whom,
    openUntil: instant,
    answerUntil: instant,
    items: z.array(
      z.object({
        messageId: z.uuid(),
        direction: z.enum(["in", "out"]),
        kind: z.string(),
        text: z.string().nullable(),
        at: instant,
        unsentAt: instant.nullable(),
        state: z.enum(saidStates).nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
})

export const postDmAnswer = endpoint("POST /api/v1/dm/talks/:service/:userId/messages", {
  right: "messages:send",
  summary: { ja: "DMで返事をする", en: "Answer by direct message" },
  params: { service, userId: graphId, text: z.string().trim().min(1).max(300) },
  reply: z.object({ messageId: z.uuid() }),
  perMinute: 60,
})

export const listCaughtDms = endpoint("GET /api/v1/dm/caught", {
  right: "customers:personal",
  summary: { ja: "受け取り箱のDM", en: "Direct messages that were caught" },
  reply: z.object({
    items: z.array(
      z.object({
        caughtId: z.uuid(),
        service,
        userId: z.string(),
        text: z.string(),
        quickReplies: z.array(z.object({ title: z.string(), payload: z.string() })).readonly(),
        caughtAt: instant,
      }),
    ),
  }),
})
