import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"
import { Conversation, conversationChannels, PartnerValue, Profile } from "./model.ts"
import { partnerPurposes } from "./partner-rules.ts"
import { stages } from "./stage-rules.ts"

const customerId = z.uuid()
const words = z.object({ ja: z.string(), en: z.string() })

export const getProfile = endpoint("GET /api/v1/customers/:customerId/profile", {
  right: "customers:read",
  summary: {
    ja: "お客様の段階・気持ち・好み・親しみ・RFM・分かっていないこと",
    en: "A customer's stage, mood, tastes, warmth, RFM, and what is not known yet",
  },
  params: { customerId },
  reply: Profile,
})

export const postConversation = endpoint("POST /api/v1/customers/:customerId/conversations", {
  right: "customers:write",
  summary: { ja: "話をしたことを記録する", en: "Write down a conversation" },
  params: {
    customerId,
    /** Made by the caller, it makes repeating safe. */
    conversationId: z.uuid().optional(),
    channel: z.enum(conversationChannels),
    /** When; left out: now. */
    at: instant.optional(),
    text: z.string().max(2_000).optional(),
    /** How she seemed, -2 to 2. */
    mood: z
      .int()
      .min(-2)
      .max(2)
      .nullish()
      .transform((mood) => mood ?? undefined),
  },
  reply: Conversation,
})

export const deleteConversation = endpoint("DELETE /api/v1/customers/:customerId/conversations/:conversationId", {
  right: "customers:write",
  summary: { ja: "話をした記録を消す", en: "Remove a conversation" },
  params: { customerId, conversationId: z.uuid() },
  reply: done,
})

const PartnerWord = z.object({
  customerId,
  partner: z.string().trim().min(1).max(80),
  key: z.string().trim().min(1).max(80),
  value: z.string().trim().min(1).max(200),
  purposes: z.array(z.enum(partnerPurposes)).min(1).max(3),
  obtainedAt: instant,
  expiresAt: instant,
  /** When she agreed that the partner passes it on; without it the value is kept and not used. */
  agreedAt: instant.nullable().default(null),
  evidence: z.string().max(500).nullable().default(null),
})

export const putPartnerValues = endpoint("POST /api/v1/partner-values", {
  right: "customers:write",
  summary: {
    ja: "提携先の情報を、出どころ・目的・期限・同意とともに受け取る",
    en: "Keep partners' data with provenance, purpose, expiry and agreement",
  },
  params: { values: z.array(PartnerWord).min(1).max(1_000) },
  reply: done,
  perMinute: 120,
})

export const postWithdrawal = endpoint("POST /api/v1/customers/:customerId/partner-values/:valueId/withdraw", {
  right: "customers:write",
  summary: { ja: "提携先の情報を使う同意を取り下げる", en: "Take back the agreement to use a partner's value" },
  params: { customerId, valueId: z.uuid() },
  reply: z.object({ partner: z.array(PartnerValue) }),
})

export const getProfileRates = endpoint("GET /api/v1/profile-rates", {
  right: "customers:read",
  summary: {
    ja: "お客様の情報の充足、段階ごとの人数、最後に話してからの日数（ブランド全体・スタッフごと）",
    en: "How complete profiles are, people by stage, and days since we talked, for the brand and each of its staff",
  },
  reply: z.object({
    people: z.int(),
    /** Mean share of what the brand wants to know, 0 to 1; null without customers. */
    completeness: z.number().nullable(),
    fields: z.array(z.object({ key: z.string(), label: words, people: z.int() })),
    stages: z.array(z.object({ stage: z.enum(stages), people: z.int() })),
    talks: z.object({ people: z.int(), medianDays: z.number().nullable(), within90: z.int() }),
    staff: z.array(
      z.object({ staffId: z.uuid(), people: z.int(), conversations: z.int(), medianDays: z.number(), lastAt: instant }),
    ),
  }),
  perMinute: 60,
})
