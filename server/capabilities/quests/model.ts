import { z } from "zod"

export const questStates = ["draft", "live", "paused", "ended"] as const
export type QuestState = (typeof questStates)[number]

const line = (most: number) => z.strictObject({ ja: z.string().trim().max(most), en: z.string().trim().max(most) })
const choiceId = z.string().regex(/^[a-z0-9-]{1,20}$/)
const picture = z
  .url({ protocol: /^https?$/ })
  .max(1_000)
  .nullable()
  .default(null)

const Question = z.strictObject({
  ask: line(300),
  choices: z
    .array(z.strictObject({ id: choiceId, words: line(120) }))
    .min(2)
    .max(6),
  /** The right choice; it never leaves the server. Null: none is, her opinion is asked (H29). */
  right: choiceId.nullable(),
  /** Told once it is over for her. */
  because: line(300).default({ ja: "", en: "" }),
})
export type Question = z.output<typeof Question>

/** What fills a card: orders of at least so much, so much spent for each stamp, or different goods of the list. */
export const Counts = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("order"), least: z.int().min(0).max(1_000_000_000).default(0) }),
  z.strictObject({ by: z.literal("spend"), per: z.int().min(1).max(1_000_000_000) }),
  z.strictObject({ by: z.literal("goods") }),
])
export type Counts = z.output<typeof Counts>

/** What is to be done. */
export const Task = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("trivia"),
    questions: z.array(Question).min(1).max(20),
    /** So many right answers. */
    needs: z.int().min(1).max(20),
    tries: z.int().min(1).max(20).default(3),
  }),
  z.strictObject({
    kind: z.literal("challenge"),
    /** Any event that is recorded: "Product Reviewed", "Store Visited". */
    event: z.string().trim().min(1).max(120),
    needs: z.int().min(1).max(1_000),
    /** All of them within so many days; null: whenever. */
    withinDays: z.int().min(1).max(730).nullable().default(null),
    /** Of one day only one counts. */
    isOncePerDay: z.boolean().default(false),
    where: z
      .array(z.strictObject({ property: z.string().trim().min(1).max(80), is: z.string().max(200) }))
      .max(5)
      .default([]),
  }),
  z.strictObject({
    kind: z.literal("stamps"),
    counts: Counts,
    /** The shop's ids of products that count; empty: all. */
    productIds: z.array(z.string().min(1).max(200)).max(500).default([]),
    channel: z.enum(["any", "online", "store"]).default("any"),
    needs: z.int().min(1).max(100),
  }),
  z.strictObject({
    kind: z.literal("set"),
    questIds: z.array(z.uuid()).min(1).max(20),
    needs: z.int().min(1).max(20),
  }),
])
export type Task = z.output<typeof Task>
export type TaskKind = Task["kind"]
export const taskKinds = ["trivia", "challenge", "stamps", "set"] as const

/** What she gets for it: points, a reward, a stamp for good. */
export const Prize = z.strictObject({
  points: z.int().min(0).max(1_000_000).default(0),
  rewardId: z.uuid().nullable().default(null),
  badge: z
    .strictObject({ name: line(80), imageUrl: picture })
    .nullable()
    .default(null),
})
export type Prize = z.output<typeof Prize>

/** A quest as an operator describes it. A published one never changes: the next one is a version of its own. */
export const QuestDocument = z.strictObject({
  name: line(80),
  about: line(600).default({ ja: "", en: "" }),
  imageUrl: picture,
  task: Task,
  prize: Prize,
  /** How often one person may complete it; null: no end. */
  rounds: z.int().min(1).max(1_000).nullable().default(1),
  /** A quiz may be taken again so many days after it was over for her. */
  restDays: z.int().min(0).max(366).default(0),
  opensAt: z.coerce.date().nullable().default(null),
  closesAt: z.coerce.date().nullable().default(null),
  gates: z
    .strictObject({
      isForMembers: z.boolean().default(true),
      ranks: z.array(z.string().min(1).max(60)).max(20).default([]),
      segmentId: z.uuid().nullable().default(null),
    })
    .default({ isForMembers: true, ranks: [], segmentId: null }),
})
export type QuestDocument = z.output<typeof QuestDocument>

export type Quest = {
  readonly questId: string
  readonly state: QuestState
  readonly draft: QuestDocument | null
  readonly version: number | null
  readonly live: QuestDocument | null
  readonly revision: number
  /** When it was first published: what happened before does not count, unless it opens earlier. */
  readonly liveSince: Date | null
  readonly createdAt: Date
  readonly changedAt: Date
}

/** What the brand makes of an opinion: taken into what it develops, made, or not. */
export const decisionStates = ["taken", "done", "declined"] as const
export type DecisionState = (typeof decisionStates)[number]

export type LiveQuest = {
  readonly questId: string
  readonly version: number
  readonly document: QuestDocument
  readonly liveSince: Date
}

export type Award = {
  readonly awardId: string
  readonly questId: string
  readonly version: number
  readonly customerId: string | null
  readonly round: number
  readonly points: number
  readonly awardedAt: Date
  /** What it was given for was given back; the points with it. */
  readonly revokedAt: Date | null
}

export type Attempt = {
  readonly attemptId: string
  readonly round: number
  readonly right: number
  readonly hasPassed: boolean
  readonly at: Date
}
