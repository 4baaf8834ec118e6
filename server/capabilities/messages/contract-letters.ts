import { z } from "zod"
import { endpoint, instant } from "#kernel/endpoint"
import { letterIntents } from "./model-letter.ts"
import { LetterSettings } from "./model-letter-settings.ts"

const Words = z.object({ ja: z.string(), en: z.string() })
const channel = z.enum(["email", "line", "sms", "push", "post", "phone", "relay", "dm"])

const Why = z.object({
  kind: z.enum(["send", "defer", "skip", "expire", "merge"]),
  channel: channel.nullable(),
  reason: Words.nullable(),
  /** When it may go at the earliest, as far as that is known. */
  nextAt: instant.nullable(),
  /** What was looked at, in order; `other`: this channel is ruled out, another is tried. */
  lines: z.array(
    z.object({
      check: z.string(),
      says: z.enum(["yes", "no", "wait", "other"]),
      name: Words,
      words: Words,
      until: instant.nullable(),
    }),
  ),
})

export const whyMessage = endpoint("GET /api/v1/messages/:messageId/why", {
  right: "messages:read",
  summary: { ja: "なぜ届いたか・届かなかったか", en: "Why a letter was sent or was not, as decided then" },
  params: { messageId: z.uuid() },
  reply: z.object({ decidedAt: instant.nullable(), why: Why.nullable() }),
})

export const whyLetter = endpoint("POST /api/v1/letters/why", {
  right: "messages:read",
  summary: { ja: "このお客様に送ったら届くか、その理由", en: "Whether somebody would get such a letter, and why" },
  params: {
    customerId: z.uuid(),
    templateId: z.uuid(),
    version: z.int().min(1),
    /** In order of preference; left out: whichever suits best. */
    channels: z.array(channel).min(1).max(6).optional(),
    intent: z.enum(letterIntents).default("value"),
    discountBp: z.int().min(0).max(10_000).optional(),
    topic: z.string().max(60).optional(),
    segmentId: z.uuid().optional(),
    /** When it would be sent, by what is known now; left out: now. What is past was decided then (`messages.PastMoment`). */
    at: instant.optional(),
  },
  reply: Why,
  perMinute: 120,
})

export const getLetterSettings = endpoint("GET /api/v1/letter-settings", {
  right: "messages:read",
  summary: { ja: "お便りの決まり（夜間、回数、値引き）", en: "The rules of letters: quiet hours, caps, discounts" },
  reply: z.object({ settings: LetterSettings, version: z.int() }),
})

export const changeLetterSettings = endpoint("PUT /api/v1/letter-settings", {
  right: "brand:write",
  summary: { ja: "お便りの決まりを変える", en: "Change the rules of letters" },
  params: { settings: LetterSettings, basedOn: z.int().min(0) },
  reply: z.object({ settings: LetterSettings, version: z.int() }),
})
