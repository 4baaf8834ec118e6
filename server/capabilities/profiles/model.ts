import { z } from "zod"
import { instant } from "#kernel/endpoint"
import { moodSources } from "./mood-rules.ts"
import { partnerPurposes, partnerStates } from "./partner-rules.ts"
import { spokeGroups } from "./radar-rules.ts"
import { stages } from "./stage-rules.ts"

export const conversationChannels = ["store", "phone", "chat", "mail", "line", "video"] as const
export const engagementLevels = ["none", "quiet", "warm", "hot"] as const

const Words = z.object({ ja: z.string(), en: z.string() })
const day = z.iso.date()

export const StageView = z.object({ stage: z.enum(stages), at: instant, reason: Words })
export const MoodView = z.object({
  at: instant,
  /** -1 very unhappy, 1 very happy. */
  value: z.number(),
  source: z.enum(moodSources),
  how: Words,
  text: z.string().nullable(),
})
const Score = z.int().min(1).max(5)

/** A partner's word on a customer, with where it came from, what for, until when, and whether it is used. */
export const PartnerValue = z.object({
  valueId: z.uuid(),
  partner: z.string(),
  key: z.string(),
  value: z.string(),
  purposes: z.array(z.enum(partnerPurposes)),
  obtainedAt: instant,
  expiresAt: instant,
  agreedAt: instant.nullable(),
  evidence: z.string().nullable(),
  state: z.enum(partnerStates),
})
export type PartnerValue = z.output<typeof PartnerValue>

export const Conversation = z.object({
  conversationId: z.uuid(),
  channel: z.enum(conversationChannels),
  at: instant,
  text: z.string().nullable(),
  mood: z.int().min(-2).max(2).nullable(),
  staffId: z.uuid().nullable(),
})
export type Conversation = z.output<typeof Conversation>

/** What the facts of one person add up to. */
export const Profile = z.object({
  /** Null while nothing is known yet of when she was noticed. */
  stage: StageView.nullable(),
  stages: z.array(StageView),
  rfm: z.object({
    bought: z.object({ recencyDays: z.int(), frequency: z.int(), monetary: z.int(), currency: z.string() }).nullable(),
    scores: z.object({ recency: Score, frequency: Score, monetary: Score }).nullable(),
    buyers: z.int(),
    madeAt: instant,
  }),
  engagement: z.object({
    points: z.number(),
    before: z.number(),
    level: z.enum(engagementLevels),
    parts: z.array(z.object({ label: Words, count: z.int(), points: z.number() })).readonly(),
  }),
  talk: z.object({
    daysSince: z.int().nullable(),
    last: Conversation.nullable(),
    conversations: z.array(Conversation),
  }),
  mood: z.object({
    now: z.number().nullable(),
    change: z.number().nullable(),
    fell: z.boolean(),
    signals: z.array(MoodView),
    /** The last twelve months, oldest first: mood at their end beside what she did in them. */
    months: z.array(z.object({ firstDay: day, mood: z.number().nullable(), orders: z.int(), deeds: z.int() })),
  }),
  radar: z.array(
    z.object({
      group: z.enum(spokeGroups),
      label: Words,
      points: z.number(),
      share: z.number(),
      count: z.int(),
      evidence: z.array(z.object({ what: Words, at: instant, points: z.number() })).readonly(),
    }),
  ),
  completeness: z.object({
    share: z.number(),
    known: z.int(),
    missing: z.array(z.object({ key: z.string(), label: Words, ask: Words })).readonly(),
  }),
  partner: z.array(PartnerValue),
})
export type Profile = z.output<typeof Profile>
