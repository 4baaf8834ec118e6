import { z } from "zod"
import { done, endpoint, instant, listParams } from "#kernel/endpoint"
import { originClasses, postingKinds, purposes } from "./model.ts"
import { PointsSettings } from "./model-settings.ts"

const customerId = z.uuid()
const Words = z.object({ ja: z.string(), en: z.string() })
const words = z.strictObject({ ja: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) })
const Cause = z.object({ type: z.string(), id: z.string(), rule: z.string(), seq: z.int() })
/** Names what points are moved for; the same again moves nothing. */
const cause = z.strictObject({ type: z.literal("api").default("api"), id: z.string().trim().min(1).max(200) })
const points = z.int().min(1).max(1_000_000_000)

export const Balance = z.object({
  available: z.int(),
  pending: z.int(),
  held: z.int(),
  debt: z.int(),
  earnedEver: z.int(),
  nextExpiry: z.object({ points: z.int(), at: instant }).nullable(),
})

export const getPoints = endpoint("GET /api/v1/customers/:customerId/points", {
  right: "loyalty:read",
  summary: { ja: "お客様のポイントの残高", en: "What a customer has in points" },
  params: { customerId },
  reply: Balance,
  perMinute: 3_000,
})

export const listPointHistory = endpoint("GET /api/v1/customers/:customerId/points/history", {
  right: "loyalty:read",
  summary: {
    ja: "ポイントの履歴（新しい順、理由とそのときの残高つき）",
    en: "What happened with a customer's points, with reasons and running balance",
  },
  params: { customerId, ...listParams },
  reply: z.object({
    items: z.array(
      z.object({
        transactionId: z.uuid(),
        postedAt: instant,
        effectiveAt: instant,
        lateFrom: instant.nullable(),
        kind: z.enum(postingKinds),
        points: z.int(),
        balanceAfter: z.int(),
        reason: Words,
        cause: Cause,
        orderId: z.uuid().nullable(),
        /** What staff wrote, for adjustments by hand. */
        remark: z.string().nullable(),
      }),
    ),
    cursor: z.string().nullable(),
  }),
})

export const listLots = endpoint("GET /api/v1/customers/:customerId/points/lots", {
  right: "loyalty:read",
  summary: {
    ja: "持っているポイントの内訳（期限の近い順）",
    en: "What a customer has by lot, what ends first in front",
  },
  params: { customerId },
  reply: z.object({
    items: z.array(
      z.object({
        lotId: z.uuid(),
        origin: z.enum(originClasses),
        qty: z.int(),
        pending: z.int(),
        available: z.int(),
        held: z.int(),
        earnedAt: instant,
        confirmsAt: instant.nullable(),
        expiresAt: instant.nullable(),
        reason: Words,
        orderId: z.uuid().nullable(),
      }),
    ),
  }),
})

export const Adjustment = z.object({
  adjustmentId: z.uuid(),
  customerId,
  points: z.int(),
  reason: z.string().nullable(),
  state: z.enum(["waiting", "posted", "refused"]),
  askedBy: z.string(),
  askedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Whoever looks has asked for it, and can't agree to it. */
  isOwn: z.boolean(),
})

export const postAdjustment = endpoint("POST /api/v1/customers/:customerId/points/adjustments", {
  right: "points:adjust",
  summary: {
    ja: "ポイントを手で増減する（上限を超えると承認待ち）",
    en: "Give or take points by hand; above the limit it waits for approval",
  },
  params: {
    customerId,
    points: z
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .refine((n) => n !== 0, "not zero"),
    reason: z.string().trim().min(1).max(500),
    key: z.string().trim().min(1).max(200),
  },
  reply: Adjustment,
})

export const listAdjustments = endpoint("GET /api/v1/points/adjustments", {
  right: "loyalty:read",
  summary: { ja: "手作業の増減の一覧", en: "Adjustments by hand" },
  params: { state: z.enum(["waiting", "posted", "refused"]).optional() },
  reply: z.object({ items: z.array(Adjustment) }),
})

export const approvePoints = endpoint("POST /api/v1/points/adjustments/:adjustmentId/approval", {
  right: "points:approve",
  summary: { ja: "増減を承認する（頼んだ人以外）", en: "Approve an adjustment that somebody else asked for" },
  params: { adjustmentId: z.uuid() },
  reply: done,
})

export const refusePoints = endpoint("DELETE /api/v1/points/adjustments/:adjustmentId", {
  right: "points:approve",
  summary: { ja: "増減を断る", en: "Refuse an adjustment" },
  params: { adjustmentId: z.uuid() },
  reply: done,
})

export const reversePoints = endpoint("POST /api/v1/points/adjustments/:adjustmentId/reversal", {
  right: "points:adjust",
  summary: { ja: "増減を逆向きに戻す", en: "Post the opposite of an adjustment" },
  params: { adjustmentId: z.uuid(), reason: z.string().trim().min(1).max(500) },
  reply: Adjustment,
})

export const postPoints = endpoint("POST /api/v1/customers/:customerId/points", {
  right: "loyalty:write",
  summary: {
    ja: "ポイントを付ける。同じ理由なら一度だけ",
    en: "Give points for something that happened elsewhere; once for the same cause",
  },
  params: { customerId, points, cause, reason: words, confirmsAt: instant.optional() },
  reply: z.object({ lotId: z.uuid().nullable(), isNew: z.boolean() }),
  perMinute: 120_000,
  together: () => [],
})

export const postSpend = endpoint("POST /api/v1/customers/:customerId/points/spend", {
  right: "loyalty:write",
  summary: { ja: "ポイントを使う。同じ理由なら一度だけ", en: "Spend points; once for the same cause" },
  params: { customerId, points, cause, reason: words, purpose: z.enum(purposes).default("order") },
  reply: z.object({ transactionId: z.uuid(), isNew: z.boolean(), available: z.int() }),
  perMinute: 6_000,
})

export const postHold = endpoint("POST /api/v1/customers/:customerId/points/holds", {
  right: "loyalty:write",
  summary: { ja: "会計のあいだポイントを確保する", en: "Keep points while somebody checks out" },
  params: {
    customerId,
    points,
    cause,
    reason: words,
    purpose: z.enum(purposes).default("order"),
    minutes: z.int().min(1).max(1_440).default(30),
  },
  reply: z.object({ holdId: z.uuid(), expiresAt: instant, isNew: z.boolean() }),
  perMinute: 6_000,
})

export const postCapture = endpoint("POST /api/v1/points/holds/:holdId/capture", {
  right: "loyalty:write",
  summary: { ja: "確保したポイントを使う", en: "Spend what is held, or less of it" },
  params: { holdId: z.uuid(), points: points.optional() },
  reply: z.object({ transactionId: z.uuid(), isNew: z.boolean(), available: z.int() }),
  perMinute: 6_000,
})

export const deleteHold = endpoint("DELETE /api/v1/points/holds/:holdId", {
  right: "loyalty:write",
  summary: { ja: "確保をやめる", en: "Free what is held" },
  params: { holdId: z.uuid() },
  reply: done,
  perMinute: 6_000,
})

export const getLedger = endpoint("GET /api/v1/points/ledger", {
  right: "loyalty:read",
  summary: {
    ja: "ポイント台帳：月ごとの動きと残高、ロットとの差",
    en: "The ledger of points: months rolled forward, and what lots say",
  },
  reply: z.object({
    months: z.array(
      z.object({
        month: z.string(),
        opening: z.int(),
        issued: z.int(),
        issuedBy: z.array(z.object({ origin: z.string(), points: z.int() })),
        redeemed: z.int(),
        redemptions: z.int(),
        expired: z.int(),
        expiredPeople: z.int(),
        revoked: z.int(),
        adjusted: z.int(),
        closing: z.int(),
        isClosed: z.boolean(),
      }),
    ),
    usable: z.int(),
    held: z.int(),
    pending: z.int(),
    debt: z.int(),
    members: z.int(),
    /** Between what the journal comes to and what the lots hold; always 0. */
    difference: z.int(),
    closedUntil: instant.nullable(),
    /** The last hash of the sealed journal. */
    head: z.string().nullable(),
    endings: z.array(z.object({ month: z.string().nullable(), points: z.int() })),
  }),
})

export const listShortages = endpoint("GET /api/v1/points/shortages", {
  right: "loyalty:read",
  summary: { ja: "取り消しきれなかったポイント", en: "Points that were wanted back and were not there" },
  reply: z.object({
    items: z.array(
      z.object({
        shortageId: z.uuid(),
        customerId,
        points: z.int(),
        policy: z.enum(["floor_zero", "deduct_cash", "manual_review"]),
        cause: Cause,
        notedAt: instant,
        /** `open` waits for a person where the policy is manual_review, for money where it is deduct_cash. */
        state: z.enum(["open", "owed", "forgiven", "paid", "superseded"]),
        decidedAt: instant.nullable(),
      }),
    ),
  }),
})

export const postShortageDecision = endpoint("POST /api/v1/points/shortages/:shortageId/decision", {
  right: "points:approve",
  summary: {
    ja: "足りなかったポイントをどうするか決める：貸しにする・不問にする・お金で受け取った",
    en: "Decide what becomes of missing points: owed, let go, or paid in money",
  },
  params: { shortageId: z.uuid(), decision: z.enum(["owed", "forgiven", "paid"]) },
  reply: done,
})

const Versioned = z.object({ settings: PointsSettings, version: z.int() })
export const getPointsSettings = endpoint("GET /api/v1/points/settings", {
  right: "loyalty:read",
  summary: { ja: "手作業の増減のきまり", en: "How points are given and taken by hand" },
  reply: Versioned,
})
export const putPointsSettings = endpoint("PUT /api/v1/points/settings", {
  right: "points:approve",
  summary: { ja: "手作業の増減のきまりを変える", en: "Change how points are given and taken by hand" },
  params: { settings: PointsSettings, basedOn: z.int().min(0) },
  reply: Versioned,
})
