import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { redemptionStates, refusals, RewardDocument, rewardKinds, rewardStates } from "./model.ts"

const rewardId = z.uuid()
const redemptionId = z.uuid()
const customerId = z.uuid()
const words = z.object({ ja: z.string(), en: z.string() })

export const RewardRow = z.object({
  rewardId,
  state: z.enum(rewardStates),
  /** What is being edited; null when it is as published. */
  draft: RewardDocument.nullable(),
  version: z.int().nullable(),
  live: RewardDocument.nullable(),
  revision: z.int(),
  /** Pieces of redemptions that stand. */
  taken: z.int(),
  createdAt: instant,
  changedAt: instant,
  redeemed: z.int(),
  people: z.int(),
  /** Spent on it, less what came back. */
  points: z.number(),
  /** Waits for the staff. */
  open: z.int(),
  cancelled: z.int(),
})

const Reach = z.object({
  people: z.int(),
  now: z.number(),
  withinYear: z.number(),
  never: z.number(),
  medianDays: z.int().nullable(),
  isUnreachable: z.boolean(),
})
const judged = {
  checks: z.array(z.object({ level: z.enum(["stop", "warn"]), code: z.string(), text: words })),
  /** How far it is for members; null while there is nobody to judge by. */
  reach: Reach.nullable(),
  by: z.enum(["members", "orders"]).nullable(),
}

export const listRewards = endpoint("GET /api/v1/rewards", {
  right: "loyalty:read",
  summary: { ja: "特典の一覧（交換の数つき）", en: "Rewards, with what became of them" },
  reply: z.object({
    items: z.array(RewardRow),
    /** Redemptions that wait for the staff, and those of them whose day has passed. */
    waiting: z.object({ open: z.int(), late: z.int() }),
    currency: z.string(),
  }),
})

export const getReward = endpoint("GET /api/v1/rewards/:rewardId", {
  right: "loyalty:read",
  summary: { ja: "特典ひとつ。確認の結果と日ごとの数", en: "One reward, its checks and its days" },
  params: { rewardId, days: z.coerce.number().int().min(1).max(366).default(30) },
  reply: z.object({
    reward: RewardRow,
    currency: z.string(),
    ...judged,
    days: z.array(z.object({ day: z.string(), redeemed: z.int(), points: z.number() })),
  }),
})

export const postReward = endpoint("POST /api/v1/rewards", {
  right: "loyalty:write",
  summary: { ja: "特典を作る（下書き）", en: "Make a reward, as a draft" },
  params: { document: RewardDocument },
  reply: z.object({ rewardId }),
  perMinute: 60,
})

export const postRewardCheck = endpoint("POST /api/v1/rewards/check", {
  right: "loyalty:read",
  summary: {
    ja: "書きかけの特典を確かめる（届く人の割合、法律の上限）",
    en: "Check a reward that is being written: who can reach it, what the law allows",
  },
  params: { document: RewardDocument },
  reply: z.object(judged),
})

export const putRewardDraft = endpoint("PUT /api/v1/rewards/:rewardId/draft", {
  right: "loyalty:write",
  summary: { ja: "特典の下書きを直す", en: "Change a reward's draft" },
  params: { rewardId, document: RewardDocument, basedOn: z.int().min(1) },
  reply: z.object({ revision: z.int() }),
})

export const publishRewardDraft = endpoint("POST /api/v1/rewards/:rewardId/publish", {
  right: "loyalty:write",
  summary: { ja: "下書きを公開する", en: "Publish the draft" },
  params: { rewardId, basedOn: z.int().min(1) },
  reply: z.object({ version: z.int() }),
})

export const putRewardState = endpoint("PUT /api/v1/rewards/:rewardId/state", {
  right: "loyalty:write",
  summary: { ja: "特典を休む・再開する・終える", en: "Pause, resume or end a reward" },
  params: { rewardId, state: z.enum(rewardStates).exclude(["draft"]) },
  reply: done,
})

export const RedemptionRow = z.object({
  redemptionId,
  rewardId,
  version: z.int(),
  name: words,
  kind: z.enum(rewardKinds),
  customerId: customerId.nullable(),
  quantity: z.int(),
  points: z.int(),
  state: z.enum(redemptionStates),
  handed: z.object({
    /** Without the right to personal data its beginning only. */
    code: z.string().optional(),
    validUntil: z.string().nullable().optional(),
    serial: z.int().optional(),
  }),
  note: z.string(),
  asks: words.nullable(),
  sku: z.string().nullable(),
  redeemedAt: instant,
  dueAt: instant.nullable(),
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
  hasCome: z.boolean().nullable(),
  cancelledAt: instant.nullable(),
  cancelReason: z.string().nullable(),
})

export const listRedemptions = endpoint("GET /api/v1/redemptions", {
  right: "loyalty:read",
  summary: {
    ja: "特典の交換の一覧。対応が要るものは期限の近い順にも",
    en: "Redemptions: the newest first, or what is due first",
  },
  params: {
    rewardId: rewardId.optional(),
    customerId: customerId.optional(),
    state: z.enum(redemptionStates).optional(),
    sort: z.enum(["newest", "due"]).default("newest"),
    ...listParams,
  },
  reply: listOf(RedemptionRow),
})

export const postRedemption = endpoint("POST /api/v1/redemptions", {
  right: "points:adjust",
  summary: {
    ja: "お客様のポイントを特典と交換する。同じ key なら一度だけ",
    en: "Redeem a reward for somebody; once for the same key",
  },
  params: {
    customerId,
    rewardId,
    key: z.string().trim().min(1).max(200),
    quantity: z.int().min(1).max(100).default(1),
    note: z.string().max(500).default(""),
  },
  reply: RedemptionRow,
})

export const finishOneRedemption = endpoint("POST /api/v1/redemptions/:redemptionId/finish", {
  right: "points:adjust",
  summary: { ja: "渡した・送った・来た、と記録する", en: "Note that it was handed over, sent, attended" },
  params: { redemptionId, hasCome: z.boolean().nullable().default(null) },
  reply: RedemptionRow,
})

export const cancelOneRedemption = endpoint("POST /api/v1/redemptions/:redemptionId/cancel", {
  right: "points:adjust",
  summary: {
    ja: "交換を取り消し、ポイントを元のロットに戻す",
    en: "Cancel a redemption; its points go back to their lots",
  },
  params: { redemptionId, reason: z.string().trim().min(1).max(200) },
  reply: RedemptionRow,
})

const RewardForPerson = z.object({
  rewardId,
  kind: z.enum(rewardKinds),
  name: words,
  about: words,
  imageUrl: z.string().nullable(),
  needs: z.int(),
  gap: z.int(),
  /** To be spent until the gap is earned, minor units. */
  spend: z.int().nullable(),
  state: z.enum(["open", ...refusals]),
  why: words.nullable(),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  left: z.int().nullable(),
  perTime: z.int(),
})

export const listRewardsFor = endpoint("GET /api/v1/customers/:customerId/rewards", {
  right: "loyalty:read",
  summary: {
    ja: "お客様が交換できる特典と、足りないポイント",
    en: "What somebody can have, and how many points are missing",
  },
  params: { customerId },
  reply: z.object({ items: z.array(RewardForPerson), favourites: z.array(RewardForPerson) }),
})

export const getCollectible = endpoint("GET /api/v1/collectibles/:collectibleId", {
  right: "loyalty:read",
  summary: {
    ja: "記念品・スタンプを署名つきの JSON で書き出す",
    en: "A collectible as JSON that the brand has signed",
  },
  params: { collectibleId: z.uuid() },
  reply: z.object({
    format: z.literal("maido-collectible/1"),
    collectible: z.object({
      id: z.string(),
      name: words,
      imageUrl: z.string().nullable(),
      serial: z.int().nullable(),
      edition: z.int().nullable(),
      gotAt: z.string(),
      issuer: z.object({ name: z.string(), slug: z.string() }),
    }),
    signature: z.object({ algorithm: z.literal("Ed25519"), publicKey: z.string(), value: z.string() }),
  }),
})
