import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { ContentPiece, contentKinds, Passport, ProductSnapshot, StockLevel, stages } from "./model.ts"

const Product = z.object({
  productId: z.uuid(),
  source: z.string(),
  externalId: z.string(),
  status: z.enum(["active", "draft", "archived", "deleted"]),
  title: z.string(),
  description: z.string(),
  vendor: z.string().nullable(),
  productType: z.string().nullable(),
  url: z.string().nullable(),
  tags: z.array(z.string()).readonly(),
  images: z.array(z.object({ url: z.string(), alt: z.string() })).readonly(),
  updatedAt: instant,
})
const Variant = z.object({
  variantId: z.uuid(),
  productId: z.uuid(),
  externalId: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  price: z.int().nullable(),
  compareAtPrice: z.int().nullable(),
  currency: z.string().nullable(),
  imageUrl: z.string().nullable(),
  stock: z.array(z.object({ place: z.string(), available: z.int() })).readonly(),
})

const Figures = z.object({
  variants: z.int(),
  priceFrom: z.int().nullable(),
  priceTo: z.int().nullable(),
  currency: z.string().nullable(),
  available: z.int().nullable(),
  contentStages: z.array(z.enum(stages)).readonly(),
})

export const listProducts = endpoint("GET /api/v1/products", {
  right: "catalog:read",
  summary: { ja: "商品の一覧", en: "List products" },
  params: {
    ...listParams,
    search: z.string().max(200).optional(),
    status: z.enum(["active", "draft", "archived", "deleted"]).optional(),
    source: z.string().max(100).optional(),
  },
  reply: listOf(Product.extend({ figures: Figures })),
})

export const getProduct = endpoint("GET /api/v1/products/:productId", {
  right: "catalog:read",
  summary: { ja: "商品の詳細", en: "Get a product with variants, stock and content" },
  params: { productId: z.uuid() },
  reply: Product.extend({
    variants: z.array(Variant),
    content: z.array(ContentPiece).readonly(),
    passport: Passport.nullable(),
  }),
})

const { source, externalId, ...snapshot } = ProductSnapshot.shape
export const putProduct = endpoint("PUT /api/v1/products/:source/:externalId", {
  right: "catalog:write",
  summary: { ja: "商品の登録・更新（全項目）", en: "Create or update a product by a full snapshot" },
  params: { source, externalId, ...snapshot },
  reply: z.object({ written: z.boolean() }),
})

export const putContent = endpoint("PUT /api/v1/products/:productId/content", {
  right: "catalog:write",
  summary: { ja: "商品の読みもの・素材・製品パスポートの更新", en: "Replace what is told about a product" },
  params: { productId: z.uuid(), pieces: z.array(ContentPiece).max(50), passport: Passport.nullable() },
  reply: done,
})

export const previewContent = endpoint("POST /api/v1/products/:productId/content/preview", {
  right: "catalog:read",
  summary: { ja: "読みものをお客様が見るとおりに見る", en: "See what is told about a product as a customer would" },
  params: {
    productId: z.uuid(),
    pieces: z.array(ContentPiece).max(50),
    passport: Passport.nullable(),
    stage: z.enum(["tracking", "shipped", "delivered"]),
    language: z.enum(["ja", "en"]),
  },
  reply: z.object({
    pieces: z
      .array(
        z.object({
          kind: z.enum(contentKinds),
          title: z.string(),
          body: z.string(),
          url: z.string().nullable(),
          imageUrl: z.string().nullable(),
        }),
      )
      .readonly(),
    passport: z.array(z.object({ label: z.string(), value: z.string() })).readonly(),
  }),
  perMinute: 240,
})

export const postStock = endpoint("POST /api/v1/stock", {
  right: "catalog:write",
  summary: { ja: "在庫数の更新", en: "Set stock levels" },
  params: { levels: z.array(StockLevel).min(1).max(1_000) },
  reply: z.object({ written: z.int() }),
})

const FeedRun = z.object({
  runKey: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  state: z.enum(["running", "done", "failed"]),
  reason: z.string().nullable(),
  items: z.int(),
  taken: z.int(),
  retired: z.int(),
  errorCount: z.int(),
  errors: z
    .array(z.object({ item: z.int(), id: z.string().nullable(), field: z.string(), value: z.string() }))
    .readonly(),
})
const Feed = z.object({
  feedId: z.uuid(),
  name: z.string(),
  source: z.string(),
  url: z.string(),
  currency: z.string(),
  everyHours: z.int(),
  paused: z.boolean(),
  nextAt: instant,
})

export const listFeeds = endpoint("GET /api/v1/product-feeds", {
  right: "catalog:read",
  summary: { ja: "商品フィードの一覧", en: "List product feeds" },
  reply: z.object({ items: z.array(Feed.extend({ lastRun: FeedRun.nullable() })) }),
})

export const postFeed = endpoint("POST /api/v1/product-feeds", {
  right: "catalog:write",
  summary: { ja: "商品フィード（Google Merchant RSS）の登録", en: "Register a Google Merchant product feed" },
  params: {
    name: z.string().min(1).max(80),
    url: z.url({ protocol: /^https$/ }).max(2_000),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default("JPY"),
    everyHours: z.int().min(1).max(168).default(24),
  },
  reply: Feed,
  perMinute: 30,
})

export const patchFeed = endpoint("PATCH /api/v1/product-feeds/:feedId", {
  right: "catalog:write",
  summary: {
    ja: "商品フィードの名前と間隔を変える・休ませる",
    en: "Rename a product feed, change its pace, or pause it",
  },
  params: {
    feedId: z.uuid(),
    name: z.string().min(1).max(80).optional(),
    everyHours: z.int().min(1).max(168).optional(),
    paused: z.boolean().optional(),
  },
  reply: done,
})

export const refreshFeedNow = endpoint("POST /api/v1/product-feeds/:feedId/refresh", {
  right: "catalog:write",
  summary: { ja: "商品フィードの取り込み", en: "Fetch a product feed now" },
  params: { feedId: z.uuid() },
  reply: done,
  perMinute: 30,
})

export const listFeedRuns = endpoint("GET /api/v1/product-feeds/:feedId/runs", {
  right: "catalog:read",
  summary: { ja: "商品フィードの取り込み記録", en: "How a product feed was taken in" },
  params: { feedId: z.uuid() },
  reply: z.object({ items: z.array(FeedRun) }),
})

export const removeFeed = endpoint("DELETE /api/v1/product-feeds/:feedId", {
  right: "catalog:write",
  summary: { ja: "商品フィードの削除", en: "Remove a product feed" },
  params: { feedId: z.uuid() },
  reply: done,
})
