import { z } from "zod"
import { endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { letterOrigin } from "./model-letter.ts"
import { messageStates } from "./model-states.ts"

const Words = z.object({ ja: z.string(), en: z.string() })

/** A message without anything personal: whom it went to and what it said is asked for apart, by those who may see it. */
export const MessageSummary = z.object({
  messageId: z.uuid(),
  customerId: z.uuid().nullable(),
  kind: z.string(),
  title: Words,
  purpose: z.enum(["transactional", "marketing"]),
  language: z.enum(["ja", "en"]),
  state: z.enum(messageStates),
  reason: z.string().nullable(),
  /** Sent to try out a wording. */
  isTest: z.boolean(),
  /** `email`, `line`, `sms` …; null while none is chosen. */
  channel: z.string().nullable(),
  /** Of a letter: when it is due. */
  sendAt: instant.nullable(),
  attempts: z.int(),
  plannedAt: instant,
  acceptedAt: instant.nullable(),
  endedAt: instant.nullable(),
})

export const listMessages = endpoint("GET /api/v1/messages", {
  right: "messages:read",
  summary: { ja: "メッセージの記録（新しい順）", en: "List messages, newest first" },
  params: {
    ...listParams,
    kind: z.string().max(100).optional(),
    state: z.enum(messageStates).optional(),
    customerId: z.uuid().optional(),
    from: instant.optional(),
    until: instant.optional(),
  },
  reply: listOf(MessageSummary),
})

export const countMessages = endpoint("GET /api/v1/message-counts", {
  right: "messages:read",
  summary: { ja: "メッセージの数（種類と状態ごと）", en: "Count messages by kind and state" },
  params: { from: instant, until: instant.optional() },
  reply: z.object({
    items: z.array(z.object({ kind: z.string(), title: Words, state: z.enum(messageStates), count: z.int() })),
  }),
})

export const getMessage = endpoint("GET /api/v1/messages/:messageId", {
  right: "messages:read",
  summary: { ja: "メッセージの詳細と送信の経過", en: "Get a message with every attempt to send it" },
  params: { messageId: z.uuid() },
  reply: MessageSummary.extend({
    key: z.string(),
    cause: z.string(),
    expiresAt: instant.nullable(),
    /** The Message-ID field, without brackets. */
    mailId: z.string(),
    /** `catcher`, or host and port of the mail server. */
    transport: z.string().nullable(),
    /** 0 is the wording that the kind came with. */
    templateVersion: z.int().nullable(),
    templateHash: z.string().nullable(),
    contentHash: z.string().nullable(),
    /** Of a letter: the template, and which campaign or flow planned it. */
    templateId: z.uuid().nullable(),
    origin: letterOrigin.nullable(),
    /** The letter that says it instead. */
    mergedInto: z.uuid().nullable(),
    mayResend: z.boolean(),
    tries: z.array(
      z.object({
        round: z.int(),
        attempt: z.int(),
        at: instant,
        outcome: z.string(),
        reason: z.string().nullable(),
        phase: z.string().nullable(),
        code: z.int().nullable(),
        response: z.string().nullable(),
        transport: z.string().nullable(),
      }),
    ),
  }),
})

export const MailContent = z.object({
  from: z.object({ name: z.string(), address: z.string() }),
  to: z.object({ name: z.string().nullable(), address: z.string().nullable() }),
  replyTo: z.string().nullable(),
  subject: z.string(),
  preheader: z.string(),
  html: z.string(),
  text: z.string(),
})

export const getMessageContent = endpoint("GET /api/v1/messages/:messageId/content", {
  right: "customers:personal",
  summary: { ja: "送ったメールの宛先と本文", en: "Whom a message went to and what it said" },
  params: { messageId: z.uuid() },
  reply: z.object({
    to: z.object({ name: z.string().nullable(), address: z.string().nullable() }),
    /** As it was sent; null before it was rendered and after the text was forgotten. */
    sent: MailContent.extend({ renderedAt: instant }).nullable(),
    /** The text was kept for its time and is gone; its hash stays. */
    isForgotten: z.boolean(),
  }),
})

export const resendMessage = endpoint("POST /api/v1/messages/:messageId/resend", {
  right: "messages:send",
  summary: { ja: "もう一度送る", en: "Send a failed or unknown message again" },
  params: { messageId: z.uuid() },
  reply: z.object({ messageId: z.uuid(), round: z.int() }),
})
