import { z } from "zod"
import { done, endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { type ConditionInput, SegmentDocument } from "./model.ts"
import {
  Build,
  Freshness,
  GuardNote,
  moveCauses,
  NamedSegment,
  Reach,
  Sample,
  Segment,
  SegmentVersion,
  SendFrequency,
  segmentStates,
  Verdict,
  VersionChange,
} from "./model-segment.ts"

export type { ConditionInput }

const sentence = z.object({ ja: z.string(), en: z.string() })
const segmentId = z.uuid()
const name = z.object({ ja: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) })
const intent = z.string().trim().min(4).max(400)

/** What a draft consists of. `document` may be half done in a draft as long as it can be read. */
const draft = { name, intent, document: SegmentDocument, note: z.string().max(400).default("") }

export const listSegments = endpoint("GET /api/v1/segments", {
  right: "segments:read",
  summary: { ja: "セグメントの一覧", en: "All segments" },
  params: { state: z.enum([...segmentStates, "all"]).default("all"), query: z.string().max(100).optional() },
  reply: z.object({ items: z.array(Segment), freshness: Freshness, lastBuild: Build.nullable() }),
})

export const getSegment = endpoint("GET /api/v1/segments/:segmentId", {
  right: "segments:read",
  summary: { ja: "セグメントひとつ", en: "One segment" },
  params: { segmentId },
  reply: z.object({
    segment: Segment,
    live: SegmentVersion.nullable(),
    draft: SegmentVersion.nullable(),
    /** The live document in words, or the draft's while nothing is live. */
    sentence,
    freshness: Freshness,
  }),
})

export const postSegment = endpoint("POST /api/v1/segments", {
  right: "segments:write",
  summary: { ja: "セグメントの下書きを作る", en: "Create a segment as a draft" },
  params: draft,
  reply: Segment,
})

export const putDraft = endpoint("PUT /api/v1/segments/:segmentId/draft", {
  right: "segments:write",
  summary: { ja: "下書きを直す", en: "Change the draft" },
  params: { segmentId, ...draft },
  reply: Segment,
})

export const dropDraft = endpoint("DELETE /api/v1/segments/:segmentId/draft", {
  right: "segments:write",
  summary: { ja: "下書きを捨てる", en: "Discard the draft" },
  params: { segmentId },
  reply: done,
})

export const publishSegment = endpoint("POST /api/v1/segments/:segmentId/publish", {
  right: "segments:write",
  summary: { ja: "下書きを公開する", en: "Publish the draft" },
  params: { segmentId },
  reply: Segment,
})

export const patchSegment = endpoint("PATCH /api/v1/segments/:segmentId", {
  right: "segments:write",
  summary: { ja: "名前・目的・配信頻度を変える", en: "Change name, intent or send frequency" },
  params: {
    segmentId,
    name: name.optional(),
    intent: intent.optional(),
    sendFrequency: SendFrequency.nullable().optional(),
  },
  reply: Segment,
})

export const duplicateSegment = endpoint("POST /api/v1/segments/:segmentId/duplicate", {
  right: "segments:write",
  summary: { ja: "セグメントを複製する", en: "Duplicate a segment as a draft" },
  params: { segmentId, name: name.optional() },
  reply: Segment,
})

export const archiveSegment = endpoint("POST /api/v1/segments/:segmentId/archive", {
  right: "segments:write",
  summary: { ja: "セグメントをしまう", en: "Archive a segment" },
  params: { segmentId },
  reply: Segment,
})

export const restoreSegment = endpoint("POST /api/v1/segments/:segmentId/restore", {
  right: "segments:write",
  summary: { ja: "しまったセグメントを戻す", en: "Take a segment out of the archive" },
  params: { segmentId },
  reply: Segment,
})

export const listVersions = endpoint("GET /api/v1/segments/:segmentId/versions", {
  right: "segments:read",
  summary: { ja: "セグメントの版", en: "Versions of a segment" },
  params: { segmentId },
  reply: z.object({ items: z.array(SegmentVersion) }),
})

export const diffVersions = endpoint("GET /api/v1/segments/:segmentId/diff", {
  right: "segments:read",
  summary: { ja: "二つの版の違い", en: "What differs between two versions" },
  params: { segmentId, from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) },
  reply: z.object({ changes: z.array(VersionChange) }),
})

export const countAudience = endpoint("POST /api/v1/segments/count", {
  right: "segments:read",
  summary: { ja: "条件に合う人数を数える", en: "Count who a document would hold, live" },
  params: { document: SegmentDocument },
  perMinute: 240,
  reply: z.object({
    count: z.int(),
    /** Everybody who could be in a segment. */
    of: z.int(),
    reach: Reach,
    sample: z.array(Sample),
    sentence,
    /** Milliseconds that the count took. */
    tookMs: z.number(),
    freshness: Freshness,
  }),
})

export const listAudience = endpoint("POST /api/v1/segments/people", {
  right: "segments:read",
  summary: { ja: "条件に合う人の一覧（公開前でも）", en: "List who a document would hold, published or not" },
  params: {
    document: SegmentDocument,
    /** Only those found by name, reading, mail or phone. A page may then hold fewer than `limit`, and the next one more. */
    query: z.string().max(200).optional(),
    ...listParams,
  },
  perMinute: 120,
  reply: listOf(Sample),
})

export const listMembers = endpoint("GET /api/v1/segments/:segmentId/members", {
  right: "segments:read",
  summary: { ja: "セグメントの人たち", en: "Who belongs to a segment, those who came last first" },
  params: {
    segmentId,
    /** Only those found by name, reading, mail or phone. A page may then hold fewer than `limit`, and the next one more. */
    query: z.string().max(200).optional(),
    ...listParams,
  },
  reply: listOf(Sample.extend({ enteredAt: instant, cause: z.enum(moveCauses) })),
})

export const listMoves = endpoint("GET /api/v1/segments/:segmentId/moves", {
  right: "segments:read",
  summary: { ja: "出入りの記録", en: "Who entered and left, newest first" },
  params: { segmentId, ...listParams },
  reply: listOf(
    Sample.extend({
      move: z.enum(["entered", "left"]),
      at: instant,
      cause: z.enum(moveCauses),
      version: z.int(),
      /** What turned it, in words with her own values; null when many moved at once. */
      reason: sentence.nullable(),
    }),
  ),
})

export const compareSegments = endpoint("GET /api/v1/segments/compare", {
  right: "segments:read",
  summary: { ja: "二つのセグメントを比べる", en: "Compare two segments" },
  params: { one: segmentId, other: segmentId },
  reply: z.object({
    onlyOne: z.int(),
    both: z.int(),
    onlyOther: z.int(),
    sampleOnlyOne: z.array(Sample),
    sampleBoth: z.array(Sample),
    sampleOnlyOther: z.array(Sample),
  }),
})

export const whySegment = endpoint("GET /api/v1/segments/:segmentId/why/:customerId", {
  right: "segments:read",
  summary: { ja: "なぜ入っている・入っていないか", en: "Why somebody is in a segment, or not" },
  params: { segmentId, customerId: z.uuid() },
  reply: z.object({
    /** By her facts as they are now. */
    holds: z.boolean(),
    /** As the membership stands; differs from `holds` for the moment until the next build. */
    isMember: z.boolean(),
    since: instant.nullable(),
    version: z.int().nullable(),
    /** The answer in one sentence. */
    sentence,
    verdict: Verdict,
  }),
})

export const whyDocument = endpoint("POST /api/v1/segments/why", {
  right: "segments:read",
  summary: { ja: "条件に合うか、一人で確かめる", en: "Try a document on one person" },
  params: { document: SegmentDocument, customerId: z.uuid() },
  reply: z.object({ holds: z.boolean(), sentence, verdict: Verdict }),
})

export const segmentsOfCustomer = endpoint("GET /api/v1/customers/:customerId/segments", {
  right: "segments:read",
  summary: { ja: "お客様が入っているセグメント", en: "The segments a customer belongs to, and belonged to" },
  params: { customerId: z.uuid() },
  reply: z.object({
    items: z.array(
      z.object({
        segmentId,
        name: sentence,
        enteredAt: instant,
        leftAt: instant.nullable(),
        cause: z.enum(moveCauses),
      }),
    ),
    freshness: Freshness,
  }),
})

export const overlapMap = endpoint("GET /api/v1/segments/overlap", {
  right: "segments:read",
  summary: { ja: "重なりの地図と整理の提案", en: "The overlap map, and what could be tidied up" },
  reply: z.object({
    segments: z.array(z.object({ segmentId, name: sentence, members: z.int() })),
    /** Pairs that share anybody: `a` and `b` are places in `segments`. */
    pairs: z.array(z.object({ a: z.int(), b: z.int(), both: z.int() })),
    notes: z.array(GuardNote),
    freshness: Freshness,
  }),
})

export const listNamed = endpoint("GET /api/v1/segments/named", {
  right: "segments:read",
  summary: { ja: "用意されたセグメント", en: "Segments that come ready made" },
  reply: z.object({ items: z.array(NamedSegment) }),
})

export const putThresholds = endpoint("PUT /api/v1/segments/named/:key/thresholds", {
  right: "segments:write",
  summary: { ja: "用意されたセグメントの基準を変える", en: "Change the thresholds of a ready-made segment" },
  params: { key: z.string().max(60), values: z.record(z.string().max(60), z.number()) },
  reply: NamedSegment,
})

/** What a builder may offer: attributes, the brand's properties, contributed fields, events seen, consent purposes. */
export const listFields = endpoint("GET /api/v1/segments/fields", {
  right: "segments:read",
  summary: { ja: "条件に使える項目", en: "What conditions can be made of" },
  reply: z.object({
    items: z.array(
      z.object({
        kind: z.enum(["attribute", "property", "field"]),
        key: z.string(),
        label: sentence,
        type: z.enum(["text", "number", "boolean", "day", "list"]),
        choices: z.array(z.object({ value: z.string(), label: sentence })),
      }),
    ),
    events: z.array(z.object({ name: z.string(), title: sentence })),
    averages: z.object({ orders: z.number(), spent: z.number(), intervalDays: z.number().nullable() }),
  }),
})

export const listBuilds = endpoint("GET /api/v1/segments/builds", {
  right: "segments:read",
  summary: { ja: "作り直しの記録", en: "Builds: when, how long, at what cost" },
  reply: z.object({ items: z.array(Build), freshness: Freshness }),
})

export const rebuildSegments = endpoint("POST /api/v1/segments/rebuild", {
  right: "segments:write",
  summary: { ja: "いますぐ全員を見直す", en: "Look at everybody anew now" },
  perMinute: 6,
  reply: done,
})
