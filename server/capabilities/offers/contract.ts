import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { Cart, codeStates, offerStates, refusals, Terms } from "./model.ts"
import { OfferSettings } from "./model-settings.ts"

const offerId = z.uuid()
const name = z.string().trim().min(1).max(80)
const code = z.string().trim().min(1).max(200)
const typing = z.string().max(100).optional()
const customerId = z.uuid()
const Versioned = z.object({ settings: OfferSettings, version: z.int() })

export const OfferRow = z.object({
  offerId,
  name,
  state: z.enum(offerStates),
  terms: Terms,
  revision: z.int(),
  /** Given away so far, minor units of the brand's currency. */
  given: z.int(),
  createdAt: instant,
  issued: z.int(),
  /** Codes that can still be used. */
  open: z.int(),
  redeemed: z.int(),
  people: z.int(),
})

export const listOffers = endpoint("GET /api/v1/offers", {
  right: "messages:read",
  summary: { ja: "オファーの一覧（コードと利用の数つき）", en: "Offers, with what became of their codes" },
  reply: z.object({ items: z.array(OfferRow), currency: z.string() }),
})

export const getOffer = endpoint("GET /api/v1/offers/:offerId", {
  right: "messages:read",
  summary: { ja: "オファーひとつと、日ごとの数", en: "One offer, and its days" },
  params: { offerId, days: z.coerce.number().int().min(1).max(366).default(30) },
  reply: z.object({
    offer: OfferRow,
    currency: z.string(),
    days: z.array(z.object({ day: z.string(), issued: z.int(), redeemed: z.int(), given: z.number() })),
  }),
})

export const postOffer = endpoint("POST /api/v1/offers", {
  right: "messages:write",
  summary: { ja: "オファーを作る（下書き）", en: "Make an offer, as a draft" },
  params: { name, terms: Terms },
  reply: z.object({ offerId }),
  perMinute: 60,
})

export const patchOffer = endpoint("PATCH /api/v1/offers/:offerId", {
  right: "messages:write",
  summary: { ja: "オファーの名前と条件を変える", en: "Change an offer's name and terms" },
  params: { offerId, name: name.optional(), terms: Terms.optional(), basedOn: z.int().min(1) },
  reply: z.object({ revision: z.int() }),
})

export const putOfferState = endpoint("PUT /api/v1/offers/:offerId/state", {
  right: "messages:approve",
  summary: { ja: "オファーを始める・休む・終える", en: "Begin, pause or end an offer" },
  params: { offerId, state: z.enum(offerStates).exclude(["draft"]) },
  reply: done,
})

const IssuedCode = z.object({ code: z.string(), url: z.string(), validUntil: instant.nullable() })

export const postCode = endpoint("POST /api/v1/offers/:offerId/codes", {
  right: "messages:send",
  summary: {
    ja: "お客様ひとりのコードを出す。同じ理由なら同じコード",
    en: "Give one person a code of her own; the same again for the same cause",
  },
  params: { offerId, customerId, cause: z.string().trim().min(1).max(200), validUntil: instant.optional() },
  reply: IssuedCode,
})

export const CodeRow = z.object({
  codeId: z.uuid(),
  /** Without the right to personal data its beginning only: whoever holds a code can use it. */
  code: z.string(),
  customerId: customerId.nullable(),
  cause: z.string(),
  state: z.enum(codeStates),
  issuedAt: instant,
  validUntil: instant.nullable(),
  uses: z.int(),
  maxUses: z.int(),
})

export const listCodes = endpoint("GET /api/v1/offers/:offerId/codes", {
  right: "messages:read",
  summary: { ja: "コードの一覧（新しい順）", en: "An offer's codes, the newest first" },
  params: { offerId, state: z.enum(codeStates).optional(), ...listParams },
  reply: listOf(CodeRow),
})

export const voidOfferCode = endpoint("DELETE /api/v1/offers/:offerId/codes/:codeId", {
  right: "messages:send",
  summary: { ja: "コードを使えなくする", en: "Make a code unusable" },
  params: { offerId, codeId: z.uuid() },
  reply: done,
})

export const listOfferShops = endpoint("GET /api/v1/offers/:offerId/shops", {
  right: "messages:read",
  summary: {
    ja: "コードが、つないだショップで使えるか",
    en: "How an offer and its codes stand in the connected shops",
  },
  params: { offerId },
  reply: z.object({
    items: z.array(
      z.object({
        connectionId: z.uuid(),
        name: z.string(),
        /** False: its codes are carried there as a file. */
        takesCodes: z.boolean(),
        state: z.enum(["waiting", "there", "refused"]),
        /** Why it was refused: a word of ours, or the shop's own. */
        reason: z.string().nullable(),
        there: z.int(),
        refused: z.int(),
        /** Codes that the shop has not heard of yet; a thousand stand for as many or more. */
        waiting: z.int(),
      }),
    ),
  }),
})

export const postOfferShops = endpoint("POST /api/v1/offers/:offerId/shops", {
  right: "messages:write",
  summary: { ja: "コードをショップに登録し直す", en: "Put an offer's codes into the shops again" },
  params: { offerId },
  reply: done,
  perMinute: 20,
})

export const getCodesFile = endpoint("GET /api/v1/offers/:offerId/codes-file", {
  right: "customers:personal",
  summary: {
    ja: "まだ使えるコードのCSV（ショップの管理画面に取り込む）",
    en: "The usable codes as CSV, to be taken into a shop by hand",
  },
  params: { offerId },
  reply: z.object({ name: z.string(), csv: z.string(), codes: z.int() }),
  perMinute: 20,
})

export const listRedemptions = endpoint("GET /api/v1/offers/:offerId/redemptions", {
  right: "messages:read",
  summary: {
    ja: "利用の一覧（新しい順、取り消し含む）",
    en: "Uses of an offer, the newest first, those taken back included",
  },
  params: { offerId, ...listParams },
  reply: listOf(
    z.object({
      redemptionId: z.uuid(),
      customerId: customerId.nullable(),
      code: z.string().nullable(),
      key: z.string(),
      channel: z.enum(["shop", "api", "store"]),
      discount: z.int().nullable(),
      total: z.int().nullable(),
      redeemedAt: instant,
      beyond: z.enum(refusals).nullable(),
      undoneAt: instant.nullable(),
      undoneReason: z.string().nullable(),
    }),
  ),
})

export const postCheck = endpoint("POST /api/v1/offers/codes/check", {
  right: "messages:read",
  summary: {
    ja: "コードが今使えるか、いくら引かれるか",
    en: "Whether a code would be accepted now, and what it takes off",
  },
  params: { code, customerId: customerId.optional(), cart: Cart.optional(), typing },
  reply: z.object({
    accepted: z.boolean(),
    reason: z.enum(refusals).nullable(),
    discount: z.int().nullable(),
    offerId: offerId.nullable(),
    benefit: Terms.shape.benefit.nullable(),
  }),
})

export const postRedemption = endpoint("POST /api/v1/offers/codes/redeem", {
  right: "messages:send",
  summary: {
    ja: "店舗やネットショップからコードを使う。同じ購入（order）なら一度だけ",
    en: "Use a code, from a shop or a till; once for the same purchase",
  },
  params: {
    code,
    customerId: customerId.optional(),
    cart: Cart.optional(),
    typing,
    order: z.strictObject({ source: z.string().min(1).max(100), externalId: z.string().min(1).max(200) }),
    channel: z.enum(["api", "store"]).default("api"),
  },
  reply: z.object({
    redeemed: z.boolean(),
    reason: z.enum(refusals).nullable(),
    redemptionId: z.uuid().nullable(),
    discount: z.int().nullable(),
  }),
})

export const postCart = endpoint("POST /api/v1/carts", {
  right: "messages:send",
  summary: {
    ja: "商品を入れたカートのリンクを作る（14日間有効）",
    en: "Make a link to a filled cart, good for fourteen days",
  },
  params: {
    customerId,
    items: z.array(z.strictObject({ sku: z.string().min(1).max(200), quantity: z.int().min(1).max(99) })).max(30),
    offerCode: z.string().max(60).optional(),
  },
  reply: z.object({ url: z.string() }),
})

export const getOfferSettings = endpoint("GET /api/v1/offer-settings", {
  right: "brand:read",
  summary: { ja: "カートのアドレスの書き方", en: "How the shop's cart is addressed" },
  reply: Versioned,
})

export const putOfferSettings = endpoint("PUT /api/v1/offer-settings", {
  right: "brand:write",
  summary: { ja: "カートのアドレスの書き方を変える", en: "Change how the shop's cart is addressed" },
  params: { settings: OfferSettings, basedOn: z.int().min(0) },
  reply: Versioned,
})
