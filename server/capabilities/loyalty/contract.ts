import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"
import { Programme } from "./model.ts"
import { acts } from "./model-actions.ts"
import { actRefusals } from "./act-rules.ts"

const Sentence = z.object({ ja: z.string(), en: z.string() })
const Lint = z.object({
  rule: z.string(),
  level: z.enum(["must", "warn", "note"]),
  law: Sentence.nullable(),
  says: Sentence,
  doThis: Sentence,
  at: z.string(),
})
const Version = z.object({
  version: z.int(),
  note: z.string(),
  revision: z.int(),
  changedAt: instant,
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
  holdsFrom: instant.nullable(),
})
const Difference = z.object({ at: z.string(), before: z.unknown(), after: z.unknown() })
const version = z.coerce.number().int().min(1)
const note = z.string().trim().max(300)

export const Judged = z.object({
  points: z.int(),
  base: z.int(),
  programmeVersion: z.int().nullable(),
  steps: z.array(z.object({ rule: z.string(), name: Sentence, points: z.int(), why: Sentence })),
  lines: z.array(z.object({ lineId: z.string(), points: z.int(), base: z.int(), why: Sentence })),
})

const ActionSum = z.object({
  action: z.string(),
  people: z.int(),
  times: z.int(),
  points: z.int(),
  waiting: z.int(),
})

export const getOverview = endpoint("GET /api/v1/loyalty", {
  right: "loyalty:read",
  summary: {
    ja: "会員制度のいま（制度、今月の動き、待っている申請）",
    en: "The programme as it stands, and this month",
  },
  reply: z.object({
    programme: Programme.nullable(),
    version: z.int().nullable(),
    holdsFrom: instant.nullable(),
    hasDraft: z.boolean(),
    currency: z.string(),
    month: z.object({
      from: instant,
      orders: z.int(),
      people: z.int(),
      sales: z.int(),
      purchasePoints: z.int(),
      multiplierPoints: z.int(),
      rankPoints: z.int(),
      actionPoints: z.int(),
      takenBack: z.int(),
    }),
    days: z.array(z.object({ day: z.string(), purchase: z.int(), action: z.int() })),
    actions: z.array(ActionSum),
    multipliers: z.array(
      z.object({
        key: z.string(),
        state: z.enum(["running", "to-come", "over", "off"]),
        points: z.int(),
        people: z.int(),
        orders: z.int(),
      }),
    ),
    waiting: z.int(),
    lints: z.array(Lint),
  }),
})

export const getDraft = endpoint("GET /api/v1/loyalty/programme", {
  right: "loyalty:read",
  summary: { ja: "会員制度の下書き、または公開中の版", en: "The draft of the programme, or what holds" },
  reply: z.object({
    programme: Programme,
    note: z.string(),
    revision: z.int(),
    live: Version.nullable(),
    lints: z.array(Lint),
    differences: z.array(Difference),
  }),
})

export const putDraft = endpoint("PUT /api/v1/loyalty/programme", {
  right: "loyalty:write",
  summary: { ja: "下書きを保存する", en: "Save the draft" },
  params: { programme: Programme, note: note.default(""), basedOn: z.int().min(0) },
  reply: z.object({ version: z.int(), revision: z.int(), lints: z.array(Lint), differences: z.array(Difference) }),
})

export const deleteDraft = endpoint("DELETE /api/v1/loyalty/programme", {
  right: "loyalty:write",
  summary: { ja: "下書きを捨てる", en: "Discard the draft" },
  reply: done,
})

export const postPublish = endpoint("POST /api/v1/loyalty/programme/publish", {
  right: "loyalty:write",
  summary: {
    ja: "下書きを公開する。以前の注文は前の版のまま",
    en: "Publish the draft; earlier orders keep their version",
  },
  params: { basedOn: z.int().min(1), holdsFrom: instant.optional() },
  reply: Version,
})

export const listVersions = endpoint("GET /api/v1/loyalty/versions", {
  right: "loyalty:read",
  summary: { ja: "版の一覧（新しい順）", en: "Versions, the newest first" },
  reply: z.object({ items: z.array(Version) }),
})

export const getVersion = endpoint("GET /api/v1/loyalty/versions/:version", {
  right: "loyalty:read",
  summary: { ja: "ひとつの版と、ひとつ前からの違い", en: "One version, and what it changed" },
  params: { version },
  reply: z.object({ programme: Programme, differences: z.array(Difference) }),
})

export const postPreview = endpoint("POST /api/v1/loyalty/preview", {
  right: "loyalty:read",
  summary: {
    ja: "注文ひとつのポイントを商品ごとに説明する（下書きでも）",
    en: "Explain what an order earns line by line, also by a draft",
  },
  params: {
    orderId: z.uuid().optional(),
    number: z.string().trim().max(100).optional(),
    programme: Programme.optional(),
  },
  reply: z.object({
    found: z
      .object({
        order: z.object({
          orderId: z.uuid(),
          number: z.string(),
          placedAt: instant,
          total: z.int(),
          currency: z.string(),
        }),
        judged: Judged,
        confirmsAt: instant.nullable(),
        stands: z.object({ points: z.int(), version: z.int() }).nullable(),
        lines: z.array(z.object({ lineId: z.string(), title: z.string(), amount: z.int() })),
        isMember: z.boolean(),
      })
      .nullable(),
  }),
})

export const postQuote = endpoint("POST /api/v1/loyalty/quote", {
  right: "loyalty:read",
  summary: { ja: "買い物で付くポイントを見積もる", en: "What a purchase would earn" },
  params: {
    customerId: z.uuid().nullable().default(null),
    lines: z
      .array(
        z.strictObject({
          lineId: z.string().min(1).max(200),
          amount: z.int().min(0).max(1_000_000_000),
          taxRate: z.int().min(0).max(10_000).optional(),
          taxIncluded: z.boolean().optional(),
          product: z.string().max(200).optional(),
        }),
      )
      .max(500),
    channel: z.enum(["online", "store"]).optional(),
    paidWithPoints: z.int().min(0).max(1_000_000_000).optional(),
    at: instant.optional(),
  },
  reply: Judged,
})

export const postAct = endpoint("POST /api/v1/loyalty/acts", {
  right: "loyalty:write",
  summary: {
    ja: "アクション（フォロー・来店など）を伝えて付与する。同じ causeId なら一度だけ",
    en: "Tell of an act that earns: once for the same causeId",
  },
  params: {
    customerId: z.uuid(),
    action: z.string().min(1).max(60),
    causeId: z.string().trim().min(1).max(300),
    at: instant.optional(),
    proof: z.strictObject({ url: z.url().max(2_000).optional(), words: z.string().max(2_000).optional() }).optional(),
  },
  reply: z.object({
    kind: z.enum(["awarded", "waiting", "refused"]),
    points: z.int(),
    actId: z.uuid().nullable(),
    reason: z.enum(actRefusals).nullable(),
    why: Sentence.nullable(),
  }),
})

export const listWaiting = endpoint("GET /api/v1/loyalty/acts/waiting", {
  right: "loyalty:read",
  summary: { ja: "確認を待つ申請（古い順）", en: "Claims that wait for a look, the oldest first" },
  reply: z.object({
    items: z.array(
      z.object({
        actId: z.uuid(),
        customerId: z.uuid(),
        name: z.string().nullable(),
        action: z.string(),
        title: Sentence,
        act: z.enum(acts).nullable(),
        points: z.int(),
        at: instant,
        proof: z.object({ url: z.string().optional(), words: z.string().optional() }).nullable(),
      }),
    ),
  }),
})

export const postDecision = endpoint("POST /api/v1/loyalty/acts/:actId/decide", {
  right: "points:adjust",
  summary: { ja: "申請を認める、または断る", en: "Accept a claim, or refuse it" },
  params: { actId: z.uuid(), approve: z.boolean(), reason: z.string().trim().max(300).optional() },
  reply: done,
})

const Fix = z.object({
  fixId: z.uuid(),
  version: z.int(),
  from: instant,
  until: instant,
  reason: z.string(),
  state: z.enum(["looked-at", "applied", "reversed"]),
  madeAt: instant,
  madeBy: z.string(),
  appliedAt: instant.nullable(),
  appliedBy: z.string().nullable(),
  reversedAt: instant.nullable(),
  reversedBy: z.string().nullable(),
  orders: z.int(),
  people: z.int(),
  more: z.int(),
  fewer: z.int(),
})

export const listFixes = endpoint("GET /api/v1/loyalty/fixes", {
  right: "loyalty:read",
  summary: { ja: "過去の注文のやり直しの一覧", en: "Corrections of past orders" },
  reply: z.object({ items: z.array(Fix) }),
})

export const postFix = endpoint("POST /api/v1/loyalty/fixes", {
  right: "loyalty:write",
  summary: {
    ja: "過去の注文を別の版で数え直して差を見る（付与はしない）",
    en: "Look what past orders come to by another version; nothing is posted",
  },
  params: { version, from: instant, until: instant, reason: z.string().trim().min(1).max(300) },
  reply: Fix,
  perMinute: 10,
})

export const getFix = endpoint("GET /api/v1/loyalty/fixes/:fixId", {
  right: "loyalty:read",
  summary: { ja: "やり直しひとつと、影響の大きい注文", en: "One correction, and the orders that change most" },
  params: { fixId: z.uuid() },
  reply: z.object({
    fix: Fix,
    orders: z.array(
      z.object({
        orderId: z.uuid(),
        number: z.string().nullable(),
        customerId: z.uuid(),
        pointsBefore: z.int(),
        pointsAfter: z.int(),
      }),
    ),
  }),
})

export const postFixApply = endpoint("POST /api/v1/loyalty/fixes/:fixId/apply", {
  right: "points:approve",
  summary: { ja: "見た差をそのまま付与・取消する", en: "Post the difference that was looked at" },
  params: { fixId: z.uuid() },
  reply: done,
})

export const postFixReverse = endpoint("POST /api/v1/loyalty/fixes/:fixId/reverse", {
  right: "points:approve",
  summary: { ja: "やり直しをまとめて取り消す", en: "Take a correction back as a whole" },
  params: { fixId: z.uuid() },
  reply: done,
})
