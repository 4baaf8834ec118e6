import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"
import { Earning, Operation, Sale, SaleLine, SaleName, SaleRefund, SaleVoid, Who } from "./model.ts"

const Words = z.object({ ja: z.string(), en: z.string() })
const right = "till:use"
// A chain of stores calls with one key.
const perMinute = 120_000

const Sold = z.object({
  orderId: z.uuid(),
  /** What the sale is worth by now: earned, less what was taken back. */
  points: z.int(),
  usableAt: instant.nullable(),
  /** Points that it was paid with, less those that came back. */
  used: z.int(),
  /** What the member can use now. */
  available: z.int(),
})

export const postTillMember = endpoint("POST /api/v1/till/members", {
  right,
  summary: {
    ja: "会員証（EAN-13・QR）か電話番号で会員を探す",
    en: "Find a member by card (EAN-13 or QR) or phone number",
  },
  params: { ...Who, phone: z.string().trim().min(4).max(40).optional() },
  reply: z.object({
    customerId: z.uuid(),
    card: z.string(),
    name: z.string().nullable(),
    rank: z.object({ key: z.string(), name: Words }).nullable(),
    plans: z.array(
      z.object({
        planId: z.uuid(),
        name: Words,
        kind: z.enum(["paid", "student", "other"]),
        until: instant.nullable(),
      }),
    ),
    benefits: z.array(Words),
    points: z.int(),
    pending: z.int(),
    debt: z.int(),
    yenPerPoint: z.int(),
    /** What the points take off, minor units. */
    worth: z.int(),
  }),
  perMinute,
})

export const postTillQuote = endpoint("POST /api/v1/till/quote", {
  right,
  summary: {
    ja: "お会計でたまるポイントと、使えるポイント",
    en: "What a purchase would earn, and how many points can be used on it",
  },
  params: { ...Who, lines: z.array(SaleLine).min(1).max(500), usePoints: z.int().min(0).max(100_000_000).default(0) },
  reply: z.object({
    points: z.int(),
    lines: z.array(z.object({ lineId: z.string(), points: z.int(), base: z.int(), why: Words })),
    steps: z.array(z.object({ rule: z.string(), name: Words, points: z.int(), why: Words })),
    available: z.int(),
    usable: z.int(),
    yenPerPoint: z.int(),
  }),
  perMinute,
})

export const postTillHold = endpoint("POST /api/v1/till/holds", {
  right,
  summary: { ja: "お会計のあいだ、使うポイントを取り置く", en: "Hold points while the sale is rung up" },
  params: {
    ...SaleName,
    ...Who,
    points: z.int().min(1).max(100_000_000),
    minutes: z.int().min(1).max(120).default(15),
    attempt: z.int().min(0).max(1_000).default(0),
  },
  reply: z.object({ holdId: z.uuid(), expiresAt: instant }),
  perMinute,
})

export const postTillCapture = endpoint("POST /api/v1/till/holds/:holdId/capture", {
  right,
  summary: {
    ja: "取り置いたポイントを使う（会計の内容を送らないレジ）",
    en: "Use held points, for tills that do not tell what was sold",
  },
  params: { holdId: z.uuid(), points: z.int().min(1).max(100_000_000).optional() },
  reply: z.object({ available: z.int() }),
  perMinute,
})

export const postTillRelease = endpoint("POST /api/v1/till/holds/:holdId/release", {
  right,
  summary: { ja: "取り置きをやめる", en: "Free held points" },
  params: { holdId: z.uuid() },
  reply: done,
  perMinute,
})

export const postTillEarning = endpoint("POST /api/v1/till/earnings", {
  right,
  summary: {
    ja: "レジが計算したポイントを付ける。同じ番号なら一度だけ",
    en: "Give points that the till has worked out itself; once for the same number",
  },
  params: Earning.shape,
  reply: z.object({ points: z.int(), isNew: z.boolean(), available: z.int() }),
  perMinute,
  together: () => [],
})

export const postTillSale = endpoint("POST /api/v1/till/sales", {
  right,
  summary: {
    ja: "お会計を記録し、ポイントを付ける・使う。同じ番号なら一度だけ",
    en: "Record a sale, earn and use its points; once for the same number",
  },
  params: Sale.shape,
  reply: Sold,
  perMinute,
  together: ({ storeId, saleId, code, customerId }) => [`sale:${storeId}:${saleId}`, `buyer:${code ?? customerId}`],
})

export const postTillRefund = endpoint("POST /api/v1/till/refunds", {
  right,
  summary: { ja: "返品を記録し、ポイントを取り消す", en: "Record a return and take its points back" },
  params: SaleRefund.shape,
  reply: Sold,
  perMinute,
})

export const postTillVoid = endpoint("POST /api/v1/till/voids", {
  right,
  summary: { ja: "お会計を取り消す", en: "Void a sale" },
  params: SaleVoid.shape,
  reply: Sold,
  perMinute,
})

export const postTillReplay = endpoint("POST /api/v1/till/replay", {
  right,
  summary: {
    ja: "オフラインのあいだの記録をまとめて送る。順番も回数も問わない",
    en: "Send what was noted offline, in any order and any number of times",
  },
  params: { operations: z.array(Operation).min(1).max(200) },
  reply: z.object({
    results: z.array(
      z.object({
        id: z.string(),
        done: z.boolean(),
        error: z.object({ code: z.string(), ja: z.string(), en: z.string() }).nullable(),
      }),
    ),
  }),
  perMinute: 600,
})
