import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"
import { Campaign, channels, Content, Partner, shareReasons } from "./model.ts"

const contentId = z.uuid()
const partnerId = z.uuid()
const campaignId = z.uuid()
const channel = z.enum(channels)
const paused = z.boolean()
const days = z.coerce.number().int().min(1).max(3_650).default(365)
const basedOn = z.int().min(1)

export const SpreadView = z.object({
  sharers: z.int(),
  shares: z.int(),
  reach: z.int(),
  claims: z.int(),
  newcomers: z.int(),
  /** Brought, but still looked at by a person: no newcomers yet. */
  held: z.int(),
  /** What those who were brought have bought, minor units. */
  value: z.int(),
  invitedPerSharer: z.number(),
  conversion: z.number(),
  kFactor: z.number(),
  generations: z.array(z.object({ generation: z.int(), links: z.int(), visitors: z.int(), newcomers: z.int() })),
})
const MoneyView = z.object({ value: z.int(), cost: z.int(), roi: z.number().nullable() })
const Hop = z.object({ from: channel, to: channel, count: z.int(), newcomers: z.int() })
const ByChannel = z.array(z.object({ channel, spread: SpreadView }))
const Feelings = z.object({ moved: z.int(), useful: z.int(), negative: z.int() })

export const getResults = endpoint("GET /api/v1/referral-results", {
  right: "loyalty:read",
  summary: {
    ja: "紹介の結果（K値・世代・チャネル・費用対効果）",
    en: "What sharing brought: K-factor, generations, channels, return",
  },
  params: { days },
  reply: z.object({
    currency: z.string(),
    spread: SpreadView,
    /** Minor units: what a point costs in `money`. */
    yenPerPoint: z.int(),
    money: MoneyView,
    channels: ByChannel,
    hops: z.array(Hop),
    carried: z.array(z.object({ from: z.string(), to: z.string(), count: z.int() })),
    reasons: z.array(z.object({ reason: z.enum(shareReasons), contents: z.int(), spread: SpreadView })),
    markets: z.array(z.object({ market: z.string(), newcomers: z.int() })),
    alarms: z.array(
      z.object({
        alarmId: z.uuid(),
        contentId: contentId.nullable(),
        title: z.string().nullable(),
        raisedAt: instant,
        negative: z.int(),
        answers: z.int(),
        hasPaused: z.boolean(),
      }),
    ),
    inviters: z.array(
      z.object({
        customerId: z.uuid(),
        brought: z.int(),
        rewarded: z.int(),
        held: z.int(),
        value: z.int(),
        lastAt: instant,
      }),
    ),
  }),
})

export const postAlarmSettled = endpoint("POST /api/v1/referral-alarms/:alarmId/settle", {
  right: "loyalty:write",
  summary: { ja: "否定的な反応の警報を確認済みにする", en: "Say that an alarm has been looked at" },
  params: { alarmId: z.uuid() },
  reply: done,
})

const StoredContent = z.object({
  contentId,
  document: Content,
  revision: z.int(),
  createdAt: instant,
  pausedAt: instant.nullable(),
})

export const getContents = endpoint("GET /api/v1/referral-contents", {
  right: "loyalty:read",
  summary: { ja: "シェアされるコンテンツと、その広がり", en: "What is made to be shared, and how it spreads" },
  params: { days },
  reply: z.object({
    items: z.array(StoredContent.extend({ spread: SpreadView, money: MoneyView, feelings: Feelings })),
    currency: z.string(),
  }),
})

export const getSpread = endpoint("GET /api/v1/referral-contents/:contentId/spread", {
  right: "loyalty:read",
  summary: {
    ja: "コンテンツひとつのシェアの木（none：コンテンツなしのリンク）",
    en: "One content's tree of shares (none: links without one)",
  },
  params: { contentId: z.union([z.literal("none"), contentId]), days },
  reply: z.object({
    spread: SpreadView,
    cost: z.int(),
    hops: z.array(Hop),
    channels: ByChannel,
    tree: z.array(
      z.object({
        linkId: z.uuid(),
        depth: z.int(),
        customerId: z.uuid().nullable(),
        partnerId: partnerId.nullable(),
        channel,
        generation: z.int(),
        isPaused: z.boolean(),
        shares: z.int(),
        visitors: z.int(),
        claims: z.int(),
        newcomers: z.int(),
        value: z.int(),
      }),
    ),
    left: z.int(),
  }),
})

export const postContent = endpoint("POST /api/v1/referral-contents", {
  right: "loyalty:write",
  summary: { ja: "シェアされるコンテンツを加える", en: "Add a content to be shared" },
  params: { document: Content },
  reply: z.object({ contentId }),
})
export const patchContent = endpoint("PATCH /api/v1/referral-contents/:contentId", {
  right: "loyalty:write",
  summary: { ja: "コンテンツを変える", en: "Change a content" },
  params: { contentId, document: Content, basedOn },
  reply: done,
})
export const putContentPause = endpoint("PUT /api/v1/referral-contents/:contentId/pause", {
  right: "loyalty:write",
  summary: {
    ja: "コンテンツのリンクをすべて、すぐに止める・再開する",
    en: "Pause all links of a content at once, or let them go on",
  },
  params: { contentId, paused },
  reply: done,
})

export const getCampaigns = endpoint("GET /api/v1/referral-campaigns", {
  right: "loyalty:read",
  summary: { ja: "インフルエンサーのキャンペーンと結果", en: "Campaigns with people of reach, and their results" },
  params: { days },
  reply: z.object({
    items: z.array(
      z.object({
        campaignId,
        document: Campaign,
        revision: z.int(),
        createdAt: instant,
        contents: z.int(),
        spread: SpreadView,
        money: MoneyView,
      }),
    ),
    currency: z.string(),
  }),
})
export const postCampaign = endpoint("POST /api/v1/referral-campaigns", {
  right: "loyalty:write",
  summary: { ja: "インフルエンサーのキャンペーンを加える", en: "Add a campaign with people of reach" },
  params: { document: Campaign },
  reply: z.object({ campaignId }),
})
export const patchCampaign = endpoint("PATCH /api/v1/referral-campaigns/:campaignId", {
  right: "loyalty:write",
  summary: { ja: "インフルエンサーのキャンペーンを変える", en: "Change such a campaign" },
  params: { campaignId, document: Campaign, basedOn },
  reply: done,
})

const Sums = z.object({
  orders: z.int(),
  people: z.int(),
  sales: z.int(),
  pending: z.int(),
  payable: z.int(),
  paid: z.int(),
})
const StoredPartner = z.object({
  partnerId,
  document: Partner,
  revision: z.int(),
  createdAt: instant,
  pausedAt: instant.nullable(),
  sums: Sums,
})

export const getPartners = endpoint("GET /api/v1/referral-partners", {
  right: "loyalty:read",
  summary: { ja: "アフィリエイトのパートナーと報酬", en: "Affiliates and their commissions" },
  reply: z.object({ items: z.array(StoredPartner), currency: z.string() }),
})
export const getPartner = endpoint("GET /api/v1/referral-partners/:partnerId", {
  right: "loyalty:read",
  summary: { ja: "パートナーひとりの注文・報酬・支払い", en: "One affiliate: orders, commissions, payouts" },
  params: { partnerId },
  reply: StoredPartner.extend({
    currency: z.string(),
    commissions: z.array(
      z.object({
        commissionId: z.uuid(),
        orderId: z.uuid(),
        friendId: z.uuid().nullable(),
        linkId: z.uuid(),
        amount: z.int(),
        orderAmount: z.int(),
        currency: z.string(),
        placedAt: instant,
        releasesAt: instant.nullable(),
        payoutId: z.uuid().nullable(),
      }),
    ),
    payouts: z.array(
      z.object({
        payoutId: z.uuid(),
        amount: z.int(),
        currency: z.string(),
        orders: z.int(),
        madeAt: instant,
        madeBy: z.string(),
      }),
    ),
  }),
})
export const postPartner = endpoint("POST /api/v1/referral-partners", {
  right: "loyalty:write",
  summary: { ja: "パートナーを加える", en: "Add an affiliate" },
  params: { document: Partner },
  reply: z.object({ partnerId }),
})
export const patchPartner = endpoint("PATCH /api/v1/referral-partners/:partnerId", {
  right: "loyalty:write",
  summary: {
    ja: "パートナーの条件を変える（これからの注文に）",
    en: "Change an affiliate's terms, for orders from now on",
  },
  params: { partnerId, document: Partner, basedOn },
  reply: done,
})
export const putPartnerPause = endpoint("PUT /api/v1/referral-partners/:partnerId/pause", {
  right: "loyalty:write",
  summary: {
    ja: "パートナーのリンクをすべて止める・再開する",
    en: "Pause all of an affiliate's links, or let them go on",
  },
  params: { partnerId, paused },
  reply: done,
})
export const postPartnerLink = endpoint("POST /api/v1/referral-partners/:partnerId/links", {
  right: "loyalty:write",
  summary: {
    ja: "パートナーのリンク（チャネルとコンテンツごと）",
    en: "An affiliate's link for a channel and a content",
  },
  params: { partnerId, channel: channel.default("copy"), contentId: contentId.nullable().default(null) },
  reply: z.object({ linkId: z.uuid(), token: z.string(), code: z.string(), url: z.string() }),
})
export const postPayout = endpoint("POST /api/v1/referral-partners/:partnerId/payouts", {
  right: "points:approve",
  summary: { ja: "返品期間を過ぎた報酬を支払い済みにする", en: "Book a payout of what is past the return window" },
  params: { partnerId },
  reply: z.object({ payoutId: z.uuid(), amount: z.int() }),
  perMinute: 30,
})
export const getPayoutsCsv = endpoint("GET /api/v1/referral-payouts.csv", {
  right: "export",
  summary: { ja: "支払いの一覧（CSV）", en: "All payouts, as CSV" },
  reply: z.object({ name: z.string(), csv: z.string() }),
})
