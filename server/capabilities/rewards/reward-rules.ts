import type { Language, Text } from "#kernel/text"
import type { Early, Redemption, RewardDocument, RewardKind, Refusal } from "./model.ts"
import type { z } from "zod"

/** What decides whether somebody may have a reward. */
export type Asker = {
  readonly isMember: boolean
  readonly rank: string | null
  /** Segments that she is in, of those that gates name. */
  readonly segments: ReadonlySet<string>
  readonly available: number
  /** How many of this reward she has; cancelled ones are not counted. */
  readonly has: number
  /** Hours before the others that her rank lets her in. */
  readonly earlyHours: number
}

export type Judged = {
  /** Null: it can be had now. */
  readonly refusal: Refusal | null
  /** Points that are missing for one; 0 when she has enough. */
  readonly gap: number
  /** From when she may have it; null: no beginning is set. */
  readonly opensAt: Date | null
}

const hourMs = 3_600_000

/**
 * Whether she may have `quantity` of it at this moment, and what is missing. The first reason that stands in the way is
 * given, those that points can't mend before the one they can. `left`: pieces that are left, null where there is no end.
 */
export function judgeReward(
  document: RewardDocument,
  asker: Asker,
  at: { readonly now: Date; readonly left: number | null; readonly quantity?: number },
): Judged {
  const { gates, closesAt, perPerson } = document
  const quantity = at.quantity ?? 1
  const opensAt = opensFor(document, asker)
  const gap = Math.max(0, document.points * quantity - asker.available)
  const refusal = ((): Refusal | null => {
    if ((closesAt && closesAt <= at.now) || isPast(document, at.now)) return "over"
    if (at.left !== null && at.left < quantity) return "sold-out"
    if (gates.isForMembers && !asker.isMember) return "not-member"
    if (gates.ranks.length > 0 && !(asker.rank !== null && gates.ranks.includes(asker.rank))) return "rank"
    if (gates.segmentId !== null && !asker.segments.has(gates.segmentId)) return "segment"
    if (opensAt && opensAt > at.now) return "not-begun"
    if (perPerson !== null && asker.has + quantity > perPerson) return "limit"
    return gap > 0 ? "not-enough" : null
  })()
  return { refusal, gap, opensAt }
}

/** An event that has begun can't be had any more, whatever the operator forgot to say. */
const isPast = ({ gives }: RewardDocument, now: Date) =>
  gives.kind === "experience" && (gives.startsAt <= now || gives.answerBy <= now)

/** When it opens for her: earlier for those whom the reward or their rank lets in before the others (I32). */
export function opensFor(
  { opensAt, early }: Pick<RewardDocument, "opensAt" | "early">,
  { rank, segments, earlyHours }: Pick<Asker, "rank" | "segments" | "earlyHours">,
): Date | null {
  if (opensAt === null) return null
  const own = early && isLetIn(early, rank, segments) ? early.hours : 0
  return new Date(opensAt.getTime() - Math.max(own, earlyHours) * hourMs)
}

const isLetIn = (early: z.output<typeof Early>, rank: string | null, segments: ReadonlySet<string>) =>
  (rank !== null && early.ranks.includes(rank)) || (early.segmentId !== null && segments.has(early.segmentId))

/** Whether a person of the staff has to act before it is done. */
export const needsStaff = (document: RewardDocument): boolean => {
  const { gives } = document
  if (gives.kind === "collectible") return gives.isPhysical
  return gives.kind === "gift-wrap" || gives.kind === "product" || gives.kind === "experience"
}

const dayMs = 86_400_000

/** By when it is to be done; an event on its day. Null when nobody has to act. */
export function dueAt(document: RewardDocument, now: Date): Date | null {
  if (!needsStaff(document)) return null
  const { gives } = document
  if (gives.kind === "experience") return gives.startsAt
  const days = "days" in gives ? (gives.days ?? 7) : 7
  return new Date(now.getTime() + days * dayMs)
}

/** Whether she herself may still take it back: a place at an event, until the day to answer. */
export const mayTakeBack = (document: RewardDocument, { state }: Pick<Redemption, "state">, now: Date): boolean =>
  document.gives.kind === "experience" && state === "open" && now < document.gives.answerBy

/** Segments that a reward's gates ask about. */
export const segmentsOf = ({ gates, early }: Pick<RewardDocument, "gates" | "early">): string[] =>
  [gates.segmentId, early?.segmentId ?? null].filter((id) => id !== null)

/** In her language, or in the one it was written in. */
export const said = (words: Text, language: Language): string =>
  words[language] || words[language === "ja" ? "en" : "ja"]

/** Yen (minor units) still to be spent until so many points are earned at the base rate; null without a programme. */
export function spendForGap(gap: number, base: { readonly points: number; readonly perYen: number } | null) {
  if (base === null || base.points <= 0 || gap <= 0) return null
  return Math.ceil(gap / base.points) * base.perYen
}

export type Taste = {
  /** What she bought, wished for or looked at, by the shop's id of the product or by SKU, with a weight. */
  readonly liked: ReadonlyMap<string, number>
  /** Kinds of reward that she has chosen before. */
  readonly chosen: ReadonlyMap<RewardKind, number>
}

/** How much a reward is to her taste (I20): its goods among what she likes, then its kind among what she chose before. */
export function fondness(document: RewardDocument, productId: string | null, { liked, chosen }: Taste): number {
  const { gives } = document
  const goods =
    gives.kind === "product" ? (liked.get(gives.sku) ?? 0) + (productId === null ? 0 : (liked.get(productId) ?? 0)) : 0
  return goods * 10 + (chosen.get(gives.kind) ?? 0)
}

/** The lowest number from 1 on that nobody holds. `taken` ascending. */
export function freeSerial(taken: readonly number[]): number {
  let next = 1
  for (const serial of taken) {
    if (serial > next) break
    if (serial === next) next++
  }
  return next
}
