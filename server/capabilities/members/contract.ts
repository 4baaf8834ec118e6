import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { doors, metrics, planKinds } from "./model.ts"
import { PlanDocument } from "./model-plans.ts"
import { RanksDocument, Window } from "./model-ranks.ts"
import { TermsDocument } from "./model-terms.ts"

const customerId = z.uuid()
const Words = z.object({ ja: z.string(), en: z.string() })
const note = z.string().trim().max(500).default("")
const basedOn = z.int().min(0)
const evidence = z.record(z.string().max(60), z.union([z.string().max(2_000), z.number(), z.boolean()]))
const holdingState = z.enum(["waiting", "active", "refused", "ended"])

const Rank = z.object({
  key: z.string(),
  name: Words,
  since: instant,
  until: instant.nullable(),
  next: z.object({ key: z.string(), name: Words, missing: z.number(), metric: z.enum(metrics) }).nullable(),
})
const HeldPlan = z.object({ planId: z.uuid(), name: Words, kind: z.enum(planKinds), until: instant.nullable() })

export const MemberView = z.object({
  customerId,
  enrolledAt: instant,
  by: z.enum(doors),
  left: instant.nullable(),
  /** Its ends only, without the right to personal data. */
  card: z.string(),
  terms: z.object({ version: z.int(), acceptedAt: instant }).nullable(),
  rank: Rank.nullable(),
  plans: z.array(HeldPlan),
})

export const listMembers = endpoint("GET /api/v1/members", {
  right: "loyalty:read",
  summary: { ja: "会員の一覧（新しい順）", en: "Members, the newest first" },
  params: {
    state: z.enum(["in", "left"]).default("in"),
    rank: z.string().max(40).optional(),
    planId: z.uuid().optional(),
    ...listParams,
  },
  reply: listOf(
    z.object({
      customerId,
      enrolledAt: instant,
      door: z.enum(doors),
      left: instant.nullable(),
      rankKey: z.string().nullable(),
      rankTotal: z.number().nullable(),
      missing: z.number().nullable(),
      nextKey: z.string().nullable(),
      termsVersion: z.int().nullable(),
    }),
  ),
})

export const getCircle = endpoint("GET /api/v1/members/summary", {
  right: "loyalty:read",
  summary: { ja: "会員の数（ランク別）", en: "How many members, by rank" },
  reply: z.object({
    members: z.int(),
    left: z.int(),
    /** In the last 30 days. */
    joined: z.int(),
    /** Who has yet to accept the terms as they are now. */
    asked: z.int(),
    hasTerms: z.boolean(),
    metric: z.enum(metrics).nullable(),
    currency: z.string(),
    ranks: z.array(z.object({ key: z.string(), name: Words, people: z.int() })),
  }),
})

const Why = z.object({
  metric: z.enum(metrics),
  currency: z.string(),
  window: Window,
  countsFrom: instant.nullable(),
  countsTo: instant.nullable(),
  total: z.number(),
  keepsUntil: instant.nullable(),
  missingToKeep: z.number(),
  version: z.int(),
  ranks: z.array(
    z.object({ key: z.string(), name: Words, needs: z.number(), isHeld: z.boolean(), missing: z.number() }),
  ),
})

export const MemberWhole = z.object({
  member: MemberView.extend({ qr: z.string().nullable() }).nullable(),
  benefits: z.array(Words).optional(),
  why: Why.nullable().optional(),
  acceptances: z
    .array(
      z.object({
        version: z.int(),
        acceptedAt: instant,
        door: z.string(),
        evidence: z.record(z.string(), z.unknown()),
      }),
    )
    .optional(),
  holdings: z
    .array(
      z.object({
        holdingId: z.uuid(),
        planId: z.uuid(),
        name: Words,
        kind: z.enum(planKinds),
        state: holdingState,
        cause: z.string(),
        evidence: z.record(z.string(), z.unknown()),
        askedAt: instant,
        from: instant.nullable(),
        until: instant.nullable(),
        reason: z.string().nullable(),
      }),
    )
    .optional(),
  history: z
    .array(
      z.object({
        from: z.string().nullable(),
        to: z.string(),
        at: instant,
        recordedAt: instant,
        isUp: z.boolean(),
        total: z.number(),
        why: z.enum(["enrolled", "reached", "judged", "refunded"]),
        ranksVersion: z.int(),
      }),
    )
    .optional(),
  gifts: z.array(z.object({ rankKey: z.string(), period: z.string(), givenAt: instant })).optional(),
})

export const getMember = endpoint("GET /api/v1/members/:customerId", {
  right: "loyalty:read",
  summary: {
    ja: "会員ひとり：ランクと理由、規約、プラン、履歴",
    en: "One member: rank and why, terms, plans, history",
  },
  params: { customerId },
  reply: MemberWhole,
})

export const postMember = endpoint("POST /api/v1/members", {
  right: "loyalty:write",
  summary: { ja: "入会させる。すでに会員ならそのまま", en: "Enrol a customer; a member stays as she is" },
  params: {
    customerId,
    by: z.enum(doors).default("api"),
    at: instant.optional(),
    terms: z.int().min(1).optional(),
    evidence: evidence.optional(),
  },
  reply: MemberView,
})

export const deleteMember = endpoint("DELETE /api/v1/members/:customerId", {
  right: "loyalty:write",
  summary: { ja: "退会させる", en: "End a membership" },
  params: { customerId },
  reply: done,
})

export const postMemberCard = endpoint("POST /api/v1/members/:customerId/card", {
  right: "loyalty:write",
  summary: { ja: "会員証を新しい番号にする（紛失のとき）", en: "Give a new card number, when the card was lost" },
  params: { customerId },
  reply: done,
})

export const postMemberTerms = endpoint("POST /api/v1/members/:customerId/terms", {
  right: "loyalty:write",
  summary: { ja: "規約への同意を記録する", en: "Record that a member accepted the terms" },
  params: { customerId, version: z.int().min(1), at: instant.optional(), evidence: evidence.optional() },
  reply: done,
})

export const postMemberPlan = endpoint("POST /api/v1/members/:customerId/plans", {
  right: "loyalty:write",
  summary: {
    ja: "プランを申し込む。学校のメールなどで確かめられれば始まり、そうでなければ確認を待つ",
    en: "Ask for a plan: it begins where a mail address proves it, else it waits for staff",
  },
  params: { customerId, planId: z.uuid(), key: z.string().min(1).max(100), evidence: evidence.optional() },
  reply: z.object({ state: holdingState }),
})

export const putMemberPlan = endpoint("PUT /api/v1/members/:customerId/plans/:planId", {
  right: "loyalty:write",
  summary: { ja: "スタッフが会員にプランをつける", en: "Give a member a plan" },
  params: { customerId, planId: z.uuid(), key: z.string().min(1).max(100), reason: z.string().trim().min(1).max(500) },
  reply: z.object({ state: holdingState }),
})

const Draft = z.object({ version: z.int(), revision: z.int() })
const versioned = <T extends z.ZodType>(document: T) =>
  z.object({
    version: z.int(),
    revision: z.int(),
    note: z.string(),
    changedAt: instant,
    publishedAt: instant.nullable(),
    document,
  })

export const getRanks = endpoint("GET /api/v1/member-ranks", {
  right: "loyalty:read",
  summary: { ja: "会員ランクの決まりと下書き", en: "The ranks, with their draft and versions" },
  reply: z.object({
    live: versioned(RanksDocument).nullable(),
    draft: versioned(RanksDocument).nullable(),
    versions: z.array(z.object({ version: z.int(), note: z.string(), publishedAt: instant })),
    suggested: RanksDocument,
  }),
})

export const putRanksDraft = endpoint("PUT /api/v1/member-ranks/draft", {
  right: "loyalty:write",
  summary: { ja: "ランクの下書きを保存する", en: "Save the draft of the ranks" },
  params: { document: RanksDocument, note, basedOn },
  reply: Draft,
})

export const postRanks = endpoint("POST /api/v1/member-ranks/publish", {
  right: "loyalty:write",
  summary: { ja: "ランクの下書きを公開する", en: "Publish the draft of the ranks" },
  params: { basedOn },
  reply: z.object({ version: z.int() }),
})

export const postRanksPreview = endpoint("POST /api/v1/member-ranks/preview", {
  right: "loyalty:read",
  summary: {
    ja: "このランクなら何人がどこに立つか（自社の購入から）",
    en: "How many would stand where by these ranks, on the brand's own orders",
  },
  params: { document: RanksDocument },
  reply: z.object({
    among: z.enum(["members", "customers"]),
    people: z.int(),
    isPart: z.boolean(),
    ranks: z.array(z.object({ key: z.string(), people: z.int(), up: z.int(), down: z.int() })),
    findings: z.array(z.object({ severity: z.enum(["stop", "warn"]), rank: z.string().nullable(), words: Words })),
  }),
  perMinute: 60,
})

export const getTerms = endpoint("GET /api/v1/member-terms", {
  right: "loyalty:read",
  summary: { ja: "会員規約と版", en: "The terms of the programme, with their versions" },
  reply: z.object({
    live: versioned(TermsDocument).nullable(),
    draft: versioned(TermsDocument).nullable(),
    versions: z.array(versioned(TermsDocument)),
    asked: z.int().nullable(),
  }),
})

export const putTermsDraft = endpoint("PUT /api/v1/member-terms/draft", {
  right: "loyalty:write",
  summary: { ja: "会員規約の下書きを保存する", en: "Save the draft of the terms" },
  params: { document: TermsDocument, note, basedOn },
  reply: Draft,
})

export const postTerms = endpoint("POST /api/v1/member-terms/publish", {
  right: "loyalty:write",
  summary: { ja: "会員規約の下書きを公開する", en: "Publish the draft of the terms" },
  params: { basedOn },
  reply: z.object({ version: z.int() }),
})

export const listPlans = endpoint("GET /api/v1/member-plans", {
  right: "loyalty:read",
  summary: { ja: "会員プランと、確認を待つ申し込み", en: "Plans, and the requests that wait for staff" },
  reply: z.object({
    plans: z.array(
      z.object({
        planId: z.uuid(),
        live: versioned(PlanDocument).nullable(),
        draft: versioned(PlanDocument).nullable(),
        active: z.int(),
        waiting: z.int(),
      }),
    ),
    requests: z.array(
      z.object({
        holdingId: z.uuid(),
        customerId,
        planId: z.uuid(),
        name: Words,
        askedAt: instant,
        evidence: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
})

export const postPlan = endpoint("POST /api/v1/member-plans", {
  right: "loyalty:write",
  summary: { ja: "会員プランの下書きを作る", en: "Make a plan, as a draft" },
  params: { document: PlanDocument },
  reply: z.object({ planId: z.uuid() }),
  perMinute: 60,
})

export const putPlanDraft = endpoint("PUT /api/v1/member-plans/:planId/draft", {
  right: "loyalty:write",
  summary: { ja: "会員プランの下書きを保存する", en: "Save the draft of a plan" },
  params: { planId: z.uuid(), document: PlanDocument, basedOn },
  reply: Draft,
})

export const postPlanPublished = endpoint("POST /api/v1/member-plans/:planId/publish", {
  right: "loyalty:write",
  summary: { ja: "会員プランの下書きを公開する", en: "Publish the draft of a plan" },
  params: { planId: z.uuid(), basedOn },
  reply: z.object({ version: z.int() }),
})

export const postRequestDecision = endpoint("POST /api/v1/member-plans/requests/:holdingId", {
  right: "loyalty:write",
  summary: { ja: "プランの申し込みを認める・断る", en: "Grant or refuse a request for a plan" },
  params: { holdingId: z.uuid(), isGranted: z.boolean(), reason: z.string().trim().max(500).default("") },
  reply: done,
})

export const deleteHolding = endpoint("DELETE /api/v1/member-plans/holdings/:holdingId", {
  right: "loyalty:write",
  summary: { ja: "会員のプランを終える", en: "End a member's plan" },
  params: { holdingId: z.uuid(), reason: z.string().trim().min(1).max(500) },
  reply: done,
})
