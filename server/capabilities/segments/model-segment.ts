import { z } from "zod"
import { SegmentDocument } from "./model.ts"

const sentence = z.object({ ja: z.string(), en: z.string() })
const instant = z.coerce.date()

/** How often a segment may be written to at most (D35); kept here for those who send. */
export const SendFrequency = z.object({ atMost: z.int().min(0).max(100), perDays: z.int().min(1).max(365) })
export type SendFrequency = z.output<typeof SendFrequency>

export const segmentStates = ["draft", "live", "archived"] as const

/** Why a membership changed: new facts, time that passed, a new definition, or that she is one with another now. */
export const moveCauses = ["facts", "time", "definition", "merge"] as const
export type MoveCause = (typeof moveCauses)[number]

/** How many of an audience can be reached for marketing on each channel, and in no way at all. */
export const Reach = z.object({
  email: z.int(),
  line: z.int(),
  sms: z.int(),
  push: z.int(),
  post: z.int(),
  /** By another system of the brand, such as its app. */
  relay: z.int(),
  none: z.int(),
})
export type Reach = z.output<typeof Reach>

/** Something that is made with a segment, and where it is found in the console. */
export const UsedBy = z.object({ what: z.enum(["segment", "flow", "message"]), name: sentence, to: z.string() })
export type UsedBy = z.output<typeof UsedBy>

/** A segment as lists show it. */
export const Segment = z.object({
  segmentId: z.uuid(),
  /** Set for those that come ready made: "win-back". */
  key: z.string().nullable(),
  name: sentence,
  /** What it is for (D03). */
  intent: z.string(),
  state: z.enum(segmentStates),
  /** The version that people belong to by; null until one is published. */
  liveVersion: z.int().nullable(),
  hasDraft: z.boolean(),
  sendFrequency: SendFrequency.nullable(),
  /** How many belong to it; null until it was built for the first time. */
  members: z.int().nullable(),
  createdAt: instant,
  changedAt: instant,
  /** When somebody last used it: to send, in a flow, or in another segment. */
  usedAt: instant.nullable(),
  /** How many belonged to it at the end of each of the last 30 days, oldest first, today as counted last; days before its first build are left out. */
  sizes: z.array(z.object({ day: z.string(), members: z.int() })).optional(),
  /** Of those who belong to it, as of the last count of sizes, every half hour. */
  reach: Reach.optional(),
  usedBy: z.array(UsedBy).optional(),
})
export type Segment = z.output<typeof Segment>

export const SegmentVersion = z.object({
  version: z.int(),
  document: SegmentDocument,
  note: z.string(),
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
})
export type SegmentVersion = z.output<typeof SegmentVersion>

/** One thing that differs between two versions: `path` is where it stands ("all.1.range.atLeast"). */
export const VersionChange = z.object({
  path: z.string(),
  what: z.enum(["added", "removed", "changed"]),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  sentence,
})
export type VersionChange = z.output<typeof VersionChange>

/** How fresh what is shown is. While `isStale`, memberships are those of `at`, never guesses (F20). */
export const Freshness = z.object({
  isStale: z.boolean(),
  /** Why: analytics are away, are being made anew, or are behind. */
  reason: z.enum(["analytics-away", "analytics-rebuilding", "analytics-behind", "not-built"]).nullable(),
  /** The instant that memberships are true of. */
  at: instant.nullable(),
  /** Seconds since the oldest fact that is not yet in them; 0 when none waits. */
  lagSeconds: z.number(),
})
export type Freshness = z.output<typeof Freshness>

/** One build of all live segments. */
export const Build = z.object({
  at: instant,
  finishedAt: instant.nullable(),
  durationMs: z.int().nullable(),
  people: z.int(),
  /** Of these were looked at: those whom time may have moved, or everybody. */
  asked: z.int(),
  segments: z.int(),
  entered: z.int(),
  left: z.int(),
  /** Rows that ClickHouse read for it. */
  rowsRead: z.int(),
})
export type Build = z.output<typeof Build>

export const Sample = z.object({
  customerId: z.uuid(),
  displayName: z.string().nullable(),
  email: z.string().nullable(),
})
export type Sample = z.output<typeof Sample>

/** One condition with what is true of one person: `path` as in the document, `children` where it joins others. */
export type Verdict = {
  readonly path: string
  readonly holds: boolean
  readonly sentence: { readonly ja: string; readonly en: string }
  /** Her own value, in words; null where conditions are joined. */
  readonly value: { readonly ja: string; readonly en: string } | null
  /** What would make it the other way round; null when nothing she does would. */
  readonly wouldChange: { readonly ja: string; readonly en: string } | null
  /** The day on which time alone turns it round, if nothing else happens. */
  readonly changesOn: string | null
  readonly children: readonly Verdict[]
}
export const Verdict: z.ZodType<Verdict> = z.object({
  path: z.string(),
  holds: z.boolean(),
  sentence,
  value: sentence.nullable(),
  wouldChange: sentence.nullable(),
  changesOn: z.string().nullable(),
  children: z.array(z.lazy((): z.ZodType<Verdict> => Verdict)),
})

/** A threshold of a ready-made segment: what it is now, what the brand's own data suggest, and between what it may be. */
export const Threshold = z.object({
  key: z.string(),
  label: sentence,
  unit: z.enum(["days", "orders", "money", "times", "percent", "months", "score", "messages"]),
  value: z.number(),
  suggested: z.number(),
  min: z.number(),
  max: z.number(),
})
export type Threshold = z.output<typeof Threshold>

export const NamedSegment = z.object({
  key: z.string(),
  name: sentence,
  intent: sentence,
  /** When to use it, in a sentence. */
  use: sentence,
  /** The inventory's behaviour it stands for: "D25". */
  inventory: z.string(),
  thresholds: z.array(Threshold),
  /** Null while the brand has not been given it yet. */
  segmentId: z.uuid().nullable(),
  /** Needs facts that this brand has none of yet, such as answers to surveys. */
  waitsFor: sentence.nullable(),
})
export type NamedSegment = z.output<typeof NamedSegment>

export const GuardNote = z.object({
  segmentId: z.uuid(),
  why: z.enum(["tiny", "empty", "unused", "overlapping", "same"]),
  sentence,
  /** With what it could be merged. */
  otherId: z.uuid().nullable(),
  /** Share of the smaller one that is in both, 0-1. */
  overlap: z.number().nullable(),
})
export type GuardNote = z.output<typeof GuardNote>
