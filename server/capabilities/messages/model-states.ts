import type { Channel } from "#customers"
import type { Language } from "#kernel/text"
import type { LetterIntent, LetterOrigin } from "./model-letter.ts"
import type { Purpose } from "./model.ts"
import type { SmtpPhase } from "./ports.ts"

/** Where a message stands. The last six are ends: planned = the sum of all of them (G3). */
export const messageStates = [
  "planned",
  /** Waits for somebody to release or discard it. */
  "held",
  /** A letter that was looked at and waits for its moment: quiet hours, a cap, a closed channel. */
  "deferred",
  "attempting",
  "retrying",
  "accepted",
  "failed",
  "unknown",
  "expired",
  "skipped",
  /** Another letter says it. */
  "merged",
] as const
export type MessageState = (typeof messageStates)[number]

/** What a worker needs to know of a message it is about to send. */
export type MessageToSend = {
  readonly messageId: string
  readonly customerId: string | null
  readonly kind: string
  readonly purpose: Purpose
  readonly language: Language
  readonly toName: string | null
  readonly toAddress: string
  readonly facts: Readonly<Record<string, unknown>>
  /** A document to be tried out instead of the published one. */
  readonly draft: unknown
  readonly mailId: string
  readonly round: number
  readonly attempts: number
  readonly plannedAt: Date
  readonly firstTriedAt: Date
  readonly expiresAt: Date | null
  /** Until when the way out is or was closed, if nothing has left by it since. */
  readonly pausedUntil: Date | null
  /** What makes it a letter; null for a notice. */
  readonly letter: LetterParts | null
}

/** Of a letter, what decides about it. */
export type LetterParts = {
  readonly templateId: string
  readonly templateVersion: number
  readonly insteadId: string | null
  readonly insteadVersion: number | null
  readonly origin: LetterOrigin
  readonly channels: readonly Channel[] | null
  /** Where it went at its last attempt; null before the first. */
  readonly channel: Channel | null
  readonly intent: LetterIntent
  readonly discountBp: number | null
  readonly topic: string | null
  readonly segmentId: string | null
  readonly sendAt: Date
}

/** What became of one attempt, as it is kept. */
export type AttemptNote = {
  readonly at: Date
  readonly outcome: string
  readonly reason?: string | undefined
  readonly phase?: SmtpPhase | "render" | undefined
  readonly code?: number | undefined
  readonly response?: string | undefined
  readonly transport?: string | undefined
}

/** The mail as it left, for the log. */
export type SentMail = {
  readonly renderedAt: Date
  readonly hash: string
  readonly fromName: string
  readonly fromAddress: string
  readonly replyTo: string | null
  readonly subject: string
  readonly preheader: string
  /** Null for what is confidential: of it only the hash is kept. */
  readonly body: Buffer | null
  readonly templateVersion: number
  readonly templateHash: string
  /** What it cost, in thousandths of a yen, and the other side's own name for it: channels beside e-mail. */
  readonly costMilliYen?: number | undefined
  readonly reference?: string | undefined
}
