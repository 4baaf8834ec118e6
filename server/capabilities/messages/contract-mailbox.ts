import { z } from "zod"
import { endpoint, instant, listOf, listParams } from "#kernel/endpoint"

const Box = z.object({ name: z.string().optional(), address: z.string() })

const CaughtSummary = z.object({
  caughtId: z.uuid(),
  receivedAt: instant,
  mailId: z.string(),
  from: Box,
  to: z.array(Box),
  subject: z.string(),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.int() })),
})

export const listCaught = endpoint("GET /api/v1/caught-mails", {
  right: "customers:personal",
  summary: { ja: "キャッチャーが受け取ったメール", en: "List mails that the catcher received" },
  params: { ...listParams, mailId: z.string().max(300).optional() },
  reply: listOf(CaughtSummary),
})

export const getCaught = endpoint("GET /api/v1/caught-mails/:caughtId", {
  right: "customers:personal",
  summary: { ja: "受け取ったメールの中身", en: "Get a caught mail as its reader would see it" },
  params: { caughtId: z.uuid() },
  reply: CaughtSummary.extend({
    envelopeFrom: z.string(),
    envelopeTo: z.array(z.string()),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    html: z.string(),
    text: z.string(),
    /** The mail as it came over the wire. */
    source: z.string(),
  }),
})

export const emptyCatcher = endpoint("DELETE /api/v1/caught-mails", {
  right: "messages:write",
  summary: { ja: "受け取ったメールをすべて消す", en: "Delete all caught mails" },
  reply: z.object({ deleted: z.int() }),
})

export const getMailSettings = endpoint("GET /api/v1/mail-settings", {
  right: "brand:read",
  summary: { ja: "メールの送り方", en: "How mails leave" },
  reply: z.object({
    version: z.int(),
    /** `catcher`, or host and port of the mail server. */
    way: z.string(),
    /** Mails are kept here and reach nobody. */
    isCaught: z.boolean(),
    from: Box,
    replyTo: z.string().nullable(),
    /** The host of the brand's own mail server, if it has one. */
    ownServer: z.string().nullable(),
    bounceDomain: z.string(),
    keepBodyDays: z.int(),
    /** The brand's signing key; null while it has none. */
    dkim: z
      .object({
        domain: z.string(),
        isActive: z.boolean(),
        /** What is to be put into DNS. */
        record: z.object({ name: z.string(), type: z.string(), value: z.string() }),
        /** False when the sender's address has another domain by now: then nothing is signed. */
        fitsSender: z.boolean(),
      })
      .nullable(),
  }),
})

const basedOn = z.coerce.number().int().min(0)
const changed = z.object({ version: z.int() })

export const makeDkimKey = endpoint("POST /api/v1/mail-settings/dkim", {
  right: "brand:write",
  summary: { ja: "DKIM の鍵を作る", en: "Make a DKIM key" },
  params: { basedOn },
  reply: changed,
  freshSignIn: true,
  perMinute: 10,
})

export const activateDkim = endpoint("PUT /api/v1/mail-settings/dkim", {
  right: "brand:write",
  summary: { ja: "DKIM の署名をはじめる・やめる", en: "Begin or stop signing with DKIM" },
  params: { isActive: z.boolean(), basedOn },
  reply: changed,
  freshSignIn: true,
})

export const dropDkimKey = endpoint("DELETE /api/v1/mail-settings/dkim", {
  right: "brand:write",
  summary: { ja: "DKIM の鍵を捨てる", en: "Forget the DKIM key" },
  params: { basedOn },
  reply: changed,
  freshSignIn: true,
})

export const changeMailSettings = endpoint("PUT /api/v1/mail-settings", {
  right: "brand:write",
  summary: { ja: "メールの送り方を変える", en: "Change how mails leave" },
  params: {
    /** `smtps://user:password@host`; null for the installation's; left out it stays. Never shown again. */
    server: z.string().max(1_000).nullable().optional(),
    bounceDomain: z.string().max(253).optional(),
    keepBodyDays: z.int().min(1).max(3_650).optional(),
    basedOn: z.int().min(0),
  },
  reply: z.object({ version: z.int() }),
  freshSignIn: true,
})

export const listSenders = endpoint("GET /api/v1/mail-senders", {
  right: "messages:read",
  summary: { ja: "止まっている送信と理由", en: "List ways out that were closed, and why" },
  reply: z.object({
    items: z.array(
      z.object({
        sender: z.string(),
        isPaused: z.boolean(),
        reason: z.string(),
        response: z.string().nullable(),
        pausedAt: instant,
        /** When one mail tries again by itself. */
        pausedUntil: instant,
        resumedAt: instant.nullable(),
        /** Messages that wait for it. */
        waiting: z.int(),
      }),
    ),
  }),
})

export const resumeSender = endpoint("POST /api/v1/mail-senders/resume", {
  right: "messages:send",
  summary: { ja: "送信を再開する", en: "Let mails leave again" },
  params: { sender: z.string().max(300) },
  reply: z.object({ sender: z.string() }),
})
