import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { Form, FormDocument, formKinds, Submission, Totals } from "./model.ts"
import { SignupSettings } from "./model-settings.ts"

const formId = z.uuid()
const name = z.string().trim().min(1).max(80)
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
const basedOn = z.int().min(1)
const days = z.coerce.number().int().min(1).max(366).default(30)
const Versioned = z.object({ settings: SignupSettings, version: z.int().min(0) })

export const listSignupForms = endpoint("GET /api/v1/sign-up-forms", {
  right: "messages:read",
  summary: { ja: "登録フォームと、この30日の数", en: "Sign-up forms, with the sums of the last thirty days" },
  reply: z.object({ items: z.array(Form.extend({ totals: Totals })) }),
})

export const getSignupForm = endpoint("GET /api/v1/sign-up-forms/:formId", {
  right: "messages:read",
  summary: {
    ja: "登録フォームひとつ（下書きと設置のしかた）",
    en: "One form: its draft, and how to put it into a shop",
  },
  params: { formId },
  reply: z.object({
    form: Form,
    draft: FormDocument,
    revision: z.int(),
    versions: z.array(z.object({ version: z.int(), publishedAt: instant })),
    install: z.object({ url: z.string(), tag: z.string(), place: z.string(), reservedHeight: z.int() }),
  }),
})

export const postSignupForm = endpoint("POST /api/v1/sign-up-forms", {
  right: "messages:write",
  summary: { ja: "登録フォームを作る", en: "Make a sign-up form" },
  params: { name, slug, kind: z.enum(formKinds) },
  reply: z.object({ formId }),
  perMinute: 60,
})

export const patchSignupForm = endpoint("PATCH /api/v1/sign-up-forms/:formId", {
  right: "messages:write",
  summary: { ja: "登録フォームの下書きを変える", en: "Change a form's draft" },
  params: { formId, name: name.optional(), document: FormDocument.optional(), basedOn },
  reply: z.object({ revision: z.int() }),
})

export const publishSignupForm = endpoint("POST /api/v1/sign-up-forms/:formId/publish", {
  right: "messages:approve",
  summary: { ja: "下書きを公開する。公開した版は変わらない", en: "Publish the draft; what is published never changes" },
  params: { formId, basedOn },
  reply: z.object({ version: z.int() }),
})

export const putSignupState = endpoint("PUT /api/v1/sign-up-forms/:formId/state", {
  right: "messages:approve",
  summary: { ja: "登録フォームを止める・再開する", en: "Stop showing a form, or show it again" },
  params: { formId, state: z.enum(["live", "paused"]) },
  reply: done,
})

export const postSignupPreview = endpoint("POST /api/v1/sign-up-forms/:formId/preview", {
  right: "messages:read",
  summary: { ja: "下書きの見た目", en: "What a draft looks like" },
  params: {
    formId,
    document: FormDocument,
    language: z.enum(["ja", "en"]),
    moment: z.enum(["asking", "thanks"]).default("asking"),
  },
  reply: z.object({ html: z.string() }),
})

export const getSignupNumbers = endpoint("GET /api/v1/sign-up-forms/:formId/numbers", {
  right: "messages:read",
  summary: { ja: "表示・登録・確認の数（日ごと）", en: "How often shown, filled in and confirmed, by day" },
  params: { formId, days },
  reply: z.object({ days: z.array(Totals.extend({ day: z.string() })), totals: Totals, zone: z.string() }),
})

export const listSignups = endpoint("GET /api/v1/sign-ups", {
  right: "customers:read",
  summary: { ja: "登録の記録", en: "Who filled forms in, newest first" },
  params: { ...listParams, formId: formId.optional() },
  reply: listOf(Submission),
})

export const getSignupSettings = endpoint("GET /api/v1/sign-up-settings", {
  right: "brand:read",
  summary: { ja: "登録のしかたと、お便りの種類", en: "How people join, and what they can choose" },
  reply: Versioned,
})

export const putSignupSettings = endpoint("PUT /api/v1/sign-up-settings", {
  right: "brand:write",
  summary: { ja: "登録のしかたと、お便りの種類を変える", en: "Change how people join, and what they can choose" },
  params: { settings: SignupSettings, basedOn: z.int().min(0) },
  reply: Versioned,
})
