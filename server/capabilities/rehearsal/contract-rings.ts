import { z } from "zod"
import { done, endpoint, instant } from "#kernel/endpoint"
import { Check, issueWeights, mostInRing, RingReport, ringStates } from "./model-ring.ts"
import { Numbers } from "./model-numbers.ts"

const ringId = z.uuid()
const customerId = z.uuid()
const name = z.string().trim().min(1).max(80)
const goal = z.string().trim().max(500)

export const RingRow = z.object({
  ringId,
  name,
  goal: z.string(),
  state: z.enum(ringStates),
  people: z.int(),
  revision: z.int(),
  starts: instant.nullable(),
  ends: instant,
  endedAt: instant.nullable(),
  createdAt: instant,
})

export const listRings = endpoint("GET /api/v1/rings", {
  right: "loyalty:read",
  summary: { ja: "ベータの一覧（新しい順）", en: "Beta rings, the newest first" },
  reply: z.object({ items: z.array(RingRow) }),
})

export const postRing = endpoint("POST /api/v1/rings", {
  right: "loyalty:write",
  summary: { ja: "ベータを作る（下書き）", en: "Make a beta ring, as a draft" },
  params: { name, goal: goal.default(""), numbers: Numbers.prefault({}), ends: instant },
  reply: z.object({ ringId }),
})

const RingIssue = z.object({
  issueId: z.uuid(),
  title: z.string(),
  words: z.string(),
  weight: z.enum(issueWeights),
  /** Revision of the numbers that it was found under, and the one that settled it. */
  revision: z.int(),
  settledIn: z.int().nullable(),
  foundAt: instant,
  settledAt: instant.nullable(),
})

export const getRing = endpoint("GET /api/v1/rings/:ringId", {
  right: "loyalty:read",
  summary: {
    ja: "ベータひとつ：参加者、課題、4つの確認",
    en: "One ring: its people, issues and the four checks",
  },
  params: { ringId },
  reply: z.object({
    ring: RingRow,
    numbers: Numbers,
    people: z.array(
      z.object({
        customerId,
        addedAt: instant,
        score: z.int().nullable(),
        words: z.string().nullable(),
        available: z.int(),
        pending: z.int(),
      }),
    ),
    issues: z.array(RingIssue),
    /** As of now while it runs; as it was at its end afterwards; null before it begins. */
    report: RingReport.nullable(),
    most: z.literal(mostInRing),
  }),
})

export const patchRing = endpoint("PATCH /api/v1/rings/:ringId", {
  right: "loyalty:write",
  summary: {
    ja: "ベータのルールや期間を変える。これまでの残高は変わらない",
    en: "Change a ring's rules or end; balances stay as they are",
  },
  params: {
    ringId,
    name: name.optional(),
    goal: goal.optional(),
    numbers: Numbers.optional(),
    ends: instant.optional(),
    basedOn: z.int().min(1),
  },
  reply: z.object({ revision: z.int() }),
})

export const postRingPeople = endpoint("POST /api/v1/rings/:ringId/people", {
  right: "loyalty:write",
  summary: {
    ja: "ベータにお客様を加える（選んで、またはセグメントから）",
    en: "Add people to a ring, by hand or from a segment",
  },
  params: { ringId, customerIds: z.array(customerId).max(mostInRing).optional(), segmentId: z.uuid().optional() },
  reply: z.object({ people: z.int() }),
})

export const deleteRingPerson = endpoint("DELETE /api/v1/rings/:ringId/people/:customerId", {
  right: "loyalty:write",
  summary: { ja: "始める前のベータからお客様を外す", en: "Take somebody out of a ring before it begins" },
  params: { ringId, customerId },
  reply: done,
})

export const postRingStep = endpoint("POST /api/v1/rings/:ringId/steps/:step", {
  right: "loyalty:write",
  summary: {
    ja: "ベータを始める・終える・本番に移す・なかったことにする",
    en: "Start a ring, end it, commit it to the live ledger, or wipe it without a trace",
  },
  params: { ringId, step: z.enum(["start", "end", "commit", "wipe"]) },
  reply: done,
})

export const postRingFeedback = endpoint("PUT /api/v1/rings/:ringId/feedback/:customerId", {
  right: "loyalty:write",
  summary: {
    ja: "参加者の声を記録する（0〜10と言葉）",
    en: "Write down what somebody in the ring said: 0 to 10, and her words",
  },
  params: { ringId, customerId, score: z.int().min(0).max(10), words: z.string().trim().max(2_000).default("") },
  reply: done,
})

export const postRingIssue = endpoint("POST /api/v1/rings/:ringId/issues", {
  right: "loyalty:write",
  summary: { ja: "ベータで見つかった課題を記録する", en: "Write down an issue that was found" },
  params: {
    ringId,
    title: z.string().trim().min(1).max(200),
    words: z.string().trim().max(4_000).default(""),
    weight: z.enum(issueWeights).default("hurts"),
  },
  reply: z.object({ issueId: z.uuid() }),
})

export const putRingIssue = endpoint("PUT /api/v1/rings/:ringId/issues/:issueId", {
  right: "loyalty:write",
  summary: { ja: "課題を解決済みにする・戻す", en: "Settle an issue, or take it up again" },
  params: { ringId, issueId: z.uuid(), isSettled: z.boolean() },
  reply: done,
})

export { Check }
