import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { IdentitySettings, LookSettings } from "./model-look.ts"
import { ApiKey, Brand } from "./model.ts"

export * from "./contract-account.ts"
export * from "./contract-sign-in.ts"
export * from "./contract-staff.ts"

const text = z.object({ ja: z.string(), en: z.string() })
const version = z.int().min(0)

export const listBrands = endpoint("GET /api/v1/brands", {
  right: "",
  summary: { ja: "自分が働くブランドの一覧", en: "The brands one works for" },
  reply: z.object({ items: z.array(Brand) }),
})

export const openBrand = endpoint("POST /api/v1/brands", {
  right: "brand:write",
  summary: {
    ja: "ブランドを開く（インストールの管理者のみ）",
    en: "Open a brand (only those who run the installation)",
  },
  params: {
    name: z.string().trim().min(1).max(80),
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/),
    zone: z.string().max(60).default("Asia/Tokyo"),
    language: z.enum(["ja", "en"]).default("ja"),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default("JPY"),
  },
  reply: Brand,
  perMinute: 20,
  freshSignIn: true,
})

export const readBrand = endpoint("GET /api/v1/brand", {
  right: "brand:read",
  summary: { ja: "いまのブランドとその設定", en: "The current brand and its settings" },
  reply: z.object({
    brand: Brand,
    isTest: z.boolean(),
    /** The twin for testing, once there is one. */
    testTwin: Brand.nullable(),
    look: LookSettings,
    lookVersion: version,
    identity: IdentitySettings,
    identityVersion: version,
  }),
})

export const renameBrand = endpoint("PATCH /api/v1/brand", {
  right: "brand:write",
  summary: { ja: "ブランドの名前と言語を変える", en: "Change the brand's name and language" },
  params: { name: z.string().trim().min(1).max(80).optional(), language: z.enum(["ja", "en"]).optional() },
  reply: Brand,
})

export const removeBrand = endpoint("DELETE /api/v1/brands/:brandId", {
  right: "brand:write",
  summary: {
    ja: "デモまたはテストのブランドを、すべてのデータとともに削除する",
    en: "Delete a demo or test brand with everything in it",
  },
  params: { brandId: z.uuid() },
  reply: done,
  perMinute: 20,
})

export const saveLook = endpoint("PUT /api/v1/brand/look", {
  right: "brand:write",
  summary: { ja: "見た目を変える", en: "Change the look" },
  params: { look: LookSettings, basedOn: version.optional() },
  reply: z.object({ version }),
})

export const allowLogoUpload = endpoint("POST /api/v1/brand/logo-upload", {
  right: "brand:write",
  summary: { ja: "ロゴ画像を送る許可", en: "Allow a logo to be sent" },
  /** Send the bytes to `path` by PUT with the token in `x-upload-token`: PNG, JPEG or WebP, at most 1 MB. */
  reply: z.object({ path: z.string(), token: z.string() }),
})

export const saveIdentity = endpoint("PUT /api/v1/brand/identity", {
  right: "brand:write",
  summary: { ja: "差出人・事業者情報を変える", en: "Change the sender and the legal identity" },
  params: { identity: IdentitySettings, basedOn: version.optional() },
  reply: z.object({ version }),
})

export const openTestTwin = endpoint("POST /api/v1/brand/test-twin", {
  right: "brand:write",
  summary: { ja: "テスト用の双子ブランドを用意する", en: "Open the brand's twin for testing" },
  reply: Brand,
})

export const readSettingHistory = endpoint("GET /api/v1/settings/:area/history", {
  right: "brand:read",
  summary: { ja: "設定の変更履歴", en: "Earlier versions of settings" },
  params: { area: z.string().regex(/^[a-z][a-z0-9.-]{1,60}$/) },
  reply: z.object({
    items: z.array(z.object({ version, value: z.unknown(), changedBy: z.string(), changedAt: instant })),
  }),
})

const mode = z.enum(["live", "test"])
/** `mode` test: the key belongs to the brand's twin and can reach no real customer. */
export const ShownKey = ApiKey.extend({ mode })
const madeKey = z.object({ key: ShownKey, /** Shown this once. */ secret: z.string() })

export const listKeys = endpoint("GET /api/v1/keys", {
  right: "keys:write",
  summary: { ja: "APIキーの一覧", en: "API keys" },
  reply: z.object({ items: z.array(ShownKey), scopes: z.array(z.object({ scope: z.string(), name: text })) }),
})

export const makeKey = endpoint("POST /api/v1/keys", {
  right: "keys:write",
  summary: { ja: "APIキーを作る。値は一度だけ表示する", en: "Make an API key; its value is shown once" },
  params: {
    name: z.string().trim().min(1).max(80),
    scopes: z.array(z.string().max(60)).min(1).max(40),
    expiresAt: z.coerce.date().nullable().default(null),
    mode: mode.default("live"),
  },
  reply: madeKey,
  perMinute: 30,
  freshSignIn: true,
})

export const makeWriteKey = endpoint("POST /api/v1/write-keys", {
  right: "keys:write",
  summary: { ja: "ブラウザー用の書き込みキーを作る", en: "Make a write key for browsers" },
  params: {
    name: z.string().trim().min(1).max(80),
    origins: z.array(z.string().max(300)).min(1).max(50),
    mode: mode.default("live"),
  },
  reply: madeKey,
  perMinute: 30,
  freshSignIn: true,
})

export const endKey = endpoint("DELETE /api/v1/keys/:keyId", {
  right: "keys:write",
  summary: { ja: "APIキーを無効にする", en: "Revoke an API key" },
  params: { keyId: z.uuid() },
  reply: done,
  freshSignIn: true,
})

export const AuditLine = z.object({
  seq: z.int(),
  at: instant,
  actor: z.string(),
  /** The person's name, when a person did it. */
  actorName: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  cause: z.string(),
  ip: z.string().nullable(),
})

/** `of` installation: accounts and sign-ins, only for those who run the installation. */
const chain = z.enum(["brand", "installation"]).default("brand")

export const listAudit = endpoint("GET /api/v1/audit", {
  right: "audit:read",
  summary: { ja: "監査ログ", en: "The audit log" },
  params: { ...listParams, of: chain, action: z.string().max(80).optional(), subject: z.string().max(120).optional() },
  reply: listOf(AuditLine),
})

export const checkAudit = endpoint("GET /api/v1/audit/verification", {
  right: "audit:read",
  summary: { ja: "監査ログのつながりを検証する", en: "Verify the chain of the audit log" },
  params: { of: chain },
  reply: z.union([
    z.object({ intact: z.literal(true), entries: z.int(), head: z.string() }),
    z.object({ intact: z.literal(false), brokenAt: z.int() }),
  ]),
  perMinute: 6,
})
