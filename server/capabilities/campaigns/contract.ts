import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { CampaignPlan, CampaignSettings, campaignStates } from "./model.ts"
import { CalendarDay, CampaignView, Check, Comparison, End, VariantNumbers } from "./model-views.ts"

const campaignId = z.uuid()
const name = z.string().trim().min(1).max(120)

export const listCampaigns = endpoint("GET /api/v1/campaigns", {
  right: "messages:read",
  summary: { ja: "キャンペーンの一覧", en: "All campaigns" },
  params: { state: z.enum([...campaignStates, "all", "binned"]).default("all"), query: z.string().max(100).optional() },
  reply: z.object({ items: z.array(CampaignView) }),
})

export const getCampaign = endpoint("GET /api/v1/campaigns/:campaignId", {
  right: "messages:read",
  summary: { ja: "キャンペーンひとつ", en: "One campaign" },
  params: { campaignId },
  reply: CampaignView,
})

export const postCampaign = endpoint("POST /api/v1/campaigns", {
  right: "messages:write",
  summary: { ja: "キャンペーンの下書きを作る", en: "Create a campaign as a draft" },
  params: {
    /** An id of the caller's own: asking again makes no second one. */
    campaignId: campaignId.optional(),
    name,
    plan: CampaignPlan,
  },
  reply: CampaignView,
})

export const putCampaign = endpoint("PUT /api/v1/campaigns/:campaignId", {
  right: "messages:write",
  summary: { ja: "下書きを直す", en: "Change a draft" },
  params: { campaignId, revision: z.int().min(1), name, plan: CampaignPlan },
  reply: CampaignView,
})

export const duplicateCampaign = endpoint("POST /api/v1/campaigns/:campaignId/duplicate", {
  right: "messages:write",
  summary: { ja: "キャンペーンを複製する", en: "Duplicate a campaign as a draft" },
  params: { campaignId, newId: campaignId.optional(), name: name.optional() },
  reply: CampaignView,
})

export const deleteCampaign = endpoint("DELETE /api/v1/campaigns/:campaignId", {
  right: "messages:write",
  summary: { ja: "ごみ箱に入れる（30日間は戻せます）", en: "Put into the bin, for thirty days" },
  params: { campaignId },
  reply: done,
})

export const restoreCampaign = endpoint("POST /api/v1/campaigns/:campaignId/restore", {
  right: "messages:write",
  summary: { ja: "ごみ箱から戻す", en: "Take out of the bin" },
  params: { campaignId },
  reply: CampaignView,
})

export const countCampaignAudience = endpoint("POST /api/v1/campaigns/audience", {
  right: "segments:read",
  summary: { ja: "届く相手の人数", en: "How many an audience holds, and how they can be reached" },
  params: { include: z.array(z.uuid()).max(10), exclude: z.array(z.uuid()).max(10).default([]) },
  perMinute: 240,
  reply: z.object({
    count: z.int(),
    /** Everybody in the segments, before others are taken out. */
    before: z.int(),
    /** By channel, and "none"; null while analytics are away. */
    reach: z.record(z.string(), z.int()).nullable(),
    /** Everybody the brand knows. */
    everybody: z.int(),
  }),
})

export const checkCampaign = endpoint("POST /api/v1/campaigns/:campaignId/check", {
  right: "messages:read",
  summary: { ja: "送る前に確かめる", en: "Check before sending" },
  params: { campaignId },
  perMinute: 60,
  reply: Check,
})

export const askApproval = endpoint("POST /api/v1/campaigns/:campaignId/ask", {
  right: "messages:write",
  summary: { ja: "承認を頼む", en: "Ask for approval" },
  params: { campaignId },
  reply: CampaignView,
})

export const approveCampaign = endpoint("POST /api/v1/campaigns/:campaignId/approve", {
  right: "messages:approve",
  summary: { ja: "配信を承認する", en: "Approve a campaign" },
  params: { campaignId, revision: z.int().min(1) },
  reply: CampaignView,
})

export const sendBackCampaign = endpoint("POST /api/v1/campaigns/:campaignId/send-back", {
  right: "messages:approve",
  summary: { ja: "承認せずに下書きへ戻す", en: "Send back to its author" },
  params: { campaignId },
  reply: CampaignView,
})

export const launchCampaign = endpoint("POST /api/v1/campaigns/:campaignId/launch", {
  right: "messages:send",
  summary: { ja: "配信を始める・予約する", en: "Launch or schedule" },
  params: {
    campaignId,
    revision: z.int().min(1),
    /** How many it goes to, typed by whoever launches; needed for large ones. */
    confirmed: z.int().min(0).optional(),
  },
  reply: CampaignView,
})

export const pauseCampaign = endpoint("POST /api/v1/campaigns/:campaignId/pause", {
  right: "messages:send",
  summary: { ja: "一時停止する", en: "Pause" },
  params: { campaignId },
  reply: CampaignView,
})

export const resumeCampaign = endpoint("POST /api/v1/campaigns/:campaignId/resume", {
  right: "messages:send",
  summary: { ja: "再開する", en: "Resume" },
  params: { campaignId },
  reply: CampaignView,
})

export const stopCampaign = endpoint("POST /api/v1/campaigns/:campaignId/stop", {
  right: "messages:send",
  summary: { ja: "中止する（まだ送っていないぶんは送りません）", en: "Stop: what has not begun is not sent" },
  params: { campaignId },
  reply: CampaignView,
})

export const moveCampaign = endpoint("POST /api/v1/campaigns/:campaignId/move", {
  right: "messages:send",
  summary: { ja: "予約の日時を変える", en: "Move a scheduled sending" },
  params: { campaignId, occurrence: z.int().min(1).default(1), dueAt: instant },
  reply: CampaignView,
})

export const campaignNumbers = endpoint("GET /api/v1/campaigns/:campaignId/numbers", {
  right: "messages:read",
  summary: { ja: "キャンペーンの結果", en: "What came of a campaign" },
  params: { campaignId },
  reply: z.object({
    /** Planned = the sum of all counts. */
    planned: z.int(),
    open: z.int(),
    ends: z.array(End),
    passedOver: z.array(z.object({ occurrence: z.int(), reason: z.string(), count: z.int() })),
    variants: z.array(VariantNumbers),
    /** Null where there is only one variant, and in a series, where all take turns. */
    comparison: Comparison.nullable(),
    /** By segment: of those who got it how many left by it (C29). */
    unsubscribes: z.array(z.object({ segmentId: z.uuid(), delivered: z.int(), left: z.int() })),
  }),
})

export const campaignPeople = endpoint("GET /api/v1/campaigns/:campaignId/people", {
  right: "messages:read",
  summary: { ja: "数字のうしろにいる人たち", en: "The people behind a number" },
  params: {
    campaignId,
    state: z.string().max(40).optional(),
    reason: z.string().max(200).optional(),
    channel: z.string().max(40).optional(),
    variant: z.string().max(1).optional(),
    occurrence: z.coerce.number().int().min(1).optional(),
    ...listParams,
  },
  reply: listOf(
    z.object({
      customerId: z.uuid(),
      displayName: z.string().nullable(),
      email: z.string().nullable(),
      messageId: z.uuid().nullable(),
      state: z.string(),
      reason: z.string().nullable(),
      channel: z.string().nullable(),
      at: instant.nullable(),
    }),
  ),
})

export const campaignCalendar = endpoint("GET /api/v1/campaigns/calendar", {
  right: "messages:read",
  summary: { ja: "配信カレンダー（祝日とフローの見込み）", en: "The calendar: campaigns, expected flows, holidays" },
  params: {
    from: z.iso.date(),
    until: z.iso.date(),
    /** Only what this segment's people receive (G41). */
    segmentId: z.uuid().optional(),
  },
  reply: z.object({ days: z.array(CalendarDay) }),
})

export const getCampaignSettings = endpoint("GET /api/v1/campaign-settings", {
  right: "brand:read",
  summary: { ja: "キャンペーンの決まり", en: "The brand's rules for campaigns" },
  reply: z.object({ settings: CampaignSettings, version: z.int() }),
})

export const putCampaignSettings = endpoint("PUT /api/v1/campaign-settings", {
  right: "brand:write",
  summary: { ja: "キャンペーンの決まりを変える", en: "Change the brand's rules for campaigns" },
  params: { settings: CampaignSettings, basedOn: z.int().min(0) },
  reply: z.object({ version: z.int() }),
})
