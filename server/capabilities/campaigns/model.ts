import { z } from "zod"
import { isTimeOfDay, type TimeOfDay } from "#kernel/zones"

/** What a letter wants of its reader; the same words as in messages (X14, G42). */
export const intents = ["value", "ask", "discount"] as const
export const sendChannels = ["email", "line", "sms", "push", "relay", "dm"] as const
export type SendChannel = (typeof sendChannels)[number]

const time = z.custom<TimeOfDay>((value) => isTimeOfDay(value) && value.length === 5)

/**
 * One way to say it. Several are compared with each other (A/B) or, in a series, take turns (I02). A published version of a
 * template, with what this variant says otherwise: From name (C23), subject, or without any design (C24).
 */
export const Variant = z.strictObject({
  key: z.string().regex(/^[a-h]$/),
  name: z.string().trim().max(60).default(""),
  templateId: z.uuid(),
  templateVersion: z.int().min(1),
  /** Its share among the others. */
  weight: z.int().min(1).max(100).default(50),
  /** Empty: as the template has it. */
  fromName: z.string().trim().max(60).default(""),
  /** By language; left out: as the template has it. */
  subject: z
    .strictObject({
      ja: z.string().trim().min(1).max(200).optional(),
      en: z.string().trim().min(1).max(200).optional(),
    })
    .default({}),
  look: z.enum(["designed", "plain"]).default("designed"),
})
export type Variant = z.output<typeof Variant>

/** What a day is like for her: when she has money, time, or is on a train (M05). */
export const scenes = ["none", "payday", "weekend", "commute", "season"] as const
export type Scene = (typeof scenes)[number]

/** Local times are the brand's; `own-time` is each reader's own hour on that day, `time` for whom nothing is known. */
export const When = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("now") }),
  z.strictObject({ kind: z.literal("at"), day: z.iso.date(), time }),
  z.strictObject({ kind: z.literal("own-time"), day: z.iso.date(), time, scene: z.enum(scenes).default("none") }),
])
export type When = z.output<typeof When>

/** A series: the same again every so many months, to whoever belongs then, in words that she has not had yet (I01-I05). */
export const Repeat = z.strictObject({
  everyMonths: z.int().min(1).max(12),
  /** How often in all. */
  times: z.int().min(2).max(24),
  /** Comes later where people are written to a lot anyway (I03). */
  adapts: z.boolean().default(true),
})
export type Repeat = z.output<typeof Repeat>

export const CampaignPlan = z
  .strictObject({
    version: z.literal(1),
    intent: z.enum(intents).default("value"),
    /** Why these people, why now: one sentence (G10). */
    why: z.string().trim().max(400).default(""),
    /** What it is about, for caps on how often somebody hears of it (I05): "loyalty". */
    topic: z.string().trim().max(60).default(""),
    /** How much of the price it gives away, in basis points. */
    discountBp: z.int().min(0).max(10_000).default(0),
    variants: z.array(Variant).max(8).default([]),
    audience: z
      .strictObject({ include: z.array(z.uuid()).max(10).default([]), exclude: z.array(z.uuid()).max(10).default([]) })
      .prefault({}),
    /** In order of preference, or what suits her best (X09). */
    channels: z
      .union([z.literal("best"), z.array(z.enum(sendChannels)).min(1).max(sendChannels.length)])
      .default("best"),
    when: When.default({ kind: "now" }),
    /** Nothing is sent later than this after its moment: it then ends as expired (F45). */
    withinHours: z
      .int()
      .min(1)
      .max(24 * 30)
      .default(72),
    /** Share of the audience that is kept apart to see what the campaign is worth, in basis points (T08). */
    holdoutBp: z.int().min(0).max(5_000).default(1_000),
    repeat: Repeat.nullable().default(null),
    /** What a vendor still takes over this month holds for all of it, or it goes up to what is left (M46). */
    quota: z.enum(["all", "up-to-left"]).default("all"),
  })
  .refine(({ variants }) => new Set(variants.map(({ key }) => key)).size === variants.length, {
    error: "two variants have one key",
    path: ["variants"],
  })
export type CampaignPlan = z.output<typeof CampaignPlan>
export type CampaignPlanDraft = z.input<typeof CampaignPlan>

/**
 * Where a campaign stands. Only what people decide is kept (drafted, asked, launched, paused, stopped); the rest follows from
 * its occurrences and from its letters (R2).
 */
export const campaignStates = [
  "draft",
  "waiting-approval",
  "scheduled",
  "planning",
  "sending",
  "stalled",
  "paused",
  "stopped",
  "finished",
] as const
export type CampaignState = (typeof campaignStates)[number]

/**
 * Why a campaign rests: somebody said so, too many of its letters could not be filled in (F80), or what a vendor still took
 * over that month did not hold for it when it was to begin (M46).
 */
export const pauseReasons = ["by-hand", "render-failures", "quota"] as const
export type PauseReason = (typeof pauseReasons)[number]

/** A brand's own rules for campaigns. */
export const CampaignSettings = z.strictObject({
  /** From this many people on somebody else has to approve; null: never. */
  approveFrom: z.int().min(1).max(100_000_000).nullable().default(5_000),
  /** From this many people on the number is typed before it goes. */
  typeFrom: z.int().min(1).max(100_000_000).default(1_000),
  /** Day of the month on which most people are paid; before a weekend or holiday it comes earlier. */
  payday: z.int().min(1).max(31).default(25),
})
export type CampaignSettings = z.output<typeof CampaignSettings>
export const defaultCampaignSettings: CampaignSettings = CampaignSettings.parse({})
