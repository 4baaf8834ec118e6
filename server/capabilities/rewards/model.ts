import { z } from "zod"

export const rewardStates = ["draft", "live", "paused", "ended"] as const
export type RewardState = (typeof rewardStates)[number]

const line = (most: number) => z.strictObject({ ja: z.string().trim().max(most), en: z.string().trim().max(most) })
const amount = z.int().min(1).max(1_000_000_000)
const rankKey = z.string().min(1).max(60)
/** How many days the staff have for it. */
const days = z.int().min(1).max(120)
const offerId = z.uuid()

/** What somebody gets for her points. Money in minor units of the brand's currency. */
export const Gives = z.discriminatedUnion("kind", [
  /** A code of her own of an offer; `days` shortens its life. */
  z.strictObject({ kind: z.literal("coupon"), offerId, days: z.int().min(1).max(730).nullable().default(null) }),
  z.strictObject({ kind: z.literal("free-shipping"), offerId, days: z.int().min(1).max(730).nullable().default(null) }),
  /** Her next parcel is wrapped by hand. */
  z.strictObject({ kind: z.literal("gift-wrap"), days: days.default(3) }),
  /** Somebody packs it. `asks` is what she is asked for with it: a colour, an address. */
  z.strictObject({
    kind: z.literal("product"),
    sku: z.string().trim().min(1).max(200),
    days: days.default(7),
    asks: line(120).nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal("experience"),
    place: line(200),
    startsAt: z.coerce.date(),
    endsAt: z.coerce.date(),
    /** Until then she may say that she is not coming, and gets her points back. */
    answerBy: z.coerce.date(),
  }),
  /** One of a limited number, each with a number of its own. */
  z.strictObject({ kind: z.literal("collectible"), isPhysical: z.boolean().default(false), days: days.default(7) }),
  /** `amount` for each unit goes to somebody else. */
  z.strictObject({ kind: z.literal("donation"), to: line(120), amount }),
])
export type Gives = z.output<typeof Gives>
export const rewardKinds = [
  "coupon",
  "free-shipping",
  "gift-wrap",
  "product",
  "experience",
  "collectible",
  "donation",
] as const
export type RewardKind = Gives["kind"]

/** Who may have it: members only, or anybody with points; these ranks; this segment. */
export const Gates = z.strictObject({
  isForMembers: z.boolean().default(true),
  /** Empty: every rank, and none. */
  ranks: z.array(rankKey).max(20).default([]),
  segmentId: z.uuid().nullable().default(null),
})

/** Some may have it before the others (I32). */
export const Early = z.strictObject({
  hours: z
    .int()
    .min(1)
    .max(24 * 60),
  ranks: z.array(rankKey).max(20).default([]),
  segmentId: z.uuid().nullable().default(null),
})

/** A reward as an operator describes it. A published one never changes: the next one is a version of its own. */
export const RewardDocument = z.strictObject({
  name: line(80),
  about: line(600).default({ ja: "", en: "" }),
  imageUrl: z
    .url({ protocol: /^https?$/ })
    .max(1_000)
    .nullable()
    .default(null),
  gives: Gives,
  /** Needed for one. */
  points: z.int().min(0).max(10_000_000),
  /** What one is worth in a shop, minor units; null: nobody said. */
  worth: amount.nullable().default(null),
  /** How many there are, places of an event included; null: no end. */
  stock: z.int().min(1).max(10_000_000).nullable().default(null),
  /** How many one person may ever have; null: no end. */
  perPerson: z.int().min(1).max(10_000).nullable().default(null),
  /** How many at once: places for companions, units of a donation. */
  perTime: z.int().min(1).max(100).default(1),
  opensAt: z.coerce.date().nullable().default(null),
  closesAt: z.coerce.date().nullable().default(null),
  gates: Gates.default({ isForMembers: true, ranks: [], segmentId: null }),
  early: Early.nullable().default(null),
  /** Points that expired meanwhile live on for so many days when it is cancelled; 0: they stay expired. */
  graceDays: z.int().min(0).max(365).default(30),
})
export type RewardDocument = z.output<typeof RewardDocument>

export type Reward = {
  readonly rewardId: string
  readonly state: RewardState
  /** What is edited; null when it is as published. */
  readonly draft: RewardDocument | null
  /** The published version; null before the first. */
  readonly version: number | null
  readonly live: RewardDocument | null
  readonly revision: number
  /** Redemptions that stand. */
  readonly taken: number
  readonly createdAt: Date
  readonly changedAt: Date
}

/** One that members can see, as published. */
export type LiveReward = {
  readonly rewardId: string
  readonly version: number
  readonly document: RewardDocument
  readonly taken: number
}

export const redemptionStates = ["open", "done", "cancelled"] as const
export type RedemptionState = (typeof redemptionStates)[number]

/** What she was handed: a code and the page it leads to, the number of her piece. */
export type Handed = {
  readonly code?: string
  readonly url?: string
  readonly validUntil?: string | null
  readonly serial?: number
}

export type Redemption = {
  readonly redemptionId: string
  readonly rewardId: string
  readonly version: number
  /** Null once its person is erased. */
  readonly customerId: string | null
  readonly kind: RewardKind
  readonly quantity: number
  /** Paid for all of them; 0 when it was given. */
  readonly points: number
  /** `open`: somebody of the staff has to act, or the day of the event is yet to come. */
  readonly state: RedemptionState
  readonly handed: Handed
  /** What she wrote with it. */
  readonly note: string
  readonly redeemedAt: Date
  readonly dueAt: Date | null
  readonly doneAt: Date | null
  readonly doneBy: string | null
  /** Whether she came to the event; null: nobody said, or it is none. */
  readonly hasCome: boolean | null
  readonly cancelledAt: Date | null
  readonly cancelReason: string | null
}

/** Why somebody can't have a reward now. */
export const refusals = [
  "not-live",
  "over",
  "sold-out",
  "not-member",
  "rank",
  "segment",
  "not-begun",
  "limit",
  "not-enough",
] as const
export type Refusal = (typeof refusals)[number]
