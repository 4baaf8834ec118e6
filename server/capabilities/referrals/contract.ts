import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { attributedBy, channels, doubts, Programme, referralStates } from "./model.ts"

const customerId = z.uuid()
const referralId = z.uuid()
const text = z.object({ ja: z.string(), en: z.string() })
const Finding = z.object({ level: z.enum(["stop", "warn"]), field: z.string(), law: text.nullable(), says: text })
const Gifts = z.object({
  inviter: text.nullable(),
  friend: text.nullable(),
  both: text.nullable(),
  terms: z.array(text),
})
const paused = z.boolean()

export const getProgramme = endpoint("GET /api/v1/referral-programme", {
  right: "loyalty:read",
  summary: {
    ja: "紹介制度の下書きと公開中の内容",
    en: "The referral programme: its draft, what is live, what stops it",
  },
  reply: z.object({
    draft: Programme,
    revision: z.int(),
    live: z.object({ version: z.int(), document: Programme, publishedAt: instant }).nullable(),
    pausedAt: instant.nullable(),
    pauseReason: z.string().nullable(),
    findings: z.array(Finding),
    gifts: Gifts,
    versions: z.array(z.object({ version: z.int(), publishedAt: instant, publishedBy: z.string() })),
    currency: z.string(),
  }),
})

export const postCheck = endpoint("POST /api/v1/referral-programme/check", {
  right: "loyalty:read",
  summary: {
    ja: "紹介制度を公開前に確かめる（法令の確認つき）",
    en: "Check a referral programme before it is published, the law included",
  },
  params: { document: Programme },
  reply: z.object({ findings: z.array(Finding), gifts: Gifts, post: text }),
})

export const putProgramme = endpoint("PUT /api/v1/referral-programme", {
  right: "loyalty:write",
  summary: { ja: "紹介制度の下書きを保存する", en: "Save the referral programme's draft" },
  params: { document: Programme, basedOn: z.int().min(0) },
  reply: z.object({ revision: z.int() }),
})

export const postPublish = endpoint("POST /api/v1/referral-programme/publish", {
  right: "loyalty:write",
  summary: { ja: "紹介制度を公開する", en: "Publish the referral programme" },
  params: { basedOn: z.int().min(1) },
  reply: z.object({ version: z.int() }),
  perMinute: 30,
})

export const putPause = endpoint("PUT /api/v1/referral-programme/pause", {
  right: "loyalty:write",
  summary: {
    ja: "すべての紹介リンクをすぐに止める・再開する",
    en: "Pause all referral links at once, or let them go on",
  },
  params: { paused, reason: z.string().trim().max(300).default("") },
  reply: done,
})

export const getVersion = endpoint("GET /api/v1/referral-programme/versions/:version", {
  right: "loyalty:read",
  summary: { ja: "公開した紹介制度のひとつの版", en: "One published version of the referral programme" },
  params: { version: z.coerce.number().int().min(1) },
  reply: z.object({ version: z.int(), document: Programme }),
})

const Given = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("points"), points: z.int() }),
  z.object({ kind: z.literal("coupon"), offerId: z.uuid() }),
  z.object({ kind: z.literal("none"), why: z.enum(["no-reward", "monthly-cap", "no-person", "not-available"]) }),
])

export const ReferralRow = z.object({
  referralId,
  friendId: customerId,
  inviterId: customerId.nullable(),
  partnerId: z.uuid().nullable(),
  linkId: z.uuid(),
  channel: z.enum(channels),
  contentId: z.uuid().nullable(),
  by: z.enum(attributedBy),
  orderId: z.uuid(),
  amount: z.int(),
  currency: z.string(),
  placedAt: instant,
  madeAt: instant,
  state: z.enum(referralStates),
  doubts: z.array(z.enum(doubts)),
  /** The other referrals of the ring that it belongs to: held with it, or rewarded before the ring closed. */
  ring: z.array(
    z.object({
      referralId,
      friendId: customerId,
      inviterId: customerId.nullable(),
      state: z.enum(referralStates),
      orderId: z.uuid(),
    }),
  ),
  releasesAt: instant.nullable(),
  settledAt: instant.nullable(),
  reviewedBy: z.string().nullable(),
  note: z.string().nullable(),
  programme: z.int(),
  toInviter: Given.nullable(),
  toFriend: Given.nullable(),
})

export const listReferrals = endpoint("GET /api/v1/referrals", {
  right: "loyalty:read",
  summary: { ja: "誰が誰を紹介したか（新しい順）", en: "Who brought whom, the newest first" },
  params: {
    state: z.enum(referralStates).optional(),
    inviterId: customerId.optional(),
    friendId: customerId.optional(),
    contentId: z.uuid().optional(),
    partnerId: z.uuid().optional(),
    channel: z.enum(channels).optional(),
    ...listParams,
  },
  reply: listOf(ReferralRow),
})

export const postReview = endpoint("POST /api/v1/referrals/:referralId/review", {
  right: "loyalty:write",
  summary: {
    ja: "保留の紹介を確かめて、数えるか断るかを決める",
    en: "Decide on a referral that was held: it counts, or is refused",
  },
  params: { referralId, verdict: z.enum(["counts", "refused"]), note: z.string().trim().max(500).default("") },
  reply: done,
})

const channel = z.enum(channels)
const Link = z.object({ linkId: z.uuid(), token: z.string(), code: z.string(), url: z.string() })

export const postLink = endpoint("POST /api/v1/referral-links", {
  right: "customers:write",
  summary: {
    ja: "お客様ひとりの紹介リンク（チャネルとコンテンツごと）。同じなら同じリンク。シェアのボタンが押されたら shared",
    en: "Somebody's own link for a channel and a content; the same again for the same. `shared` when she pressed a share button",
  },
  params: {
    customerId,
    channel: channel.default("copy"),
    contentId: z.uuid().nullable().default(null),
    shared: z.boolean().default(false),
  },
  reply: Link,
})

export const putLinkPause = endpoint("PUT /api/v1/referral-links/:linkId/pause", {
  right: "loyalty:write",
  summary: { ja: "リンクをひとつ止める・再開する", en: "Pause one link, or let it go on" },
  params: { linkId: z.uuid(), paused },
  reply: done,
})

export const postClaim = endpoint("POST /api/v1/referral-claims", {
  right: "customers:write",
  summary: {
    ja: "お客様がリンクから来たことを、ショップから伝える（トークンかコード）",
    en: "A shop says that somebody came by a link, by its token or code",
  },
  params: { customerId, token: z.string().trim().min(1).max(60), at: instant.optional() },
  reply: done,
})

export const getReferralsOf = endpoint("GET /api/v1/customers/:customerId/referrals", {
  right: "loyalty:read",
  summary: { ja: "お客様の紹介の様子（本人に見せられる形）", en: "How somebody's referrals stand, as she may see it" },
  params: { customerId },
  reply: z.object({
    brought: z.int(),
    rewarded: z.int(),
    standings: z.array(
      z.object({
        at: instant,
        state: z.enum(["on-its-way", "looked-at", "rewarded", "not-counted"]),
        rewardOn: instant.nullable(),
      }),
    ),
  }),
})

export const getPrompt = endpoint("GET /api/v1/customers/:customerId/referral-prompt", {
  right: "customers:read",
  summary: { ja: "いま紹介をお願いしてよいか", en: "Whether somebody may be asked to share now" },
  params: { customerId },
  reply: z.object({ mayAsk: z.boolean() }),
})

export const postPrompt = endpoint("POST /api/v1/customers/:customerId/referral-prompt", {
  right: "customers:write",
  summary: { ja: "お願いを見せた・閉じられたことを記録する", en: "Note that a prompt was shown or closed" },
  params: { customerId, what: z.enum(["shown", "dismissed"]) },
  reply: done,
})

export const getAmbassadors = endpoint("GET /api/v1/ambassadors", {
  right: "loyalty:read",
  summary: { ja: "アンバサダーと、招待したい方", en: "Ambassadors, and who could become one" },
  reply: z.object({
    ambassadors: z.array(
      z.object({
        customerId,
        state: z.enum(["invited", "accepted", "declined"]),
        why: z.array(z.string()),
        invitedAt: instant,
        answeredAt: instant.nullable(),
      }),
    ),
    candidates: z.array(z.object({ customerId, why: z.array(z.string()) })),
  }),
})

export const postInvitations = endpoint("POST /api/v1/ambassadors", {
  right: "loyalty:write",
  summary: {
    ja: "アンバサダーに招待する（フローかキャンペーンが知らせる）",
    en: "Invite people to become ambassadors",
  },
  params: { customerIds: z.array(customerId).min(1).max(500) },
  reply: z.object({ invited: z.int() }),
})

export const postAnswer = endpoint("POST /api/v1/ambassadors/:customerId/answer", {
  right: "customers:write",
  summary: { ja: "招待への返事を記録する", en: "Note somebody's answer to the invitation" },
  params: { customerId, answer: z.enum(["accepted", "declined"]) },
  reply: done,
})
