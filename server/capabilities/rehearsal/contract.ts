import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { Assumptions, changeKinds, Forecast, ranksThen, Result, runStates, StoredOutcome } from "./model.ts"
import { Numbers } from "./model-numbers.ts"

const runId = z.uuid()
const words = z.object({ ja: z.string(), en: z.string() })
const rankMetrics = ["spend", "orders", "points"] as const
const rankSide = z.object({ name: words, needs: z.number(), benefits: z.array(words) })
const suggested = <T extends z.ZodType>(value: T) => z.object({ value, why: words })

export const getSuggestion = endpoint("GET /api/v1/rehearsal/suggestion", {
  right: "loyalty:read",
  summary: {
    ja: "過去の注文から、会員制度の数字を提案する",
    en: "Suggest a programme's numbers from the brand's own past orders",
  },
  params: {
    days: z.coerce.number().int().min(30).max(1_095).default(365),
    marginBp: z.coerce.number().int().min(100).max(10_000).default(4_000),
  },
  reply: z.object({
    days: z.int(),
    buyers: z.int(),
    orders: z.int(),
    revenue: z.number(),
    /** False: too few people for numbers of their own. */
    fromPast: z.boolean(),
    perHundred: suggested(z.int()),
    signUp: suggested(z.int()),
    leastUse: suggested(z.int()),
    expiryMonths: suggested(z.int()),
    thresholds: suggested(z.array(z.int())),
    numbers: Numbers,
    assumptions: Assumptions,
    /** Whether a programme is live already: then a rehearsal compares with it. */
    isLive: z.boolean(),
  }),
})

export const RunRow = z.object({
  runId,
  name: z.string(),
  state: z.enum(runStates),
  people: z.int(),
  peopleOf: z.int(),
  orders: z.int(),
  starts: instant,
  until: instant,
  createdAt: instant,
  endedAt: instant.nullable(),
  publishedVersion: z.int().nullable(),
  publishedAt: instant.nullable(),
})

export const listRuns = endpoint("GET /api/v1/rehearsals", {
  right: "loyalty:read",
  summary: { ja: "リハーサルの一覧（新しい順）", en: "Rehearsals, the newest first" },
  params: { ...listParams },
  reply: listOf(RunRow),
})

export const postRun = endpoint("POST /api/v1/rehearsals", {
  right: "loyalty:write",
  summary: {
    ja: "会員制度を過去の注文で試す。numbers を省くと下書きのままの制度を試す",
    en: "Play a programme over past orders: these numbers, or the drafts as they stand without them",
  },
  params: {
    name: z.string().trim().min(1).max(80),
    numbers: Numbers.optional(),
    assumptions: Assumptions.prefault({}),
    days: z.int().min(30).max(1_095).default(365),
  },
  reply: z.object({ runId }),
  perMinute: 20,
})

export const getRun = endpoint("GET /api/v1/rehearsals/:runId", {
  right: "loyalty:read",
  summary: { ja: "リハーサルひとつの進み具合と結果", en: "One rehearsal: how far it is, and what it found" },
  params: { runId },
  reply: z.object({
    run: RunRow,
    assumptions: Assumptions,
    result: Result.nullable(),
    /** What was typed for it; null: the drafts were played. */
    numbers: Numbers.nullable(),
    ranks: z.array(z.object({ key: z.string(), name: words })),
    /** More than half would never hold enough (H06). */
    isOutOfReach: z.boolean(),
    /** What publishing would do to the ranks that are live; null: nothing. */
    rankChange: z
      .object({
        metric: z.object({ live: z.enum(rankMetrics), played: z.enum(rankMetrics) }),
        ranks: z.array(z.object({ key: z.string(), live: rankSide.nullable(), played: rankSide.nullable() })),
        isJudgedOtherwise: z.boolean(),
      })
      .nullable(),
    canPublish: z.boolean(),
    currency: z.string(),
  }),
})

export const postCancelRun = endpoint("POST /api/v1/rehearsals/:runId/cancel", {
  right: "loyalty:write",
  summary: { ja: "リハーサルをやめる", en: "End a rehearsal early" },
  params: { runId },
  reply: done,
})

export const PlayedRow = z.object({
  customerId: z.uuid(),
  changes: z.array(z.enum(changeKinds)),
  draft: StoredOutcome,
  live: StoredOutcome.nullable(),
})

export const listPlayed = endpoint("GET /api/v1/rehearsals/:runId/people", {
  right: "loyalty:read",
  summary: { ja: "リハーサルで何かが変わるお客様", en: "Whom a rehearsal changes something for" },
  params: { runId, kind: z.enum(changeKinds).optional(), ...listParams },
  reply: listOf(PlayedRow),
})

export const postPublishRun = endpoint("POST /api/v1/rehearsals/:runId/publish", {
  right: "loyalty:write",
  summary: {
    ja: "試した会員制度を公開する。見込みは残り、あとで実績とくらべる",
    en: "Publish the programme as it was played; the forecast is kept and compared with what comes true",
  },
  params: {
    runId,
    /**
     * Where other ranks are live: leave them as they are, or replace them by those that were played. It must be said then,
     * and is refused without (`rehearsal.RanksNotChosen`); where nothing would change it may be left out.
     */
    ranks: z.enum(ranksThen).optional(),
  },
  reply: z.object({ version: z.int() }),
})

export const comparedWith = ["within", "above", "below", "too-early"] as const
export const Measured = z.object({
  key: z.enum(["earn-rate", "use-share", "cost-share", "reach"]),
  forecast: z.object({ value: z.number(), low: z.number(), high: z.number() }),
  measured: z.number().nullable(),
  verdict: z.enum(comparedWith),
})

export const getMeasured = endpoint("GET /api/v1/rehearsals/:runId/measured", {
  right: "loyalty:read",
  summary: { ja: "見込みと、公開してからの実績", en: "The forecast beside what was measured since it was published" },
  params: { runId },
  reply: z.object({
    publishedAt: instant.nullable(),
    days: z.int(),
    members: z.int(),
    figures: z.array(Measured),
    history: z.array(z.object({ day: z.string(), costShare: z.number().nullable() })),
    forecast: Forecast,
  }),
})
