import { z } from "zod"

/** LINE's own names: a user begins with U, a group with C, a room with R. */
export const userId = z.string().regex(/^U[0-9a-f]{32}$/)

/** What the plan of the official account costs, as it is booked with LINE (2023 plans: 200, 5,000 and 30,000 messages). */
export const plans = {
  communication: { monthlyYen: 0, included: 200, extraMilliYen: 0 },
  light: { monthlyYen: 5_000, included: 5_000, extraMilliYen: 0 },
  standard: { monthlyYen: 15_000, included: 30_000, extraMilliYen: 3_000 },
} as const
export type PlanName = keyof typeof plans

export const LineSettings = z.object({
  plan: z.enum(["communication", "light", "standard", "custom"]).default("communication"),
  /** Prices change: these numbers count, the name of the plan only fills them in. */
  monthlyYen: z.int().min(0).max(10_000_000).default(0),
  included: z.int().min(0).max(100_000_000).default(200),
  /** Thousandths of a yen for a message beyond those included; 0: none can be bought. */
  extraMilliYen: z.int().min(0).max(100_000).default(0),
  /** Becoming a friend counts as consent to marketing on LINE, in these words (M47). */
  followIsConsent: z.boolean().default(true),
  followWords: z.string().trim().max(500).default("友だち追加画面で、お知らせの配信に同意して友だちになる"),
  /** Answers go by a reply while one is free, before a push that costs (X09). */
  replyFirst: z.boolean().default(true),
  /**
   * News that says the same to everybody leaves in one call for many. Its links are then the same for all, too: that somebody
   * followed one is not known. Of each reader LINE tells nothing (M42).
   */
  together: z.boolean().default(false),
  /** What leaves so goes as a narrowcast from fifty readers on: one audience, one call, one end for all. */
  narrowcast: z.boolean().default(false),
})
export type LineSettings = z.output<typeof LineSettings>

/** A reply token works once; LINE promises a minute, of which some is gone when it reaches us. */
export const replyTokenMs = 50_000
/** How long LINE knows a message again by its retry key (M41). */
export const retryKeyMs = 24 * 3_600_000

export type FriendState = "following" | "blocked"

export type Friend = {
  readonly accountId: string
  readonly userId: string
  readonly personId: string
  readonly state: FriendState
  readonly stateAt: Date
  readonly displayName: string | null
  readonly pictureUrl: string | null
  readonly linkedAt: Date | null
}

export const talkStates = ["waiting", "accepted", "failed", "unknown"] as const

/** One bubble of a talk. */
export type Said = {
  readonly messageId: string
  readonly lineId: string | null
  readonly direction: "in" | "out"
  /** text, image, video, audio, file, location, sticker, postback, or a word of LINE's that is newer than we are. */
  readonly kind: string
  /** Null once it was unsent. */
  readonly text: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly at: Date
  readonly unsentAt: Date | null
  readonly writtenBy: unknown
  readonly state: (typeof talkStates)[number] | null
  readonly reason: string | null
}
