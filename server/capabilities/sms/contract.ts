import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"
import { senderOf, SmsSettings } from "./model.ts"

export const getSms = endpoint("GET /api/v1/sms", {
  right: "brand:read",
  summary: { ja: "SMSのアカウントと設定", en: "The SMS account and its settings" },
  reply: z.object({
    account: z
      .object({
        accountSid: z.string(),
        sender: z.string(),
        name: z.string(),
        /** Where the provider is to tell what people answer. */
        answersUrl: z.string(),
        closedBecause: z.string().nullable(),
        closedUntil: instant.nullable(),
        connectedAt: instant,
      })
      .nullable(),
    settings: SmsSettings,
    version: z.int(),
    /** Nothing reaches a phone: messages are kept here. */
    isCaught: z.boolean(),
  }),
})

export const putSmsAccount = endpoint("PUT /api/v1/sms/account", {
  right: "brand:write",
  summary: { ja: "SMSのアカウントをつなぐ", en: "Connect an SMS account" },
  params: {
    accountSid: z.string().regex(/^AC[0-9a-f]{32}$/),
    authToken: z.string().trim().min(16).max(200),
    sender: senderOf,
  },
  reply: z.object({ accountId: z.uuid() }),
  perMinute: 20,
})

export const deleteSmsAccount = endpoint("DELETE /api/v1/sms/account", {
  right: "brand:write",
  summary: { ja: "SMSのアカウントを外す", en: "Disconnect the SMS account" },
  reply: done,
})

export const putSmsSettings = endpoint("PUT /api/v1/sms/settings", {
  right: "brand:write",
  summary: { ja: "SMSの設定を変える", en: "Change SMS settings" },
  params: { ...SmsSettings.shape, basedOn: z.int().min(0) },
  reply: z.object({ version: z.int() }),
})

export const sizeOfSms = endpoint("POST /api/v1/sms/size", {
  right: "messages:read",
  summary: { ja: "SMSの文字数と通数と費用", en: "How many parts a text takes, and what they cost" },
  params: { text: z.string().max(2_000) },
  reply: z.object({
    encoding: z.enum(["gsm-7", "ucs-2"]),
    units: z.int(),
    parts: z.int(),
    milliYen: z.int(),
    isTooLong: z.boolean(),
  }),
  perMinute: 240,
})

export const listCaughtSms = endpoint("GET /api/v1/sms/caught", {
  right: "customers:personal",
  summary: { ja: "受け取り箱のSMS", en: "SMS that were caught" },
  reply: z.object({
    items: z.array(
      z.object({ caughtId: z.uuid(), number: z.string(), text: z.string(), parts: z.int(), caughtAt: instant }),
    ),
  }),
})
