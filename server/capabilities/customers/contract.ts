import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { channels, consentStates } from "./consent-rules.ts"
import { Address, Identity, ProfileFields } from "./model.ts"
import { ConsentLineView, CustomerView, HoldingView, IdentityView } from "./model-view.ts"

export * from "./contract-merges.ts"
export * from "./contract-properties.ts"

const customerId = z.uuid()
const profile = ProfileFields.partial().shape
const properties = z.record(z.string(), z.unknown()).optional()

export const listCustomers = endpoint("GET /api/v1/customers", {
  right: "customers:read",
  summary: {
    ja: "お客様を探す（名前・よみ・メール・電話）",
    en: "Find customers by name, reading, mail or phone, newest first",
  },
  params: {
    ...listParams,
    query: z.string().max(200).optional(),
    /** Visitors too, of whom only a device or a phone is known. */
    visitors: z.enum(["yes", "no"]).default("no"),
  },
  reply: listOf(CustomerView),
})

export const listCustomerNames = endpoint("GET /api/v1/customer-names", {
  right: "customers:personal",
  summary: { ja: "複数のお客様の名前", en: "The names of several customers" },
  params: { customerIds: z.string().max(8_000).describe("Up to 200 ids, separated by commas") },
  reply: z.object({ items: z.array(z.object({ customerId: z.uuid(), name: z.string() })) }),
})

export const getCustomer = endpoint("GET /api/v1/customers/:customerId", {
  right: "customers:read",
  summary: { ja: "お客様ひとり（統合先をたどる）", en: "One customer, wherever merges have taken them" },
  params: { customerId },
  reply: z.object({
    customer: CustomerView,
    identities: z.array(IdentityView),
    consents: z.array(HoldingView),
    /** Every id under which they were ever known, the present one first. */
    ids: z.array(z.uuid()),
  }),
})

export const postCustomer = endpoint("POST /api/v1/customers", {
  right: "customers:write",
  summary: { ja: "お客様を登録する", en: "Register a customer" },
  params: {
    ...profile,
    address: Address.partial().nullish(),
    properties,
    identities: z.array(Identity).max(20).default([]),
  },
  reply: CustomerView,
})

export const patchCustomer = endpoint("PATCH /api/v1/customers/:customerId", {
  right: "customers:write",
  summary: { ja: "お客様の情報を直す（null で消す）", en: "Correct what is known of a customer; null clears" },
  params: { customerId, ...profile, address: Address.partial().nullish(), properties },
  reply: CustomerView,
})

export const postIdentity = endpoint("POST /api/v1/customers/:customerId/identities", {
  right: "customers:write",
  summary: { ja: "お客様を見分ける情報を足す", en: "Add something a customer is recognised by" },
  params: { customerId, ...Identity.shape },
  reply: z.object({ identities: z.array(IdentityView) }),
})

export const removeIdentity = endpoint("POST /api/v1/customers/:customerId/identities/remove", {
  right: "customers:write",
  summary: { ja: "お客様を見分ける情報を外す", en: "Remove something a customer is recognised by" },
  params: { customerId, kind: Identity.shape.kind, issuer: Identity.shape.issuer, value: Identity.shape.value },
  reply: z.object({ identities: z.array(IdentityView) }),
})

export const getConsents = endpoint("GET /api/v1/customers/:customerId/consents", {
  right: "customers:read",
  summary: { ja: "同意の状態と記録", en: "What holds of a customer's consents, and the ledger behind it" },
  params: { customerId },
  reply: z.object({ holding: z.array(HoldingView), ledger: z.array(ConsentLineView) }),
})

export const postConsent = endpoint("POST /api/v1/customers/:customerId/consents", {
  right: "customers:write",
  summary: { ja: "同意・拒否を記録する", en: "Record that a customer agreed or refused" },
  params: {
    customerId,
    channel: z.enum(channels),
    purpose: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    state: z.enum(consentStates).exclude(["imported_unverified"]),
    /** When it was said; left out: now. */
    at: instant.optional(),
    wording: z.string().max(120).optional(),
    wordingHash: z.string().max(128).optional(),
    locale: z.string().max(20).optional(),
    evidence: z.record(z.string(), z.unknown()).optional(),
  },
  reply: z.object({ holding: z.array(HoldingView) }),
})

export const getConsentCounts = endpoint("GET /api/v1/customer-consents", {
  right: "customers:read",
  summary: { ja: "チャネルと目的ごとの同意の人数", en: "How many people hold each consent, by channel and purpose" },
  reply: z.object({
    items: z.array(
      z.object({ channel: z.string(), purpose: z.string(), state: z.enum(consentStates), people: z.int() }),
    ),
  }),
})

const Suppressed = z.object({
  suppressionId: z.uuid(),
  channel: z.string(),
  scope: z.enum(["all", "channel", "purpose"]),
  purpose: z.string(),
  reason: z.string(),
  source: z.string(),
  at: instant,
})

export const getSuppressions = endpoint("GET /api/v1/customers/:customerId/suppressions", {
  right: "customers:read",
  summary: { ja: "このお客様への配信を止めているもの", en: "What forbids sending to this customer" },
  params: { customerId },
  reply: z.object({ items: z.array(Suppressed) }),
})

export const liftSuppression = endpoint("POST /api/v1/customer-suppressions/:suppressionId/lift", {
  right: "customers:write",
  summary: { ja: "配信停止を解除する", en: "Allow sending again" },
  params: {
    suppressionId: z.uuid(),
    reason: z.string().min(1).max(200),
    /** Whose address it is; a suppression keeps only a hash of it. */
    customerId,
  },
  reply: done,
})

export const exportCustomer = endpoint("GET /api/v1/customers/:customerId/export", {
  right: "export",
  summary: { ja: "お客様ひとりの全データ（開示請求）", en: "Everything kept of one customer, for their own request" },
  params: { customerId },
  reply: z.record(z.string(), z.unknown()),
  perMinute: 60,
})

export const eraseCustomer = endpoint("POST /api/v1/customers/:customerId/erase", {
  right: "customers:write",
  summary: { ja: "お客様ひとりの情報を消去する（元に戻せません）", en: "Erase one person; it can't be undone" },
  params: { customerId, reason: z.string().min(1).max(200) },
  reply: done,
  perMinute: 60,
  freshSignIn: true,
})
