import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"
import { letterIntents } from "../messages/model-letter.ts"
import { channels, purposes, Template, templateStates, Words, writtenLetter } from "./model.ts"

export * from "./contract-shared.ts"

const templateId = z.uuid()
const name = z.object({ ja: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) })
const language = z.enum(["ja", "en"])
const topic = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .nullable()
/** As the console sends it: what has a default may be left out. */
const Document = z
  .unknown()
  .describe("A letter: version, words by language with blocks and heads for mail, LINE, SMS and push")

const Finding = z.object({
  code: z.string(),
  /** An error keeps the letter from being published. */
  level: z.enum(["error", "warning"]),
  /** `subject`, `preheader`, `look`, `mail`, `line`, `sms`, `push`, or the index of a block. */
  at: z.string(),
  say: Words,
})
const Placed = Finding.extend({ language })

export const listTemplates = endpoint("GET /api/v1/templates", {
  right: "messages:read",
  summary: { ja: "テンプレートの一覧", en: "Templates that operators wrote" },
  params: { state: z.enum([...templateStates, "open", "all"]).default("open"), query: z.string().max(100).optional() },
  reply: z.object({ items: z.array(Template) }),
})

export const listReady = endpoint("GET /api/v1/templates/ready", {
  right: "messages:read",
  summary: { ja: "用意されたテンプレート", en: "Ready-made templates" },
  reply: z.object({
    items: z.array(
      z.object({
        key: z.string(),
        name: Words,
        about: Words,
        intent: z.enum(letterIntents),
        firstWords: Words,
        /** The template that it was made into, when it was. */
        templateId: z.uuid().nullable(),
      }),
    ),
  }),
})

export const installReady = endpoint("POST /api/v1/templates/ready/:key", {
  right: "messages:write",
  summary: { ja: "用意されたテンプレートを使う", en: "Make a ready-made template one of the brand's" },
  params: { key: z.string().max(60) },
  reply: z.object({ templateId: z.uuid(), version: z.int() }),
})

export const postTemplate = endpoint("POST /api/v1/templates", {
  right: "messages:write",
  summary: { ja: "テンプレートの下書きを作る", en: "Create a template as a draft" },
  params: {
    name,
    purpose: z.enum(purposes).default("marketing"),
    intent: z.enum(letterIntents).default("value"),
    topic: topic.optional(),
    document: Document,
  },
  reply: Template,
})

export const getTemplate = endpoint("GET /api/v1/templates/:templateId", {
  right: "messages:read",
  summary: { ja: "テンプレートと下書きと過去の版", en: "Get a template, its draft and its versions" },
  params: { templateId },
  reply: z.object({
    template: Template,
    live: z.object({ version: z.int(), document: writtenLetter }).nullable(),
    draft: z
      .object({
        document: writtenLetter,
        revision: z.int(),
        basedOn: z.int(),
        changedAt: instant,
        changedBy: z.string(),
      })
      .nullable(),
    /** Newest first. */
    versions: z.array(z.object({ version: z.int(), note: z.string(), publishedAt: instant, publishedBy: z.string() })),
    /** What a text may name, as `customer.name`. */
    variables: z.array(z.string()),
  }),
})

export const getTemplateVersion = endpoint("GET /api/v1/templates/:templateId/versions/:version", {
  right: "messages:read",
  summary: { ja: "過去の版", en: "Get one version of a template" },
  params: { templateId, version: z.coerce.number().int().min(1) },
  reply: z.object({
    version: z.int(),
    document: writtenLetter,
    note: z.string(),
    publishedAt: instant,
    publishedBy: z.string(),
  }),
})

export const patchTemplate = endpoint("PATCH /api/v1/templates/:templateId", {
  right: "messages:write",
  summary: { ja: "名前・目的・狙いを変える", en: "Change name, purpose, intent or topic" },
  params: {
    templateId,
    name: name.optional(),
    purpose: z.enum(purposes).optional(),
    intent: z.enum(letterIntents).optional(),
    topic: topic.optional(),
  },
  reply: Template,
})

export const saveTemplateDraft = endpoint("PUT /api/v1/templates/:templateId/draft", {
  right: "messages:write",
  summary: { ja: "下書きを保存する", en: "Save the draft of a template" },
  params: {
    templateId,
    document: Document,
    /** The revision that was edited; 0 for a new draft. */
    revision: z.int().min(0),
  },
  reply: z.object({ revision: z.int(), findings: z.array(Placed) }),
})

export const discardTemplateDraft = endpoint("DELETE /api/v1/templates/:templateId/draft", {
  right: "messages:write",
  summary: { ja: "下書きを捨てる", en: "Discard the draft of a template" },
  params: { templateId },
  reply: done,
})

export const publishTemplate = endpoint("POST /api/v1/templates/:templateId/publish", {
  right: "messages:write",
  summary: { ja: "下書きを公開する", en: "Publish the draft of a template" },
  params: { templateId, revision: z.int().min(1), note: z.string().trim().max(200).optional() },
  reply: z.object({ version: z.int(), findings: z.array(Placed) }),
})

export const duplicateTemplate = endpoint("POST /api/v1/templates/:templateId/duplicate", {
  right: "messages:write",
  summary: { ja: "テンプレートを複製する", en: "Duplicate a template as a draft" },
  params: { templateId, name: name.optional() },
  reply: Template,
})

const moved = (verb: "archive" | "bin" | "restore", ja: string, en: string) =>
  endpoint(`POST /api/v1/templates/:templateId/${verb}`, {
    right: "messages:write",
    summary: { ja, en },
    params: { templateId },
    reply: Template,
  })
export const archiveTemplate = moved("archive", "テンプレートをしまう", "Archive a template")
export const binTemplate = moved(
  "bin",
  "テンプレートをごみ箱に入れる（30日）",
  "Put a template into the bin for 30 days",
)
export const restoreTemplate = moved("restore", "しまったテンプレートを戻す", "Take a template out of archive or bin")

const InboxLine = z.object({ shown: z.string(), cut: z.string() })
const Rendering = z.object({
  mail: z
    .object({
      fromName: z.string(),
      subject: z.string(),
      preheader: z.string(),
      html: z.string(),
      text: z.string(),
      inbox: z.object({ subject: InboxLine, preheader: InboxLine }),
      asksConsent: z.boolean(),
    })
    .optional(),
  /** LINE's own message objects. */
  line: z.object({ messages: z.array(z.record(z.string(), z.unknown())).readonly() }).optional(),
  sms: z.object({ text: z.string() }).optional(),
  push: z.object({ title: z.string(), text: z.string(), to: z.string(), image: z.string().optional() }).optional(),
  dm: z
    .object({
      text: z.string(),
      quickReplies: z.array(z.object({ title: z.string(), payload: z.string() })).readonly(),
    })
    .optional(),
})
const Preview = z.object({
  /** Null when this channel is not written or could not be filled in. */
  rendering: Rendering.nullable(),
  findings: z.array(Finding),
  spam: z
    .object({
      points: z.number(),
      signs: z.array(z.object({ code: z.string(), points: z.number(), say: Words })).readonly(),
    })
    .nullable(),
})
const seen = {
  templateId,
  /** Without it the draft or what is published is shown. */
  document: Document.optional(),
  language,
  channel: z.enum(channels),
  /** As somebody sees it who agreed to letters; false: as everybody else does. */
  withConsent: z.boolean().default(true),
}

export const previewTemplate = endpoint("POST /api/v1/templates/:templateId/preview", {
  right: "messages:read",
  summary: { ja: "見本のお客様でプレビューする", en: "Preview a template with sample data" },
  params: { ...seen, sample: z.enum(["sample", "bare"]).optional() },
  reply: Preview,
  perMinute: 240,
})

export const previewForCustomer = endpoint("POST /api/v1/templates/:templateId/preview-for/:customerId", {
  right: "customers:personal",
  summary: { ja: "実際のお客様でプレビューする", en: "Preview a template as a real customer" },
  params: { ...seen, customerId: z.uuid() },
  reply: Preview,
  perMinute: 240,
})

export const sendTemplateTest = endpoint("POST /api/v1/templates/:templateId/test", {
  right: "messages:send",
  summary: { ja: "試しに送る", en: "Send a test of a template by mail" },
  params: { templateId, document: Document.optional(), language, to: z.string().min(3).max(254) },
  reply: z.object({ messageId: z.uuid() }),
  perMinute: 20,
})

export const checkTemplateAudience = endpoint("POST /api/v1/templates/:templateId/audience-check", {
  right: "messages:read",
  summary: {
    ja: "セグメントの方々で確かめる（足りない項目）",
    en: "Try a template on people of a segment: what would be missing",
  },
  params: { templateId, document: Document.optional(), segmentId: z.uuid() },
  reply: z.object({
    /** How many people it was tried on, at most sixty, spread over the segment. */
    people: z.int(),
    /** For how many it could not be written, by channel and by what is missing. */
    troubles: z.array(z.object({ channel: z.enum(channels), missing: z.string(), people: z.int() })),
    /** How many would be greeted without a name. */
    nameless: z.int(),
  }),
  perMinute: 20,
})

export const sendTemplateChannelTest = endpoint("POST /api/v1/templates/:templateId/test-on/:channel", {
  right: "messages:send",
  summary: {
    ja: "LINE・SMS・プッシュで試しに送る",
    en: "Send a test by LINE, SMS or push to somebody who agreed to letters there",
  },
  params: {
    templateId,
    channel: z.enum(["line", "sms", "push", "dm"]),
    document: Document.optional(),
    language,
    customerId: z.uuid(),
  },
  reply: done,
  perMinute: 20,
})
