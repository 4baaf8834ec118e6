import { z } from "zod"
import { endpoint } from "#kernel/endpoint"

const Words = z.object({ ja: z.string(), en: z.string() })

/** What became of one row, by its place in the request, from 0. */
const Row = z.object({
  row: z.int(),
  accepted: z.boolean(),
  /** The id by which it is known here; null when it was refused. */
  id: z.string().nullable(),
  outcome: z.enum(["created", "changed", "unchanged", "taken", "refused"]),
  error: z.object({ code: z.string(), field: z.string().nullable(), message: Words }).nullable(),
})
export type BulkRow = z.output<typeof Row>

const rows = z.array(z.unknown()).min(1).max(1_000)
const reply = z.object({ accepted: z.int(), refused: z.int(), rows: z.array(Row) })

export const postCustomers = endpoint("POST /api/v1/bulk/customers", {
  right: "customers:write",
  summary: {
    ja: "お客様をまとめて登録・更新する（1,000件まで。行ごとに結果を返す）",
    en: "Register and update up to 1,000 customers; each row is accepted or refused by itself",
  },
  params: { rows },
  reply,
  perMinute: 120,
})

export const postOrders = endpoint("POST /api/v1/bulk/orders", {
  right: "orders:write",
  summary: {
    ja: "過去の注文をまとめて入れる（1,000件まで。お知らせは送らない）",
    en: "Take in up to 1,000 orders of the past; nobody is written to",
  },
  params: { rows },
  reply,
  perMinute: 60,
})

export const postProducts = endpoint("POST /api/v1/bulk/products", {
  right: "catalog:write",
  summary: { ja: "商品をまとめて入れる（1,000件まで）", en: "Take in up to 1,000 products" },
  params: { rows },
  reply,
  perMinute: 60,
})
