import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"
import { fanKinds } from "./fan-rules.ts"
import { Month, RollLine, RollReport } from "./model.ts"
import { AccountSettings } from "./model-settings.ts"

const right = "loyalty:read"
const month = Month
const Sums = RollReport.shape.total

export const getMonths = endpoint("GET /api/v1/accounting/months", {
  right,
  summary: { ja: "月ごとのポイントの動きと締め", en: "How points moved month by month, and which months are closed" },
  params: { months: z.coerce.number().int().min(1).max(24).default(3) },
  reply: z.object({
    months: z.array(
      z.object({
        month,
        total: Sums,
        pending: RollReport.shape.pending,
        closed: z.object({ at: instant, by: z.string(), hash: z.string() }).nullable(),
        /** The month is over and may be closed. */
        canClose: z.boolean(),
      }),
    ),
    /** Journal against lots, this moment. */
    tie: z.object({ journal: z.int(), lots: z.int(), pending: z.int(), difference: z.int() }),
    /** The month that must be closed next; null before the first close. */
    nextToClose: month.nullable(),
    yenPerPoint: z.int(),
    currency: z.string(),
  }),
})

export const getRollForward = endpoint("GET /api/v1/accounting/roll-forward", {
  right,
  summary: {
    ja: "ある期間のポイント負債の増減（発生区分・発行月・失効月ごと）",
    en: "The roll-forward of any span of days, by origin, month of issue and month of expiry",
  },
  params: { from: z.iso.date(), until: z.iso.date() },
  reply: RollReport,
})

export const getMonthReport = endpoint("GET /api/v1/accounting/months/:month", {
  right,
  summary: {
    ja: "ひと月の増減。締めた月は締めたときのまま",
    en: "A month's roll-forward; of a closed month the very bytes of its close",
  },
  params: { month },
  reply: z.object({ report: z.string(), hash: z.string(), isClosed: z.boolean() }),
})

export const postClose = endpoint("POST /api/v1/accounting/months/:month/close", {
  right: "points:approve",
  summary: { ja: "月を締める。元には戻せません", en: "Close a month, for good" },
  params: { month },
  reply: z.object({ hash: z.string() }),
})

export const getBreakage = endpoint("GET /api/v1/accounting/breakage", {
  right,
  summary: {
    ja: "いつ失効し、どこまで使われるか。負債の見積もり",
    en: "When points expire, how far they are used, and the liability",
  },
  reply: z.object({
    day: z.string(),
    expiring: z.array(z.object({ month: z.string().nullable(), points: z.int() })),
    soon: z.string(),
    curve: z.array(z.object({ age: z.int(), used: z.number(), cohorts: z.int() })),
    oldest: z.object({ month: z.string(), used: z.array(z.number()) }).nullable(),
    breakage: z.number().nullable(),
    low: z.number(),
    high: z.number(),
    liability: z.object({
      points: z.int(),
      face: z.int(),
      expectedUseBp: z.int(),
      isDecided: z.boolean(),
      unused: z.int(),
      estimate: z.int(),
    }),
  }),
})

export const getJournal = endpoint("GET /api/v1/accounting/months/:month/journal", {
  right,
  summary: { ja: "ひと月の仕訳", en: "A month's journal entries" },
  params: { month },
  reply: z.object({
    items: z.array(
      z.object({
        day: z.string(),
        kind: z.string(),
        origin: z.string(),
        debit: z.string(),
        credit: z.string(),
        amount: z.int(),
        points: z.int(),
        note: z.string(),
      }),
    ),
  }),
})

export const postFileLink = endpoint("POST /api/v1/accounting/months/:month/files/:kind", {
  right: "export",
  summary: {
    ja: "仕訳（CSV・弥生・freee）や収益認識の配分を受け取るリンク（15分）",
    en: "A link to a month's file, for fifteen minutes: journal, 弥生, freee, allocation, roll-forward",
  },
  params: { month, kind: z.enum(["journal", "yayoi", "freee", "allocation", "roll-forward"]) },
  reply: z.object({ path: z.string() }),
  perMinute: 60,
})

export const postOpening = endpoint("POST /api/v1/accounting/opening", {
  right: "points:approve",
  summary: {
    ja: "以前のポイントの残高をCSVから引き継ぐ。同じ名前と行なら一度だけ",
    en: "Bring along balances of points from a CSV; each line once for the same name",
  },
  params: {
    name: z.string().trim().min(1).max(60),
    csv: z.string().min(1).max(900_000),
    firstRow: z.int().min(2).max(10_000_000).default(2),
    dryRun: z.boolean(),
    /** For a file in pieces: one id for all of them, another each time that the file is gone through. */
    run: z.uuid().optional(),
  },
  reply: z.object({
    rows: z.int(),
    /** Lines that are brought along by this, or would be. */
    fresh: z.int(),
    known: z.int(),
    people: z.int(),
    freePoints: z.int(),
    paidPoints: z.int(),
    problemCount: z.int(),
    problems: z.array(z.object({ row: z.int(), says: z.object({ ja: z.string(), en: z.string() }) })),
  }),
  perMinute: 120,
})

export const getBaseDates = endpoint("GET /api/v1/accounting/base-dates", {
  right,
  summary: {
    ja: "資金決済法の基準日報告（有償ポイント）",
    en: "Base-date report of paid points, by the Payment Services Act",
  },
  params: { until: z.iso.date().optional() },
  reply: z.object({
    depositFrom: z.int(),
    items: z.array(
      z.object({
        day: z.string(),
        issued: z.int(),
        redeemed: z.int(),
        unused: z.int(),
        exempt: z.int(),
        unusedYen: z.int(),
        mustDeposit: z.boolean(),
        deposit: z.int(),
      }),
    ),
  }),
})

export const getCosts = endpoint("GET /api/v1/accounting/costs", {
  right,
  summary: { ja: "売上・割引とならべたポイントの費用", en: "What points cost, beside sales and discounts" },
  params: { months: z.coerce.number().int().min(1).max(24).default(6) },
  reply: z.object({
    currency: z.string(),
    items: z.array(
      z.object({
        month,
        orders: z.int(),
        revenue: z.number(),
        discounts: z.number(),
        issued: z.int(),
        used: z.int(),
        expired: z.int(),
        revoked: z.int(),
      }),
    ),
  }),
})

const experimentKind = z.enum(["brand", "flow", "campaign", "split"])
const Side = z.object({ people: z.int(), value: z.number().nullable() })
const Tracked = z.object({
  ours: Side,
  control: Side,
  difference: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  reached: z.number().nullable(),
  verdict: z.enum(["better", "worse", "same", "gathering"]),
  weeks: z.number().nullable(),
})
export const goalMetrics = ["frequency", "order-value", "cltv"] as const

export const listGoals = endpoint("GET /api/v1/accounting/goals", {
  right,
  summary: { ja: "会員制度の目標と、対照群との差", en: "The programme's goals against those kept apart" },
  reply: z.object({
    currency: z.string(),
    items: z.array(
      z.object({
        goalId: z.uuid(),
        metric: z.enum(goalMetrics),
        target: z.int(),
        months: z.int(),
        experimentKind,
        experimentId: z.string(),
        createdAt: instant,
        /** Null: there is nobody to compare with yet. */
        tracked: Tracked.nullable(),
      }),
    ),
  }),
})

export const postGoal = endpoint("POST /api/v1/accounting/goals", {
  right: "loyalty:write",
  summary: {
    ja: "目標を決める（購入頻度・注文単価・CLTV）",
    en: "Set a goal: frequency, order value or lifetime value",
  },
  params: {
    metric: z.enum(goalMetrics),
    target: z.int().min(1).max(1_000_000_000_000),
    months: z.int().min(1).max(60).default(12),
    experiment: z.strictObject({ kind: experimentKind, id: z.string().min(1).max(200) }).optional(),
  },
  reply: z.object({ goalId: z.uuid() }),
})

export const deleteGoal = endpoint("DELETE /api/v1/accounting/goals/:goalId", {
  right: "loyalty:write",
  summary: { ja: "目標をやめる", en: "Drop a goal" },
  params: { goalId: z.uuid() },
  reply: done,
})

const Difference = z
  .object({
    difference: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    verdict: z.object({ kind: z.string(), weeks: z.number().nullable() }),
  })
  .nullable()

export const getComparison = endpoint("GET /api/v1/accounting/comparison", {
  right,
  summary: {
    ja: "ポイントとクーポンの費用と再購入を、対照群とくらべる",
    en: "Points against coupons: cost and repeat purchases, each against those who got nothing",
  },
  params: {
    kind: experimentKind.default("split"),
    id: z.string().min(1).max(200),
    windowDays: z.coerce.number().int().min(7).max(730).default(90),
  },
  reply: z.object({
    currency: z.string(),
    windowDays: z.int(),
    expectedUseBp: z.int(),
    arms: z.array(
      z.object({
        arm: z.string(),
        people: z.int(),
        repeatRate: z.number().nullable(),
        points: z.int(),
        used: z.int(),
        codes: z.int(),
        given: z.int(),
        pointsCost: z.int(),
        cost: z.int(),
        costPerPerson: z.number().nullable(),
        revenuePerPerson: z.number().nullable(),
        repeat: Difference,
        revenue: Difference,
      }),
    ),
  }),
})

export const getFans = endpoint("GET /api/v1/accounting/fans", {
  right,
  summary: { ja: "特典があるときだけの会員と、ファンの見分け", en: "Reward-seekers and fans told apart" },
  params: {
    kind: z.enum(fanKinds).default("reward-only"),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  },
  reply: z.object({
    counts: z.array(z.object({ kind: z.enum(fanKinds), people: z.int() })),
    measuredAt: instant.nullable(),
    items: z.array(
      z.object({
        customerId: z.uuid(),
        kind: z.enum(fanKinds),
        acts: z.int(),
        rewarded: z.int(),
        orders: z.int(),
        ordersWithReward: z.int(),
      }),
    ),
    cursor: z.string().nullable(),
  }),
})

const Versioned = z.object({ settings: AccountSettings, version: z.int() })

export const getAccountSettings = endpoint("GET /api/v1/accounting-settings", {
  right: "brand:read",
  summary: { ja: "勘定科目とポイントの評価", en: "Accounts, and how points are valued" },
  reply: Versioned,
})

export const putAccountSettings = endpoint("PUT /api/v1/accounting-settings", {
  right: "points:approve",
  summary: { ja: "勘定科目とポイントの評価を変える", en: "Change accounts, and how points are valued" },
  params: { settings: AccountSettings, basedOn: z.int().min(0) },
  reply: Versioned,
})

export { RollLine }
