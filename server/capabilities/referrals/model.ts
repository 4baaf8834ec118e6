import { z } from "zod"

/** Where a link is shared. `code`: typed by hand at a shop or a till; `page`: shared on by somebody who came by a link. */
export const channels = [
  "mail",
  "line",
  "x",
  "facebook",
  "instagram",
  "youtube",
  "copy",
  "code",
  "page",
  "other",
] as const
export type ShareChannel = (typeof channels)[number]

/** Those that a person is offered as buttons. */
export const buttonChannels = ["line", "mail", "x", "facebook", "instagram", "youtube", "copy"] as const
export type ButtonChannel = (typeof buttonChannels)[number]

const words = (max: number) =>
  z.strictObject({ ja: z.string().trim().min(1).max(max), en: z.string().trim().min(1).max(max) })

export const Reward = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("points"), points: z.int().min(1).max(1_000_000) }),
  /** An offer of #offers; each person gets a code of her own. */
  z.strictObject({ kind: z.literal("coupon"), offerId: z.uuid() }),
  z.strictObject({ kind: z.literal("none") }),
])
export type Reward = z.infer<typeof Reward>

/** All that a referral programme says. Immutable once published. */
export const Programme = z.strictObject({
  name: words(60),
  /** For who brings somebody, after the return window. */
  inviter: Reward,
  /** For who comes: a coupon at once for the first order, points after the return window. */
  friend: Reward,
  newcomer: z
    .strictObject({
      /** `never-bought`: no purchase that stands; `unknown`: not even known before they came by the link. */
      is: z.enum(["never-bought", "unknown"]).default("never-bought"),
    })
    .default({ is: "never-bought" }),
  release: z
    .strictObject({
      /** Days after the order has arrived. */
      days: z.int().min(7).max(120).default(14),
      /** Where no parcel is ever reported: taken as arrived so many days after the order; null: waits for a report. */
      assumeArrivedAfterDays: z.int().min(1).max(120).nullable().default(null),
      /** Only once the friend has bought twice. */
      secondOrder: z.boolean().default(false),
    })
    .default({ days: 14, assumeArrivedAfterDays: null, secondOrder: false }),
  /** The friend's first order must come to at least this after returns, minor units. */
  minimumOrder: z.int().min(0).max(1_000_000_000).default(0),
  /** Rewards of one inviter in a calendar month of the brand. */
  monthlyCap: z.int().min(1).max(1_000).default(10),
  attribution: z
    .strictObject({
      /** How long a link counts after somebody came by it (J19). */
      days: z.int().min(30).max(3_650).default(730),
      /** Which link counts for who came by several. A code on the order itself stands above both. */
      model: z.enum(["first", "last"]).default("last"),
    })
    .default({ days: 730, model: "last" }),
  /** Stands in every post and on the landing page (J05): the sharer gets something for it. */
  disclosure: words(200),
  share: z.strictObject({ subject: words(120), text: words(500) }),
  landing: z.strictObject({ headline: words(80), text: words(600) }),
  channels: z
    .array(z.enum(buttonChannels))
    .min(1)
    .max(buttonChannels.length)
    .default([...buttonChannels]),
  prompts: z
    .strictObject({
      /** How often somebody is asked to share at most, in thirty days (J22). */
      perMonth: z.int().min(0).max(10).default(2),
      /** How long nobody asks again who closed it. */
      restDays: z.int().min(7).max(730).default(90),
    })
    .default({ perMonth: 2, restDays: 90 }),
  alarm: z
    .strictObject({
      /** From so many negative answers within a day it may be an alarm (J20). */
      atLeast: z.int().min(2).max(1_000).default(5),
      /** … and from this share of all answers, hundredths of a per cent. */
      shareBp: z.int().min(500).max(10_000).default(3_000),
      /** Pauses the content by itself until somebody has looked. */
      pauses: z.boolean().default(false),
    })
    .default({ atLeast: 5, shareBp: 3_000, pauses: false }),
})
export type Programme = z.output<typeof Programme>

/** Why people pass something on. */
export const shareReasons = ["practical", "emotional"] as const
export type ShareReason = (typeof shareReasons)[number]

export const Content = z.strictObject({
  title: z.string().trim().min(1).max(120),
  /** What is shared: a page of the brand's own. Empty: the landing page alone. */
  url: z.union([z.literal(""), z.url({ protocol: /^https$/ })]).default(""),
  reason: z.enum(shareReasons).nullable().default(null),
  /** Goods of a cart that the landing page fills. */
  skus: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  /** What it cost to make and to spread, minor units. */
  cost: z.int().min(0).max(1_000_000_000_000).default(0),
  campaignId: z.uuid().nullable().default(null),
})
export type Content = z.output<typeof Content>

/** A campaign with people of reach (J21). */
export const Campaign = z.strictObject({
  name: z.string().trim().min(1).max(120),
  hashtag: z
    .string()
    .trim()
    .regex(/^#[^\s#]{1,60}$/u)
    .or(z.literal(""))
    .default(""),
  assets: z
    .array(
      z.strictObject({
        kind: z.enum(["music", "picture", "film", "text"]),
        name: z.string().trim().min(1).max(120),
        url: z.union([z.literal(""), z.url({ protocol: /^https$/ })]).default(""),
        /** Whose it is and what it may be used for. */
        licence: z.string().trim().max(300).default(""),
      }),
    )
    .max(50)
    .default([]),
  startsOn: z.iso.date().nullable().default(null),
  endsOn: z.iso.date().nullable().default(null),
  cost: z.int().min(0).max(1_000_000_000_000).default(0),
})
export type Campaign = z.output<typeof Campaign>

export const Commission = z.discriminatedUnion("kind", [
  /** Hundredths of a per cent of what was paid for the order, less what came back. */
  z.strictObject({ kind: z.literal("share"), bp: z.int().min(1).max(5_000) }),
  z.strictObject({ kind: z.literal("fixed"), amount: z.int().min(1).max(10_000_000) }),
])
export type Commission = z.infer<typeof Commission>

/** An affiliate: brings customers for a commission (J06). */
export const Partner = z.strictObject({
  name: z.string().trim().min(1).max(120),
  commission: Commission,
  /** Later orders of who came count, too, as long as the attribution lasts. */
  repeats: z.boolean().default(false),
  customerId: z.uuid().nullable().default(null),
  campaignId: z.uuid().nullable().default(null),
  note: z.string().trim().max(500).default(""),
})
export type Partner = z.output<typeof Partner>

/** Why a referral is refused or looked at by a person first. */
export const doubts = [
  "same-person",
  "not-new",
  "came-back",
  "same-mailbox",
  "same-phone",
  "household",
  "same-device",
  "same-network",
  "fast-device",
  "fast-network",
  "fast-inviter",
  "ring",
  "paused",
] as const
export type Doubt = (typeof doubts)[number]

/** `held`: a person looks first; `waiting`: for the return window; `undone`: the order did not stand; `taken-back`: rewards, too. */
export const referralStates = ["held", "waiting", "rewarded", "refused", "undone", "taken-back"] as const
export type ReferralState = (typeof referralStates)[number]

export const attributedBy = ["link", "code", "api"] as const
export type AttributedBy = (typeof attributedBy)[number]

export type Link = {
  readonly linkId: string
  /** In the address, and typed as a code. */
  readonly token: string
  readonly customerId: string | null
  readonly partnerId: string | null
  readonly channel: ShareChannel
  readonly contentId: string | null
  readonly parentId: string | null
  /** 0 for who shares of their own accord; one more than the link by which the sharer came. */
  readonly generation: number
  readonly pausedAt: Date | null
}

/** What an inviter has been given, or will be. */
export type Given =
  | { readonly kind: "points"; readonly points: number }
  | { readonly kind: "coupon"; readonly offerId: string; readonly code: string }
  | { readonly kind: "none"; readonly why: "no-reward" | "monthly-cap" | "no-person" | "not-available" }

export type Referral = {
  readonly referralId: string
  readonly friendId: string
  readonly inviterId: string | null
  readonly partnerId: string | null
  readonly linkId: string
  readonly channel: ShareChannel
  readonly contentId: string | null
  readonly by: AttributedBy
  readonly orderId: string
  /** What the first order came to, less what came back, minor units. */
  readonly amount: number
  readonly currency: string
  readonly placedAt: Date
  readonly state: ReferralState
  readonly doubts: readonly Doubt[]
  readonly releasesAt: Date | null
  readonly settledAt: Date | null
  readonly reviewedBy: string | null
  readonly note: string | null
  readonly market: string | null
  readonly programme: number
  readonly toInviter: Given | null
  readonly toFriend: Given | null
}

/** How an inviter's friend stands, as the inviter may see it: no name, nothing of what was bought. */
export type Standing = {
  readonly at: Date
  readonly state: "on-its-way" | "looked-at" | "rewarded" | "not-counted"
  readonly rewardOn: Date | null
}
