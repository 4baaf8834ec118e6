import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"
import { mailDocument } from "./model-blocks.ts"

const Words = z.object({ ja: z.string(), en: z.string() })
const language = z.enum(["ja", "en"])
const place = { kind: z.string().max(100), language }

/** A document as the console sends it: what has a default may be left out. */
const Document = z.unknown().describe("A mail document: version, subject, preheader, blocks")

const Finding = z.object({
  code: z.string(),
  /** An error keeps the document from being published. */
  level: z.enum(["error", "warning"]),
  /** `subject`, `preheader`, `look`, `mail`, or the index of a block. */
  at: z.string(),
  say: Words,
})

const InboxLine = z.object({ shown: z.string(), cut: z.string() })
const Rendering = z.object({
  fromName: z.string(),
  subject: z.string(),
  preheader: z.string(),
  html: z.string(),
  text: z.string(),
  /** What a phone's list of mails shows of it, and what it cuts off. */
  inbox: z.object({ subject: InboxLine, preheader: InboxLine }),
  /** Parts of it are only for those who agreed. */
  asksConsent: z.boolean(),
})

export const listTemplates = endpoint("GET /api/v1/message-templates", {
  right: "messages:read",
  summary: { ja: "メールの種類と文面", en: "List message kinds and their wordings" },
  reply: z.object({
    items: z.array(
      z.object({
        kind: z.string(),
        title: Words,
        purpose: z.enum(["transactional", "marketing"]),
        languages: z.array(
          z.object({
            language,
            /** 0 is the wording that the kind came with. */
            version: z.int(),
            subject: z.string(),
            publishedAt: instant.nullable(),
            hasDraft: z.boolean(),
          }),
        ),
      }),
    ),
  }),
})

export const getTemplate = endpoint("GET /api/v1/message-templates/:kind/:language", {
  right: "messages:read",
  summary: { ja: "文面と下書きと過去の版", en: "Get a wording, its draft and its versions" },
  params: place,
  reply: z.object({
    kind: z.string(),
    title: Words,
    purpose: z.enum(["transactional", "marketing"]),
    language,
    published: z.object({ version: z.int(), document: mailDocument }),
    draft: z
      .object({
        document: mailDocument,
        revision: z.int(),
        basedOn: z.int(),
        changedAt: instant,
        changedBy: z.string(),
      })
      .nullable(),
    /** Newest first, without version 0. */
    versions: z.array(z.object({ version: z.int(), publishedAt: instant, publishedBy: z.string() })),
    samples: z.array(z.string()),
    /** What a text may name, as `order.number`. */
    variables: z.array(z.string()),
  }),
})

export const getTemplateVersion = endpoint("GET /api/v1/message-templates/:kind/:language/versions/:version", {
  right: "messages:read",
  summary: { ja: "過去の版の文面", en: "Get one version of a wording" },
  params: { ...place, version: z.coerce.number().int().min(0) },
  reply: z.object({ version: z.int(), document: mailDocument, publishedAt: instant.nullable() }),
})

export const saveDraft = endpoint("PUT /api/v1/message-templates/:kind/:language/draft", {
  right: "messages:write",
  summary: { ja: "下書きを保存する", en: "Save the draft of a wording" },
  params: {
    ...place,
    document: Document,
    /** The revision that was edited; 0 for a new draft. */
    revision: z.int().min(0),
  },
  reply: z.object({ revision: z.int(), findings: z.array(Finding) }),
})

export const discardDraft = endpoint("DELETE /api/v1/message-templates/:kind/:language/draft", {
  right: "messages:write",
  summary: { ja: "下書きを捨てる", en: "Discard the draft of a wording" },
  params: place,
  reply: done,
})

export const publishDraft = endpoint("POST /api/v1/message-templates/:kind/:language/publish", {
  right: "messages:write",
  summary: { ja: "下書きを公開する", en: "Publish the draft of a wording" },
  params: { ...place, revision: z.int().min(1) },
  reply: z.object({ version: z.int(), findings: z.array(Finding) }),
})

export const previewTemplate = endpoint("POST /api/v1/message-templates/:kind/:language/preview", {
  right: "messages:read",
  summary: { ja: "見本のお客様でプレビューする", en: "Preview a wording with sample data" },
  params: {
    ...place,
    /** Without it the published wording is shown. */
    document: Document.optional(),
    sample: z.string().max(60).optional(),
    /** As somebody sees it who agreed to letters; false: as everybody else does. */
    withConsent: z.boolean().default(true),
  },
  reply: z.object({ rendering: Rendering.nullable(), findings: z.array(Finding) }),
  perMinute: 240,
})

export const previewForMessage = endpoint("POST /api/v1/message-templates/:kind/:language/preview-for/:messageId", {
  right: "customers:personal",
  summary: { ja: "実際のお客様のデータでプレビューする", en: "Preview a wording with the data of a real message" },
  params: { ...place, messageId: z.uuid(), document: Document.optional(), withConsent: z.boolean().default(true) },
  reply: z.object({ rendering: Rendering.nullable(), findings: z.array(Finding) }),
  perMinute: 240,
})

export const sendTest = endpoint("POST /api/v1/message-templates/:kind/:language/test", {
  right: "messages:send",
  summary: { ja: "テストメールを送る", en: "Send a test of a wording" },
  params: {
    ...place,
    document: Document.optional(),
    sample: z.string().max(60).optional(),
    to: z.string().min(3).max(254),
  },
  reply: z.object({ messageId: z.uuid() }),
  perMinute: 20,
})
